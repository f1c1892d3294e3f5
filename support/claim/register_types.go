package claim

// Capabilities that the catalogue of types needs.
const (
	// NFSClient is a kernel that mounts NFS, and an NFS server among the images.
	NFSClient = "nfs-client"
	// DefaultStorageClass is a cluster that makes volumes for claims that name
	// no class.
	DefaultStorageClass = "storage-class"
	// ImageVolumes is a container runtime that mounts images.
	ImageVolumes = "image-volumes"
)
