package cluster

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
	"sigs.k8s.io/kind/pkg/apis/config/v1alpha4"
)

// CheckConfig finds the mistakes in a kind configuration that can be found before
// anything is made. The error is one line that names the line and the field.
func CheckConfig(raw []byte) error {
	_, err := parseConfig(raw)
	return err
}

// parseConfig reads a kind configuration strictly.
func parseConfig(raw []byte) (*v1alpha4.Cluster, error) {
	var cluster v1alpha4.Cluster
	decoder := yaml.NewDecoder(bytes.NewReader(raw))
	decoder.KnownFields(true)
	if err := decoder.Decode(&cluster); err != nil {
		return nil, fmt.Errorf("reading the kind configuration: %s", yamlMistake(err))
	}
	if cluster.Kind != "Cluster" || cluster.APIVersion != "kind.x-k8s.io/v1alpha4" {
		return nil, fmt.Errorf("reading the kind configuration: kind %q of %q is not Cluster of kind.x-k8s.io/v1alpha4", cluster.Kind, cluster.APIVersion)
	}
	var root yaml.Node
	if err := yaml.Unmarshal(raw, &root); err != nil {
		return nil, fmt.Errorf("reading the kind configuration: %s", yamlMistake(err))
	}
	if err := checkConfig(&cluster, &root); err != nil {
		return nil, fmt.Errorf("reading the kind configuration: %w", err)
	}
	return &cluster, nil
}

// yamlMistake puts all that a YAML decoder found on one line: its own message has
// a line for each.
func yamlMistake(err error) string {
	var several *yaml.TypeError
	if errors.As(err, &several) {
		return strings.Join(several.Errors, "; ")
	}
	return oneLine(err.Error())
}

// checkConfig looks at what kind would refuse once it is under way
// (pkg/internal/apis/config/validate.go, v0.33.0).
func checkConfig(cluster *v1alpha4.Cluster, root *yaml.Node) error {
	workers := 0
	for i, node := range cluster.Nodes {
		role := fmt.Sprintf("nodes.%d.role", i)
		if err := oneOf(root, role, string(node.Role), string(v1alpha4.ControlPlaneRole), string(v1alpha4.WorkerRole)); err != nil {
			return err
		}
		if node.Role == v1alpha4.WorkerRole {
			workers++
		}
		if err := patchesAreYAML(root, fmt.Sprintf("nodes.%d.kubeadmConfigPatches", i), node.KubeadmConfigPatches); err != nil {
			return err
		}
	}
	if workers > 0 && workers == len(cluster.Nodes) {
		return fmt.Errorf("line %d: none of the nodes is a control-plane", lineOf(root, "nodes"))
	}
	return errors.Join(
		oneOf(root, "networking.ipFamily", string(cluster.Networking.IPFamily), "ipv4", "ipv6", "dual"),
		oneOf(root, "networking.kubeProxyMode", string(cluster.Networking.KubeProxyMode), "iptables", "ipvs", "nftables", "none"),
		patchesAreYAML(root, "kubeadmConfigPatches", cluster.KubeadmConfigPatches),
	)
}

func oneOf(root *yaml.Node, field, value string, allowed ...string) error {
	if value == "" || slices.Contains(allowed, value) {
		return nil
	}
	return fmt.Errorf("line %d: %s: %q is not one of %s", lineOf(root, field), field, value, strings.Join(allowed, ", "))
}

// patchesAreYAML finds a patch that no kubeadm object could be matched with: it is
// matched by its kind.
func patchesAreYAML(root *yaml.Node, field string, patches []string) error {
	for i, text := range patches {
		where := fmt.Sprintf("%s.%d", field, i)
		var patch map[string]any
		err := yaml.Unmarshal([]byte(text), &patch)
		switch {
		case err != nil:
			return fmt.Errorf("line %d: %s: %s", lineOf(root, where), where, yamlMistake(err))
		case patch["kind"] == nil:
			return fmt.Errorf("line %d: %s: the patch names no kind", lineOf(root, where), where)
		}
	}
	return nil
}

// lineOf is the line of a field, such as nodes.1.role; of what is nearest above it
// where it is not there.
func lineOf(node *yaml.Node, field string) int {
	line := 1
	if node.Kind == yaml.DocumentNode && len(node.Content) > 0 {
		node = node.Content[0]
	}
	for name := range strings.SplitSeq(field, ".") {
		if node = below(node, name); node == nil {
			return line
		}
		line = node.Line
	}
	return line
}

func below(node *yaml.Node, name string) *yaml.Node {
	switch node.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(node.Content); i += 2 {
			if node.Content[i].Value == name {
				return node.Content[i+1]
			}
		}
	case yaml.SequenceNode:
		for i, item := range node.Content {
			if fmt.Sprint(i) == name {
				return item
			}
		}
	}
	return nil
}
