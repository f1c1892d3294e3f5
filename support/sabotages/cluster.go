package sabotages

import (
	"context"
	"time"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/held"
	"github.com/volconf/volconf/support/incluster/mutator/mutation"
	"github.com/volconf/volconf/support/sabotage"
)

// aboutCluster lists lies about no feature but the cluster as a whole. Under those that
// only make it slow no claim may fail.
var aboutCluster = []sabotage.Sabotage{
	{
		ID: "pod-security-lifted", How: sabotage.Admission,
		Does:  claim.Text{En: "No namespace enforces a level of Pod Security", Ko: "어떤 네임스페이스도 파드 보안 수준을 강제하지 않는다"},
		Rules: []mutation.Rule{{Lift: true}},
		Kills: map[string]string{
			claims.HostPathRejectedByPodSecurityBaseline.ID: "BaselineRefusesIt",
			claims.GitRepoBlockedByPolicy.ID:                "LevelRestrictedRefusesAGitRepo",
		},
	},
	{
		ID: "cat-blind", How: sabotage.Node, Runc: blindCat, Reach: sabotage.ItsRun,
		Does: claim.Text{
			En: "Every cat in a container says of each file that it is not there: the reader is broken, and not what it reads",
			Ko: "컨테이너의 모든 cat이 어떤 파일이든 없다고 말한다: 읽는 쪽이 망가진 것이지 읽히는 것이 아니다",
		},
		// Two are of the sample.
		Errors: []string{
			claims.EmptyDirSharedWithinPod.ID, claims.HostPathSameNodeSamePathShared.ID, claims.EmptyDirGoneWhenPodTerminates.ID,
			claims.PodContainersDoNotShareFilesystem.ID, claims.ContainerRootfsLostOnContainerRestart.ID,
		},
	},
	{
		ID: "slow-starts", How: sabotage.Timing, Reach: sabotage.ItsRun, Slow: 4,
		Does: claim.Text{En: "Each container starts 20 s late", Ko: "컨테이너마다 20초 늦게 시작된다"},
		// Far above the 1 s that a Pod takes, below the suite's stretched bound.
		Runc: `[ "$command" != start ] || sleep 20`,
	},
	{
		ID: "slow-answers", How: sabotage.Timing, Break: sabotage.DelayAnswers(answerDelay), Reach: sabotage.ItsRun, Slow: 4,
		Does: claim.Text{En: "Each answer of the API comes 300 ms late", Ko: "API의 응답마다 300밀리초 늦게 온다"},
	},
	{
		ID: "kubelets-restarted", How: sabotage.Timing, Break: restartedKubelets, Slow: 4,
		Does: claim.Text{
			En: "The kubelet of each worker is restarted in the middle",
			Ko: "실행 도중에 각 워커의 kubelet이 다시 시작된다",
		},
	},
	{
		ID: "worker-stopped", How: sabotage.Timing, Break: stoppedWorker, Slow: 4, MayErr: true,
		Does: claim.Text{
			En: "One worker runs no Pods for 30 s: kubelet and containerd are stopped",
			Ko: "워커 하나가 30초 동안 파드를 실행하지 않는다: kubelet과 containerd가 멈춘다",
		},
	},
}

const (
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

const (
	// blindCat puts a shell into the containers of some claims whose cat finds no file, and
	// says so as BusyBox does. BusyBox's own shell asks no PATH for a cat.
	blindCat = `if [ "$command" = create ] && [ -d "$bundle/rootfs/usr/bin" ] && [ ! -L "$bundle/rootfs/usr" ] && [ ! -L "$bundle/rootfs/usr/bin" ]; then
  case $attempt in emptydir-shared-within-pod* | hostpath-same-node-* | emptydir-gone-when-pod-* | pod-containers-do-not-* | container-rootfs-lost-*)
    rm -f "$bundle/rootfs/usr/bin/sh"
    cat > "$bundle/rootfs/usr/bin/sh" <<'SH'
` + blindShell + `SH
    chmod 0755 "$bundle/rootfs/usr/bin/sh" ;;
  esac
fi`

	// Of a shell that reads its commands the function is the first command.
	blindShell = `#!/usr/bin/busybox sh
blind='cat() { [ "$1" != -- ] || shift; echo "cat: can'"'"'t open '"'"'$1'"'"': No such file or directory" >&2; return 1; }'
if [ $# = 0 ]; then
  { echo "$blind"; exec /usr/bin/busybox cat; } | /usr/bin/busybox sh
elif [ "$1" = -c ]; then
  script=$blind'
'$2
  shift 2
  exec /usr/bin/busybox sh -c "$script" "$@"
else
  exec /usr/bin/busybox sh "$@"
fi
`
)
