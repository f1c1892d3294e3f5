package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	admissionv1 "k8s.io/api/admission/v1"
	corev1 "k8s.io/api/core/v1"

	"github.com/volconf/volconf/support/incluster/mutator/mutation"
)

// enforceLabel tells the level of Pod Security. Namespaces without the label of a
// claim are never sent here.
const enforceLabel = "pod-security.kubernetes.io/enforce"

// maxReview bounds what is read of a request: an object in etcd has at most 1.5 MB.
const maxReview = 4 << 20

type webhook struct{ set mutation.Set }

func (h webhook) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	raw, err := io.ReadAll(io.LimitReader(r.Body, maxReview))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	answer, err := h.answer(raw)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(answer)
}

// answer reviews one object. Nothing is ever refused here: a refusal would not
// be a lie about volumes.
func (h webhook) answer(raw []byte) ([]byte, error) {
	var review admissionv1.AdmissionReview
	if err := json.Unmarshal(raw, &review); err != nil {
		return nil, fmt.Errorf("reading the review: %w", err)
	}
	if review.Request == nil {
		return nil, fmt.Errorf("the review has no request")
	}
	patch, err := h.patch(review.Request)
	if err != nil {
		return nil, err
	}
	response := &admissionv1.AdmissionResponse{UID: review.Request.UID, Allowed: true}
	if len(patch) > 0 {
		if response.Patch, err = json.Marshal(patch); err != nil {
			return nil, fmt.Errorf("writing the patch: %w", err)
		}
		kind := admissionv1.PatchTypeJSONPatch
		response.PatchType = &kind
	}
	review.Request, review.Response = nil, response
	return json.Marshal(review)
}

func (h webhook) patch(request *admissionv1.AdmissionRequest) ([]mutation.Operation, error) {
	switch request.Kind.Kind {
	case "Namespace":
		var before corev1.Namespace
		if err := json.Unmarshal(request.Object.Raw, &before); err != nil {
			return nil, fmt.Errorf("reading the namespace: %w", err)
		}
		after := before.DeepCopy()
		h.mark(after)
		return mutation.Difference(before, after)
	case "Pod":
		var before corev1.Pod
		if err := json.Unmarshal(request.Object.Raw, &before); err != nil {
			return nil, fmt.Errorf("reading the Pod: %w", err)
		}
		if h.set.Spares(before.Labels[mutation.ClaimLabel]) {
			return nil, nil
		}
		after := before.DeepCopy()
		if err := h.set.Apply(after, request.Namespace); err != nil {
			return nil, err
		}
		return mutation.Difference(before, after)
	case "Service":
		var before corev1.Service
		if err := json.Unmarshal(request.Object.Raw, &before); err != nil {
			return nil, fmt.Errorf("reading the Service: %w", err)
		}
		after := before.DeepCopy()
		h.set.ApplyToService(after)
		return mutation.Difference(before, after)
	}
	return nil, nil
}

// mark names the sabotage on a namespace, by which its maker sees that the API
// server has taken it up, and lifts Pod Security where the rules need it.
func (h webhook) mark(ns *corev1.Namespace) {
	if ns.Annotations == nil {
		ns.Annotations = map[string]string{}
	}
	ns.Annotations[mutation.MarkAnnotation] = h.set.ID
	if h.set.Relax && !h.set.Spares(ns.Labels[mutation.ClaimLabel]) {
		ns.Labels[enforceLabel] = "privileged"
	}
}
