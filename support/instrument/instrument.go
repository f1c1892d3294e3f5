// Package instrument puts the suite's instruments into a cluster: the node
// observer and the git server.
package instrument

import (
	"context"
	"fmt"
	"io/fs"
	"time"

	corev1 "k8s.io/api/core/v1"

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
	raw, err := fs.ReadFile(manifests, Folder+"/"+file)
	if err != nil {
		return err
	}
	objects, err := manifest.Decode(raw)
	if err != nil {
		return fmt.Errorf("manifest %s: %w", file, err)
	}
	for _, object := range objects {
		if err := manifest.Fit(ctx, s, object); err != nil {
			return fmt.Errorf("manifest %s: %w", file, err)
		}
		if err := s.Client.Resources().Create(ctx, object); err != nil {
			return fmt.Errorf("creating %s: %w", object.GetName(), err)
		}
	}
	return nil
}

// Ready waits until so many Pods of an app are ready. A missing image is found
// here, before anything can trip over it.
func Ready(ctx context.Context, app string, count int, within time.Duration, list func(context.Context) ([]*corev1.Pod, error)) error {
	return await.For(ctx, app+" to be ready", within, func(ctx context.Context) (bool, string, error) {
		pods, err := list(ctx)
		if err != nil {
			return false, "", err
		}
		ready, state := 0, ""
		for _, pod := range pods {
			if image := imageMissing(pod); image != "" {
				return false, "", await.Final(fmt.Errorf("image %s is not on node %s: load it with `volconf images load`, "+
					"or push the images and name the registry with -image-registry", image, pod.Spec.NodeName))
			}
			if probe.PodReady(pod) {
				ready++
			}
			state += fmt.Sprintf("%s is %s; ", pod.Name, pod.Status.Phase)
		}
		return ready >= count, fmt.Sprintf("%d of %d ready; %s", ready, count, state), nil
	})
}

func imageMissing(pod *corev1.Pod) string {
	for _, status := range pod.Status.ContainerStatuses {
		if w := status.State.Waiting; w != nil {
			switch w.Reason {
			case "ErrImageNeverPull", "InvalidImageName", "ImagePullBackOff":
				return status.Image
			}
		}
	}
	return ""
}
