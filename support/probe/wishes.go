package probe

// PullSecretName is what the copy of the user's pull secret is called in each
// namespace of a run.
const PullSecretName = "volconf-pull"

// Wishes are what a user asks for on every Pod and every PVC of a run, because
// the cluster wants it or to try one kind of node.
type Wishes struct {
	PodLabels    map[string]string // on every Pod and Pod template
	NodeSelector map[string]string // of every Pod
	PullSecret   string            // a Secret in each namespace; empty is none
	RuntimeClass string            // of every Pod that names none
	StorageClass string            // of every PVC that names none
}
