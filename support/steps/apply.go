package steps

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"strings"

	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/apimachinery/pkg/util/yaml"
	"k8s.io/client-go/kubernetes/scheme"
	"sigs.k8s.io/e2e-framework/klient/k8s"

	"github.com/volconf/volconf/support/probe"
)

// Change adapts an object of a manifest before it is created.
type Change func(s *probe.Scene, object k8s.Object) error

// Apply creates what a manifest of the claim holds and waits until its Pods are
// Ready.
func Apply(file string, changes ...Change) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		objects, err := create(ctx, s, file, changes)
		if err != nil {
			return err
		}
		for _, object := range objects {
			if pod, ok := object.(*corev1.Pod); ok {
				if err := waitReady(ctx, s, PodRef{Container: Container{namespace: pod.Namespace, pod: pod.Name}}); err != nil {
					return err
				}
			}
		}
		return nil
	}
}

// Create creates what a manifest of the claim holds and does not wait.
func Create(file string, changes ...Change) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		_, err := create(ctx, s, file, changes)
		return err
	}
}

func create(ctx context.Context, s *probe.Scene, file string, changes []Change) ([]k8s.Object, error) {
	raw, err := fs.ReadFile(s.Manifests, file)
	if err != nil {
		return nil, fmt.Errorf("reading the manifest: %w", err)
	}
	objects, err := Decode(raw)
	if err != nil {
		return nil, fmt.Errorf("manifest %s: %w", file, err)
	}
	for _, object := range objects {
		if err := fit(ctx, s, object); err != nil {
			return nil, fmt.Errorf("manifest %s: %w", file, err)
		}
		for _, change := range changes {
			if err := change(s, object); err != nil {
				return nil, fmt.Errorf("manifest %s: %w", file, err)
			}
		}
		s.Remember(object)
		if err := createObject(ctx, s, object); err != nil {
			return nil, err
		}
	}
	return objects, nil
}

func createObject(ctx context.Context, s *probe.Scene, object k8s.Object) error {
	ctx, cancel := context.WithTimeout(ctx, s.Timeouts.API)
	defer cancel()
	if err := s.Client.Resources().Create(ctx, object); err != nil {
		return fmt.Errorf("creating %s %s: %w", kindOf(object), object.GetName(), err)
	}
	return nil
}

func kindOf(object k8s.Object) string {
	return strings.TrimPrefix(fmt.Sprintf("%T", object), "*v1.")
}

// Decode reads the objects of a manifest strictly: e2e-framework's own decoder
// drops a misspelt field in silence, and a misspelt volume source would become
// an emptyDir. A manifest without objects is an error.
func Decode(raw []byte) ([]k8s.Object, error) {
	decoder := serializer.NewCodecFactory(scheme.Scheme, serializer.EnableStrict).UniversalDeserializer()
	reader := yaml.NewYAMLReader(bufio.NewReader(bytes.NewReader(raw)))
	var objects []k8s.Object
	for {
		document, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("splitting YAML documents: %w", err)
		}
		if len(bytes.TrimSpace(document)) == 0 {
			continue
		}
		decoded, _, err := decoder.Decode(document, nil, nil)
		if err != nil {
			return nil, err
		}
		object, ok := decoded.(k8s.Object)
		if !ok {
			return nil, fmt.Errorf("%T has no name and no namespace", decoded)
		}
		objects = append(objects, object)
	}
	if len(objects) == 0 {
		return nil, errors.New("there is no object in it")
	}
	return objects, nil
}

// fit makes an object of a manifest the claim's own: its namespace, its labels,
// the images that can be had, its own folder on the node.
func fit(ctx context.Context, s *probe.Scene, object k8s.Object) error {
	if clusterScoped(object) {
		object.SetName(s.Namespace + "-" + object.GetName())
	} else {
		namespace, err := inNamespace(ctx, s, object.GetNamespace())
		if err != nil {
			return err
		}
		object.SetNamespace(namespace)
	}
	object.SetLabels(merged(object.GetLabels(), s.Labels()))
	spec, meta := podSpec(object)
	if spec == nil {
		return nil
	}
	meta.SetLabels(merged(meta.GetLabels(), s.Labels()))
	return fitPod(ctx, s, spec)
}

func inNamespace(ctx context.Context, s *probe.Scene, name string) (string, error) {
	if name == "" {
		return s.Namespace, nil
	}
	full := s.Namespace + "-" + name
	return full, s.MakeNamespace(ctx, full)
}

func clusterScoped(object k8s.Object) bool {
	switch object.(type) {
	case *corev1.PersistentVolume:
		return true
	}
	return false
}

type labelled interface {
	GetLabels() map[string]string
	SetLabels(map[string]string)
}

// podSpec returns the Pod spec inside an object, and what its Pods are labelled by.
func podSpec(object k8s.Object) (*corev1.PodSpec, labelled) {
	switch o := object.(type) {
	case *corev1.Pod:
		return &o.Spec, o
	case *appsv1.Deployment:
		return &o.Spec.Template.Spec, &o.Spec.Template
	case *appsv1.DaemonSet:
		return &o.Spec.Template.Spec, &o.Spec.Template
	case *appsv1.StatefulSet:
		return &o.Spec.Template.Spec, &o.Spec.Template
	case *batchv1.Job:
		return &o.Spec.Template.Spec, &o.Spec.Template
	}
	return nil, nil
}

func fitPod(ctx context.Context, s *probe.Scene, spec *corev1.PodSpec) error {
	for _, containers := range [][]corev1.Container{spec.InitContainers, spec.Containers} {
		for i := range containers {
			reference, policy, err := s.Image(containers[i].Image)
			if err != nil {
				return err
			}
			containers[i].Image, containers[i].ImagePullPolicy = reference, policy
		}
	}
	for i := range spec.Volumes {
		if host := spec.Volumes[i].HostPath; host != nil && strings.HasPrefix(host.Path, probe.NodeRoot+"/") {
			host.Path = s.HostPath() + strings.TrimPrefix(host.Path, probe.NodeRoot)
		}
	}
	return reachGit(ctx, s, spec)
}

func merged(a, b map[string]string) map[string]string {
	out := maps.Clone(b)
	maps.Copy(out, a)
	return out
}
