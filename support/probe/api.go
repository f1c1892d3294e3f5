package probe

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/discovery"
)

// Request is a request to the API server in its own words: the typed clients
// drop the fields that they do not know, and the server's warnings.
type Request struct {
	Verb    string // POST or PATCH
	Path    string
	Type    string // of the body; JSON if empty
	Body    any
	Lenient bool // drop unknown fields, as clients do by default; otherwise they are refused
	DryRun  bool // decide, and keep nothing
}

// Answer is what the API server said. Refused is nil where it took the object; a
// refusal is a fact about the object only where nobody else is named as its author.
type Answer struct {
	Code     int
	Refused  *Refusal
	Warnings []string // texts of the Warning headers
	Object   *unstructured.Unstructured
}

// Ask makes one request, within Timeouts.API. An error is a request that did not
// get an answer: a broken connection, a 429, a 5xx. It is not asked again.
func (s *Scene) Ask(ctx context.Context, r Request) (Answer, error) {
	ctx, cancel := context.WithTimeout(ctx, s.Timeouts.API)
	defer cancel()
	body, err := json.Marshal(r.Body)
	if err != nil {
		return Answer{}, fmt.Errorf("writing a request to %s: %w", r.Path, err)
	}
	if r.Type == "" {
		r.Type = "application/json"
	}
	request := s.Kube.CoreV1().RESTClient().Verb(r.Verb).AbsPath(r.Path).SetHeader("Content-Type", r.Type).
		Param("fieldValidation", validation(r.Lenient)).Body(body)
	if r.DryRun {
		request.Param("dryRun", "All")
	}
	result := request.Do(ctx)
	answer := Answer{Object: &unstructured.Unstructured{}}
	result.StatusCode(&answer.Code)
	for _, w := range result.Warnings() {
		answer.Warnings = append(answer.Warnings, w.Text)
	}
	if err := result.Error(); err != nil { // of Raw, the error lacks the server's message
		return refusal(answer, r.Path, err)
	}
	raw, err := result.Raw()
	if err != nil {
		return Answer{}, fmt.Errorf("reading the answer of %s: %w", r.Path, err)
	}
	if err := json.Unmarshal(raw, &answer.Object.Object); err != nil {
		return Answer{}, fmt.Errorf("reading the answer of %s: %w", r.Path, err)
	}
	return answer, nil
}

func validation(lenient bool) string {
	if lenient {
		return "Ignore"
	}
	return "Strict"
}

// refusal tells an answer of the API server from a request that failed.
func refusal(answer Answer, path string, err error) (Answer, error) {
	refused := RefusalOf(err)
	if refused == nil {
		return Answer{}, fmt.Errorf("asking %s: %w", path, err)
	}
	answer.Code, answer.Refused = refused.Code, refused
	return answer, nil
}

// CollectionPath is where objects of a kind are created.
func CollectionPath(object *unstructured.Unstructured) string {
	gvk := object.GroupVersionKind()
	plural, _ := meta.UnsafeGuessKindToResource(gvk)
	path := "/apis/" + object.GetAPIVersion()
	if gvk.Group == "" {
		path = "/api/" + gvk.Version
	}
	if object.GetNamespace() != "" {
		path += "/namespaces/" + object.GetNamespace()
	}
	return path + "/" + plural.Resource
}

// Resources lists what the API server serves, in every group and version. A group
// behind an aggregated API that does not answer is left out, and returned by name
// in missing.
func (s *Scene) Resources() (all []schema.GroupVersionResource, missing []schema.GroupVersion, err error) {
	_, lists, err := s.Kube.Discovery().ServerGroupsAndResources()
	var partial *discovery.ErrGroupDiscoveryFailed
	switch {
	case errors.As(err, &partial):
		missing = slices.SortedFunc(maps.Keys(partial.Groups), func(a, b schema.GroupVersion) int { return strings.Compare(a.String(), b.String()) })
	case err != nil:
		return nil, nil, fmt.Errorf("discovering the API's resources: %w", err)
	}
	for _, list := range lists {
		version, err := schema.ParseGroupVersion(list.GroupVersion)
		if err != nil {
			return nil, nil, fmt.Errorf("discovering the API's resources: %w", err)
		}
		for _, resource := range list.APIResources {
			all = append(all, version.WithResource(resource.Name))
		}
	}
	return all, missing, nil
}
