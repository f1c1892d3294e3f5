package mutation

import (
	"encoding/json"
	"fmt"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/strategicpatch"
	"sigs.k8s.io/yaml"
)

// merge applies a strategic merge patch to the Pod, as `kubectl patch` would.
func (w *work) merge(patch string) error {
	for name, reference := range w.set.Images {
		patch = strings.ReplaceAll(patch, "$("+name+")", reference)
	}
	change, err := yaml.YAMLToJSONStrict([]byte(patch))
	if err != nil {
		return fmt.Errorf("reading the patch: %w", err)
	}
	before, err := json.Marshal(w.pod)
	if err != nil {
		return fmt.Errorf("encoding the Pod: %w", err)
	}
	after, err := strategicpatch.StrategicMergePatch(before, change, corev1.Pod{})
	if err != nil {
		return fmt.Errorf("applying the patch: %w", err)
	}
	var pod corev1.Pod
	if err := json.Unmarshal(after, &pod); err != nil {
		return fmt.Errorf("reading the patched Pod: %w", err)
	}
	*w.pod = pod
	return nil
}
