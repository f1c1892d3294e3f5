package steps

import (
	"context"
	"fmt"
	"io/fs"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/e2e-framework/klient/k8s"

	"github.com/volconf/volconf/support/manifest"
	"github.com/volconf/volconf/support/probe"
)

// Change adapts an object of a manifest before it is created.
type Change func(s *probe.Scene, object k8s.Object) error

// Apply creates what a manifest of the claim holds and waits until its Pods are
// Ready. It waits up to PodReady.
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
	objects, err := manifest.Decode(raw)
	if err != nil {
		return nil, fmt.Errorf("manifest %s: %w", file, err)
	}
	for _, object := range objects {
		if err := manifest.Fit(ctx, s, object); err != nil {
			return nil, fmt.Errorf("manifest %s: %w", file, err)
		}
		for _, change := range changes {
			if err := change(s, object); err != nil {
				return nil, fmt.Errorf("manifest %s: %w", file, err)
			}
		}
		if err := createObject(ctx, s, object); err != nil {
			return nil, err
		}
	}
	return objects, nil
}

// createObject makes an object, and remembers it first: what is not remembered would be
// left in a namespace that another claim moves into.
func createObject(ctx context.Context, s *probe.Scene, object k8s.Object) error {
	s.Remember(object)
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
