package sabotage

import (
	"context"
	"time"

	"github.com/volconf/volconf/support/held"
)

const (
	// startDelay is what is added to each start of a container: far above the 1 s
	// that a Pod takes, below the suite's stretched bound.
	startDelay = 20 * time.Second
	// answerDelay is what is added to each answer of the API server.
	answerDelay = 300 * time.Millisecond
	// kubeletTurn is the time until a kubelet is restarted, and from there to the
	// next: in the middle of the suite's first claims.
	kubeletTurn = 15 * time.Second
	// nodeAway is how long a worker is stopped. It stays below the 40 s after which
	// the control plane gives a node up (--node-monitor-grace-period was 40 s, is 50 s since 1.32).
	nodeAway = 30 * time.Second
)

// restartedKubelets restarts the kubelet of each worker once, in turn.
func restartedKubelets(_ context.Context, site held.Cluster) (*held.Changed, error) {
	meanwhile := func(ctx context.Context) error {
		for _, node := range site.Workers {
			if !held.Pause(ctx, kubeletTurn) {
				return nil
			}
			if _, err := site.Script(ctx, node, "systemctl restart kubelet"); err != nil && ctx.Err() == nil {
				return err
			}
		}
		return nil
	}
	return &held.Changed{Meanwhile: []func(context.Context) error{meanwhile}, Undo: func(context.Context) error { return nil }}, nil
}

// stoppedWorker stops what runs Pods on the last worker, for a while.
func stoppedWorker(_ context.Context, site held.Cluster) (*held.Changed, error) {
	node := site.Workers[len(site.Workers)-1]
	mend := func(ctx context.Context) error {
		_, err := site.Script(ctx, node, "systemctl start containerd kubelet")
		return err
	}
	meanwhile := func(ctx context.Context) error {
		if !held.Pause(ctx, kubeletTurn) {
			return nil
		}
		if _, err := site.Script(ctx, node, "systemctl stop kubelet containerd"); err != nil {
			return err
		}
		held.Pause(ctx, nodeAway)
		return mend(context.WithoutCancel(ctx))
	}
	return &held.Changed{Meanwhile: []func(context.Context) error{meanwhile}, Undo: mend}, nil
}

// nodeBack is how long a node may be away while a claim of the same run restarts
// it; 11 s were measured.
const nodeBack = time.Minute
