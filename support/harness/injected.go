package harness

import (
	"fmt"
	"io/fs"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/e2e-framework/klient/k8s"
	"sigs.k8s.io/yaml"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/manifest"
)

// knownText is the text of what a claim itself made: its manifests, and its
// objects as they were sent to the API.
func (r *run) knownText(t *trial) string {
	var known strings.Builder
	dir := manifestDir(t.claim)
	entries, _ := fs.ReadDir(r.manifests, dir) // a claim without manifests knows nothing
	for _, entry := range entries {
		raw, _ := fs.ReadFile(r.manifests, dir+"/"+entry.Name())
		known.Write(raw)
	}
	if t.scene == nil {
		return known.String()
	}
	for _, object := range t.scene.Applied() {
		if raw, err := yaml.Marshal(object); err == nil {
			known.Write(raw)
		}
	}
	return known.String()
}

func manifestDir(c claim.Claim) string { return string(c.Feature) + "/" + c.ID }

// withoutInjected takes out of an object what its claim did not put in and what
// may be a secret: webhooks of the cluster put tokens into annotations and into
// variables of containers.
func withoutInjected(object k8s.Object, known string) {
	withoutAnnotations(object.GetAnnotations(), known)
	spec, template := manifest.PodSpec(object)
	if pods, ok := template.(*corev1.PodTemplateSpec); ok {
		withoutAnnotations(pods.Annotations, known)
	}
	if spec == nil {
		return
	}
	for _, containers := range [][]corev1.Container{spec.InitContainers, spec.Containers} {
		for i := range containers {
			for j := range containers[i].Env {
				value := &containers[i].Env[j].Value
				if !strings.Contains(known, *value) {
					*value = notOurs(*value)
				}
			}
		}
	}
}

func withoutAnnotations(annotations map[string]string, known string) {
	for key, value := range annotations {
		domain, _, _ := strings.Cut(key, "/")
		kubernetes := strings.HasSuffix(domain, "kubernetes.io") || strings.HasSuffix(domain, "k8s.io")
		switch {
		case strings.Contains(known, key) || kubernetes && len(value) <= maxValue:
		case kubernetes:
			annotations[key] = clip(value, maxValue)
		default:
			annotations[key] = notOurs(value)
		}
	}
}

func notOurs(value string) string {
	return fmt.Sprintf("(%d bytes that the claim did not put there)", len(value))
}
