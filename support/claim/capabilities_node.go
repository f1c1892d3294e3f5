package claim

// What a claim may need of the nodes and of the fixture images.
const (
	// LocalStorageLimits is a kubelet that measures what Pods keep on the node and
	// holds them to their limits. It does not in a cluster without root
	// (localStorageCapacityIsolation in the kubelet's configuration).
	LocalStorageLimits = "local-storage-limits"
	// NodeRestart is a way to restart a node as a whole: the container engine of a
	// cluster that the run made, or a command of the user's (-restart-node).
	NodeRestart = "node-restart"
	// GitSyncReal is git-sync itself, not the stand-in.
	GitSyncReal = "git-sync-real"
)
