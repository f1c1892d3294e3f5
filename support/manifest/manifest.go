// Package manifest reads the suite's YAML strictly and makes it a claim's own.
package manifest

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"strings"

	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/apimachinery/pkg/util/yaml"
	"k8s.io/client-go/kubernetes/scheme"
	"sigs.k8s.io/e2e-framework/klient/k8s"

	"github.com/volconf/volconf/support/probe"
)

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

// Fit makes an object of a manifest the claim's own: its namespace, its labels,
// the images that can be had, its own folder on the node, and nodes that Pods of the
// suite can run on.
func Fit(ctx context.Context, s *probe.Scene, object k8s.Object) error {
	if clusterScoped(object) {
		object.SetName(Owned(s, object.GetName()))
	} else {
		namespace, err := inNamespace(ctx, s, object.GetNamespace())
		if err != nil {
			return err
		}
		object.SetNamespace(namespace)
	}
	object.SetLabels(Merged(object.GetLabels(), s.Labels()))
	fitReferences(s, object)
	wishPVCs(s.Wishes, object)
	spec, meta := PodSpec(object)
	if spec == nil {
		return nil
	}
	meta.SetLabels(Merged(meta.GetLabels(), s.Labels()))
	meta.SetAnnotations(Merged(map[string]string{
		probe.FirstContainer: spec.Containers[0].Name, probe.AttemptLabel: s.Folder, // a runtime sees annotations, and no labels
	}, meta.GetAnnotations()))
	WishPod(s.Wishes, spec, meta)
	withoutToken(spec)
	return fitPod(ctx, s, spec)
}

func inNamespace(ctx context.Context, s *probe.Scene, name string) (string, error) {
	if name == "" {
		return s.Namespace, nil
	}
	full := Owned(s, name)
	return full, s.MakeNamespaceAt(ctx, full, s.Level)
}

// Labelled is what carries labels and annotations: an object, or the template of its
// Pods.
type Labelled interface {
	GetLabels() map[string]string
	SetLabels(map[string]string)
	GetAnnotations() map[string]string
	SetAnnotations(map[string]string)
}

// PodSpec returns the Pod spec inside an object, and what its Pods are labelled by.
func PodSpec(object k8s.Object) (*corev1.PodSpec, Labelled) {
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

// withoutToken keeps the API's token out of a Pod whose manifest does not ask for
// it: no claim calls the API from within, and its volume, a mount in memory that
// the kubelet makes through systemd, was a sixth of the CPU time of a run.
func withoutToken(spec *corev1.PodSpec) {
	if spec.AutomountServiceAccountToken == nil {
		spec.AutomountServiceAccountToken = new(false)
	}
}

func fitPod(ctx context.Context, s *probe.Scene, spec *corev1.PodSpec) error {
	if len(s.Workers) > 0 && !hasNodeAffinity(spec) {
		RunOn(spec, s.Workers...)
	}
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
		if host := spec.Volumes[i].HostPath; host != nil {
			host.Path = onNode(s, host.Path)
		}
		if image := spec.Volumes[i].Image; image != nil {
			reference, policy, err := s.Image(image.Reference)
			if err != nil {
				return err
			}
			image.Reference, image.PullPolicy = reference, policy
		}
		if err := reachNFS(ctx, s, spec.Volumes[i].NFS); err != nil {
			return err
		}
	}
	return reachGit(ctx, s, spec)
}

// Merged joins two sets of labels; where both name a key, the first wins.
func Merged(a, b map[string]string) map[string]string {
	out := make(map[string]string, len(a)+len(b))
	maps.Copy(out, b)
	maps.Copy(out, a)
	return out
}

// reachGit lets the name "git" of a manifest's URLs lead to the run's git
// server, whatever the cluster's DNS domain.
func reachGit(ctx context.Context, s *probe.Scene, spec *corev1.PodSpec) error {
	if !strings.Contains(spec.String(), "//"+probe.GitService+"/") {
		return nil
	}
	service, err := s.Kube.CoreV1().Services(s.Instruments).Get(ctx, probe.GitService, metav1.GetOptions{})
	if err != nil {
		return fmt.Errorf("finding the git server's address: %w", err)
	}
	// The kubelet clones a gitRepo volume, and a node has no such name.
	for i := range spec.Volumes {
		if git := spec.Volumes[i].GitRepo; git != nil {
			git.Repository = strings.Replace(git.Repository, "//"+probe.GitService+"/", "//"+inURL(service.Spec.ClusterIP)+"/", 1)
		}
	}
	spec.HostAliases = append(spec.HostAliases, corev1.HostAlias{IP: service.Spec.ClusterIP, Hostnames: []string{probe.GitService}})
	return nil
}

// inURL is an address as the host of a URL: one of IPv6 in brackets (RFC 3986, 3.2.2).
// Of an NFS server's the kubelet takes care itself (pkg/volume/nfs/nfs.go, v1.37).
func inURL(ip string) string {
	if strings.Contains(ip, ":") {
		return "[" + ip + "]"
	}
	return ip
}
