// Package instrument puts the suite's instruments into a cluster: the node
// observer and the git server.
package instrument

import (
	"context"
	"fmt"
	"io/fs"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/e2e-framework/klient/k8s"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/manifest"
	"github.com/volconf/volconf/support/probe"
)

// The files of manifests/instruments.
const (
	Folder   = "instruments"
	Observer = "observer.yaml"
	Git      = "git.yaml"
)

// Place creates the objects of a file in the scene's namespace.
func Place(ctx context.Context, s *probe.Scene, manifests fs.FS, file string) error {
	objects, err := read(ctx, s, manifests, file)
	if err != nil {
		return err
	}
	for _, object := range objects {
		if err := s.Client.Resources().Create(ctx, object); err != nil {
			return fmt.Errorf("creating %s: %w", object.GetName(), err)
		}
	}
	return nil
}

func read(ctx context.Context, s *probe.Scene, manifests fs.FS, file string) ([]k8s.Object, error) {
	raw, err := fs.ReadFile(manifests, Folder+"/"+file)
	if err != nil {
		return nil, err
	}
	objects, err := manifest.Decode(raw)
	if err != nil {
		return nil, fmt.Errorf("manifest %s: %w", file, err)
	}
	for _, object := range objects {
		if err := manifest.Fit(ctx, s, object); err != nil {
			return nil, fmt.Errorf("manifest %s: %w", file, err)
		}
	}
	return objects, nil
}

// ObserverTemplate is what the observer's DaemonSet makes its Pods from, in the
// scene's namespace.
func ObserverTemplate(ctx context.Context, s *probe.Scene, manifests fs.FS) (corev1.PodTemplateSpec, error) {
	objects, err := read(ctx, s, manifests, Observer)
	if err != nil {
		return corev1.PodTemplateSpec{}, err
	}
	for _, object := range objects {
		if set, ok := object.(*appsv1.DaemonSet); ok {
			return set.Spec.Template, nil
		}
	}
	return corev1.PodTemplateSpec{}, fmt.Errorf("manifest %s has no DaemonSet", Observer)
}

// Ready waits until so many Pods of an app are ready. An image that a node does not
// get is found here, before anything can trip over it.
func Ready(ctx context.Context, app string, count int, within time.Duration, list func(context.Context) ([]*corev1.Pod, error)) error {
	return await.For(ctx, app+" to be ready", within, func(ctx context.Context) (bool, string, error) {
		pods, err := list(ctx)
		if err != nil {
			return false, "", err
		}
		ready, state := 0, ""
		for _, pod := range pods {
			if err := probe.ImageProblem(pod); err != nil {
				return false, "", await.Final(err)
			}
			if probe.PodReady(pod) {
				ready++
			}
			state += fmt.Sprintf("%s is %s; ", pod.Name, pod.Status.Phase)
		}
		return ready >= count, fmt.Sprintf("%d of %d ready; %s", ready, count, state), nil
	})
}
