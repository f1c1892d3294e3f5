package claim

// What a claim about a type of volume may need of the cluster.
const (
	// NFSClient is a kernel that mounts NFS, and an NFS server among the images.
	NFSClient = "nfs-client"
	// DefaultStorageClass is a cluster that makes volumes for claims that name
	// no class.
	DefaultStorageClass = "storage-class"
	// ImageVolumes is a container runtime that mounts images.
	ImageVolumes = "image-volumes"
	// NoCloudDrivers is a cluster without the CSI drivers of cloud providers: what
	// is handed to them stays where it is.
	NoCloudDrivers = "no-cloud-drivers"
	// GitRepoVolumes is a cluster whose kubelets can fill gitRepo volumes: git is
	// on the node, and the feature gate is on where there is one.
	GitRepoVolumes = "gitrepo-volumes"
	// GitRepoDriverOff is a cluster that leaves the feature gate of the gitRepo
	// driver as it is since 1.33.
	GitRepoDriverOff = "gitrepo-driver-off"
)
