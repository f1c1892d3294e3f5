package claim

// What a claim may need of the nodes and of the fixture images.
const (
	// EphemeralStorage is a kubelet that accounts for the local storage of Pods and
	// holds them to their limits. It does not where it runs without root, or is told
	// not to (localStorageCapacityIsolation in its configuration).
	EphemeralStorage = "ephemeral-storage"
	// NodeRestart is a way to restart a node as a whole: the container engine of a
	// cluster that the run made, or a command of the user's (-restart-node).
	NodeRestart = "node-restart"
	// GitSyncReal is git-sync itself, not the stand-in.
	GitSyncReal = "git-sync-real"
)
