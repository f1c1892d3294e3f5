package await

import "time"

// Timeouts is every bound of the suite, for a cluster of two cores with images
// present. Each is far above what was measured: it is met on a slow machine and
// still ends a run that hangs.
type Timeouts struct {
	API              time.Duration // one call to the API server
	Exec             time.Duration // one command in a container; 0.2 s measured, a push by git 28 s under load 50
	ClusterAnswers   time.Duration // a cluster of somebody else says its version
	NodesReady       time.Duration // every node Ready, CoreDNS available, default ServiceAccounts present
	NamespaceReady   time.Duration // the default ServiceAccount of a new namespace
	PodReady         time.Duration // from created to Ready; 1.0 s measured
	PodDeleted       time.Duration // from the delete call until the object is gone; 2 s with 1 s of grace
	ContainerRestart time.Duration // from exit to running again; the first restart has no back-off, one that fails has 10 s and twice that
	Event            time.Duration // an event of the kubelet appears; its summary event takes 2 m 3 s (volume_manager.go, v1.37)
	HTTP             time.Duration // one page of a Pod, the way there included
	Content          time.Duration // served content becomes what another container wrote
	Settle           time.Duration // API caches of the control plane catch up
	Detached         time.Duration // a VolumeAttachment goes with its Pod: 10 s (nodeStatusUpdateFrequency), or 2 min if an attempt has begun
	NodeFolder       time.Duration // the kubelet removes a volume's folder
	NamespaceGone    time.Duration // all namespaces of a run are gone
	Claim            time.Duration // one claim as a whole
	Factor           float64       // what the bounds were scaled by
}

// Default returns the bounds for an ordinary machine.
func Default() Timeouts {
	return Timeouts{
		API:              15 * time.Second,
		Exec:             time.Minute,
		ClusterAnswers:   15 * time.Second,
		NodesReady:       3 * time.Minute,
		NamespaceReady:   30 * time.Second,
		PodReady:         90 * time.Second,
		PodDeleted:       60 * time.Second,
		ContainerRestart: 90 * time.Second,
		Event:            30 * time.Second,
		HTTP:             10 * time.Second,
		Content:          45 * time.Second,
		Settle:           20 * time.Second,
		Detached:         150 * time.Second,
		NodeFolder:       30 * time.Second,
		NamespaceGone:    2 * time.Minute,
		Claim:            6 * time.Minute,
		Factor:           1,
	}
}

// Scale multiplies every bound, for clusters that are slower than two cores
// with images present (-timeout-scale).
func (t Timeouts) Scale(factor float64) Timeouts {
	for _, bound := range []*time.Duration{
		&t.API, &t.Exec, &t.ClusterAnswers, &t.NodesReady, &t.NamespaceReady, &t.PodReady, &t.PodDeleted,
		&t.ContainerRestart, &t.Event, &t.HTTP, &t.Content, &t.Settle, &t.NodeFolder, &t.Detached, &t.NamespaceGone, &t.Claim,
	} {
		*bound = time.Duration(float64(*bound) * factor)
	}
	t.Factor *= factor
	return t
}
