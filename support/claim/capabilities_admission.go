package claim

import "strings"

// PodsEnd is a cluster that puts no classic sidecar into Pods: with one, a Pod whose own
// containers have all ended runs on.
const PodsEnd = "pods-end"

const admits = "admits-"

// Admits is the capability of a cluster whose policies let a Pod have a volume of a type,
// by the name of its field ("gitRepo"). A claim about the type needs it: what a policy
// forbids shows nothing about the type.
func Admits(volumeType string) string { return admits + volumeType }

// Admitted is the volume type of a capability that Admits has named.
func Admitted(capability string) (volumeType string, found bool) {
	return strings.CutPrefix(capability, admits)
}
