package probe

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
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

// Answer is what the API server said. A refusal is a fact, not an error.
type Answer struct {
	Code     int
	Message  string   // of a refusal
	Warnings []string // texts of the Warning headers
	Object   *unstructured.Unstructured
}

// Ask makes one request.
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

// refusal tells a decision of the API server from a request that failed.
func refusal(answer Answer, path string, err error) (Answer, error) {
	var status apierrors.APIStatus
	if !errors.As(err, &status) || status.Status().Code < 400 || status.Status().Code >= 500 ||
		status.Status().Code == http.StatusTooManyRequests {
		return Answer{}, fmt.Errorf("asking %s: %w", path, err)
	}
	answer.Code, answer.Message = int(status.Status().Code), err.Error()
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

// Resources lists what the API server serves, in every group and version.
func (s *Scene) Resources() ([]schema.GroupVersionResource, error) {
	_, lists, err := s.Kube.Discovery().ServerGroupsAndResources()
	if err != nil {
		return nil, fmt.Errorf("discovering the API's resources: %w", err)
	}
	var all []schema.GroupVersionResource
	for _, list := range lists {
		version, err := schema.ParseGroupVersion(list.GroupVersion)
		if err != nil {
			return nil, fmt.Errorf("discovering the API's resources: %w", err)
		}
		for _, resource := range list.APIResources {
			all = append(all, version.WithResource(resource.Name))
		}
	}
	return all, nil
}
