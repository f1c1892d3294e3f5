package manifest

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/util/yaml"

	"github.com/volconf/volconf/support/probe"
)

// Raw reads the objects of a manifest as they stand there, fields that the API
// does not have included: for claims about what the API makes of such objects.
func Raw(raw []byte) ([]*unstructured.Unstructured, error) {
	reader := yaml.NewYAMLReader(bufio.NewReader(bytes.NewReader(raw)))
	var objects []*unstructured.Unstructured
	for {
		document, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("splitting YAML documents: %w", err)
		}
		content := map[string]any{}
		if err := yaml.Unmarshal(document, &content); err != nil {
			return nil, err
		}
		if len(content) > 0 {
			objects = append(objects, &unstructured.Unstructured{Object: content})
		}
	}
	if len(objects) == 0 {
		return nil, errors.New("there is no object in it")
	}
	return objects, nil
}

// namespaceless are the kinds that clusterScoped knows, by name.
var namespaceless = []string{"PersistentVolume", "StorageClass", "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"}

// FitRaw makes an object the claim's own, as Fit does with a typed one.
func FitRaw(ctx context.Context, s *probe.Scene, object *unstructured.Unstructured) error {
	object.SetLabels(Merged(object.GetLabels(), s.Labels()))
	if slices.Contains(namespaceless, object.GetKind()) {
		object.SetName(Owned(s, object.GetName()))
		return nil
	}
	namespace, err := inNamespace(ctx, s, object.GetNamespace())
	if err != nil {
		return err
	}
	object.SetNamespace(namespace)
	placeHostPaths(s, object.Object)
	wishRaw(s.Wishes, object)
	return ResolveImages(s, object.Object)
}

// placeHostPaths moves the hostPath volumes below the suite's folder into the
// claim's own.
func placeHostPaths(s *probe.Scene, node any) {
	switch n := node.(type) {
	case []any:
		for _, item := range n {
			placeHostPaths(s, item)
		}
	case map[string]any:
		if host, ok := n["hostPath"].(map[string]any); ok {
			if path, ok := host["path"].(string); ok {
				host["path"] = onNode(s, path)
			}
		}
		for _, value := range n {
			placeHostPaths(s, value)
		}
	}
}

// ResolveImages puts references in place of the names of images, wherever a
// list of containers is.
func ResolveImages(s *probe.Scene, node any) error {
	switch n := node.(type) {
	case []any:
		for _, item := range n {
			if err := ResolveImages(s, item); err != nil {
				return err
			}
		}
	case map[string]any:
		for key, value := range n {
			if list, ok := value.([]any); ok && strings.HasSuffix(strings.ToLower(key), "containers") {
				if err := resolveContainers(s, list); err != nil {
					return err
				}
				continue
			}
			if err := ResolveImages(s, value); err != nil {
				return err
			}
		}
	}
	return nil
}

func resolveContainers(s *probe.Scene, list []any) error {
	for _, item := range list {
		container, ok := item.(map[string]any)
		if !ok {
			continue
		}
		name, ok := container["image"].(string)
		if !ok {
			continue
		}
		reference, policy, err := s.Image(name)
		if err != nil {
			return err
		}
		container["image"], container["imagePullPolicy"] = reference, string(policy)
	}
	return nil
}
