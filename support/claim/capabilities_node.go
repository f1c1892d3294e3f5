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
	// SystemPods are Pods of the cluster's own system that belong to nodes and mount files
	// of them. A cluster that runs such programs outside of Pods has none.
	SystemPods = "system-pods"
	// GitSyncReal is git-sync itself, not the stand-in.
	GitSyncReal = "git-sync-real"
)

// What a node may have elsewhere than most do. The observer looks for each when a run
// begins; where a node's is not found, the claims that need it run on the others.
const (
	KubeletRoot    = "kubelet-root"    // the folder in which the kubelet keeps its Pods
	KubeletUnit    = "kubelet-unit"    // the unit of systemd that the kubelet's process is in
	KubeletProgram = "kubelet-program" // the kubelet as a program of its own
	KubeletPKI     = "kubelet-pki"     // the folder with the kubelet's certificates
	KubeletSocket  = "kubelet-socket"  // a socket that the kubelet listens on
	RuntimeSocket  = "runtime-socket"  // the container runtime's socket, which takes connections
	// DiskVolumes is a node whose kubelet keeps volumes on a disk. One that runs from memory
	// keeps all of them there. Where nobody can look it is taken for granted.
	DiskVolumes = "disk-volumes"
	// VolumeStatistics is a kubelet that measures the volumes of Pods every minute or more
	// often. One that does so seldom, or never, evicts no Pod for them within a claim's time.
	VolumeStatistics = "volume-statistics"
	// ControlGroups is a runtime that keeps the containers of a Pod in the control group
	// that the kubelet made for it. One with a kernel of its own may be told to ignore it.
	ControlGroups = "control-groups"
	// PortForward is a runtime through which a port-forward gets into a Pod.
	PortForward   = "port-forward"
	HostnameLabel = "hostname-label" // a label kubernetes.io/hostname that is the node's alone
)

// Places lists those that are paths or names on the node.
func Places() []string {
	return []string{KubeletRoot, KubeletUnit, KubeletProgram, KubeletPKI, KubeletSocket, RuntimeSocket, VolumeStatistics}
}
