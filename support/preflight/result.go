package preflight

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"

	"github.com/volconf/volconf/support/claim"
)

// Schema is the version of the JSON that WriteJSON writes.
const Schema = 1

// Result is all that is known of a cluster before anything is tried on it.
type Result struct {
	Schema        int             `json:"schema"`
	Address       string          `json:"address"` // of the API server
	Server        string          `json:"server"`  // its version
	Nodes         []Node          `json:"nodes"`
	Classes       []Class         `json:"storageClasses"`
	Missing       []string        `json:"missingPermissions"` // what the user may not do ("create pods/exec")
	Refusals      []Refusal       `json:"refusals"`
	Injected      []Injected      `json:"injected"`
	Selected      int             `json:"selectedClaims"`
	NotApplicable []NotApplicable `json:"notApplicable"`
	OnlyNodesTell []string        `json:"onlyNodesTell"`     // claims that may turn out not to apply: only a node tells
	Problem       string          `json:"problem,omitempty"` // why no run would start; empty if one would
}

// Node is one node of the cluster.
type Node struct {
	Name    string  `json:"name"`
	OS      string  `json:"os"`
	Arch    string  `json:"architecture"`
	Kubelet string  `json:"kubelet"`
	Runtime string  `json:"runtime"`
	Unfit   string  `json:"unfit,omitempty"` // why no claim's Pod is run there
	Learned *Places `json:"learned,omitempty"`
}

// Places is what only the node tells.
type Places struct {
	Found         map[string]string `json:"found"`             // by the names of claim.Places
	Unknown       map[string]string `json:"unknown,omitempty"` // what was not found, and why
	CgroupVersion int               `json:"cgroupVersion"`
	Git           bool              `json:"git"`
	NFS           bool              `json:"nfs"`
}

// Class is a StorageClass.
type Class struct {
	Name        string `json:"name"`
	Provisioner string `json:"provisioner"`
	Binding     string `json:"bindingMode"`
	Reclaim     string `json:"reclaimPolicy"`
	Default     bool   `json:"default"`
}

// NotApplicable is a claim that cannot be judged on the cluster.
type NotApplicable struct {
	ID     string     `json:"id"`
	Reason claim.Text `json:"reason"`
}

// Classes lists the StorageClasses, by name.
func Classes(ctx context.Context, kube kubernetes.Interface) ([]Class, error) {
	list, err := kube.StorageV1().StorageClasses().List(ctx, metav1.ListOptions{})
	if err != nil {
		return nil, fmt.Errorf("listing the StorageClasses: %w", err)
	}
	classes := make([]Class, 0, len(list.Items))
	for i := range list.Items {
		c := &list.Items[i]
		class := Class{
			Name: c.Name, Provisioner: c.Provisioner, Binding: "Immediate", Reclaim: "Delete", // the API's defaults
			Default: c.Annotations["storageclass.kubernetes.io/is-default-class"] == "true",
		}
		if c.VolumeBindingMode != nil {
			class.Binding = string(*c.VolumeBindingMode)
		}
		if c.ReclaimPolicy != nil {
			class.Reclaim = string(*c.ReclaimPolicy)
		}
		classes = append(classes, class)
	}
	return classes, nil
}

// WriteJSON prints the result as one JSON document. A list without entries is an
// empty list.
func (r *Result) WriteJSON(out io.Writer) error {
	listed(&r.Nodes)
	listed(&r.Classes)
	listed(&r.Missing)
	listed(&r.Refusals)
	listed(&r.Injected)
	listed(&r.NotApplicable)
	listed(&r.OnlyNodesTell)
	encoder := json.NewEncoder(out)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(r)
}

func listed[T any](list *[]T) {
	if *list == nil {
		*list = []T{}
	}
}
