package sabotages

import (
	"context"
	"errors"
	"time"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/held"
	"github.com/volconf/volconf/support/incluster/mutator/mutation"
	"github.com/volconf/volconf/support/sabotage"
)

// aboutPods lists lies about what the containers of a Pod share, and where their file
// systems come from.
var aboutPods = []sabotage.Sabotage{
	{
		ID: "tmp-shared", How: sabotage.Admission,
		Does: claim.Text{
			En: "The containers of a Pod share /tmp without having asked for it",
			Ko: "파드의 컨테이너들이 요청하지 않았는데도 /tmp를 공유한다",
		},
		Rules:  []mutation.Rule{{Mount: []string{"/tmp"}}},
		Kills:  map[string]string{claims.PodContainersDoNotShareFilesystem.ID: "RightDoesNotSeeLeftsFile"},
		Errors: []string{claims.EmptyDirSharedWithinPod.ID, claims.VolumeSurvivesContainerRestart.ID},
		Further: map[string]string{
			claims.EmptyDirSurvivesKubeletRestart.ID:         "",
			claims.EmptyDirSurvivesNodeRestart.ID:            "",
			claims.HostPathReadwriteSubvertsPathAllowlist.ID: "",
		},
	},
	{
		ID: "shared-memory-apart", How: sabotage.Admission,
		Does: claim.Text{
			En: "A container of a Pod is given a /dev/shm of its own",
			Ko: "파드의 한 컨테이너가 자기만의 /dev/shm을 받는다",
		},
		Rules: []mutation.Rule{{
			Where: of(claims.PodContainersDoNotShareFilesystem, "twins"),
			Merge: `
spec:
  volumes: [{name: sabotage-shm, emptyDir: {medium: Memory}}]
  containers:
    - name: right
      volumeMounts: [{mountPath: /dev/shm, name: sabotage-shm}]`,
		}},
		Kills: map[string]string{claims.PodContainersDoNotShareFilesystem.ID: "SharedMemoryIsThePods"},
	},
	{
		ID: "rootfs-kept", How: sabotage.Admission,
		Does: claim.Text{
			En: "What a container writes into a folder of its own is kept over a restart",
			Ko: "컨테이너가 자기 폴더에 쓴 것이 재시작 뒤에도 남는다",
		},
		Rules: []mutation.Rule{{Mount: []string{"/kept"}}},
		Kills: map[string]string{claims.ContainerRootfsLostOnContainerRestart.ID: "TokenIsGone"},
		Further: map[string]string{
			claims.HostPathReadwriteSubvertsPathAllowlist.ID: "",
		},
	},
	{
		ID: "writable-layer-kept", How: sabotage.Node, Reach: sabotage.ItsClaims,
		Does: claim.Text{
			En: "A restarted container is given the writable layer of the one before",
			Ko: "다시 시작된 컨테이너가 앞 컨테이너의 쓰기 계층을 받는다",
		},
		Runc: `if of container-rootfs-lost-on-container-restart restarted main; then
  kept=$store/$(annotation sandbox-uid)
  case $command in
  create) [ ! -d "$kept" ] || cp -a "$kept/." "$bundle/rootfs/" ;;
  delete)
    upper=$(awk -v at="$bundle/rootfs" '$2 == at && $3 == "overlay" { print $4 }' /proc/mounts | tr , '\n' | sed -n 's/^upperdir=//p')
    if [ -n "$upper" ]; then rm -rf "$kept" && mkdir -p "$kept" && cp -a "$upper/." "$kept/"; fi
    ;;
  esac >/dev/null 2>&1
fi`,
		Kills: map[string]string{claims.ContainerRootfsLostOnContainerRestart.ID: "TokenIsGone"},
	},
	{
		ID: "network-apart", How: sabotage.Node, Reach: sabotage.ItsClaims,
		Does: claim.Text{
			En: "A container is given a network of its own, apart from its Pod's",
			Ko: "컨테이너가 파드와 따로 자기 네트워크를 받는다",
		},
		Runc: `if [ "$command" = create ] && of pod-containers-share-network pair client; then
  sed -i 's|{"type":"network","path":"[^"]*"}|{"type":"network"}|' "$config"
fi`,
		Kills: map[string]string{claims.PodContainersShareNetwork.ID: "TheOtherContainerReachesIt"},
	},
	{
		ID: "compute-apart", How: sabotage.Node, Reach: sabotage.ItsClaims,
		Does: claim.Text{
			En: "A container is accounted for outside the control group of its Pod",
			Ko: "컨테이너가 파드의 컨트롤 그룹 밖에서 계산된다",
		},
		// By the names that both cgroup drivers give (pkg/kubelet/cm, v1.37).
		Runc: `if [ "$command" = create ] && of pod-containers-share-compute pair right; then
  sed -i -e 's|"cgroupsPath":"\([^"]*\)-pod[^".]*\.slice:|"cgroupsPath":"\1.slice:|' \
    -e 's|"cgroupsPath":"\([^"]*\)/pod[^"/]*/|"cgroupsPath":"\1/|' "$config"
fi`,
		Kills: map[string]string{claims.PodContainersShareCompute.ID: "TheContainersHaveOneGroup"},
	},
	{
		ID: "budget-unlimited", How: sabotage.Admission,
		Does: claim.Text{En: "The limit of a Pod as a whole is dropped", Ko: "파드 전체의 제한이 빠진다"},
		Rules: []mutation.Rule{{
			Where: of(claims.PodLevelLimitIsOneBudget, "budget"), Merge: `spec: {resources: null}`,
		}},
		Kills: map[string]string{claims.PodLevelLimitIsOneBudget.ID: "TheOtherCannotHoldAsMuchAsWell"},
	},
	{
		ID: "image-covered", How: sabotage.Admission,
		Does: claim.Text{En: "A folder of the image is covered by an empty one", Ko: "이미지의 폴더가 빈 폴더로 덮인다"},
		Rules: []mutation.Rule{{
			Where: of(claims.ContainerRootfsComesFromImage),
			Merge: `
spec:
  volumes: [{name: sabotage-cover, emptyDir: {}}]
  containers:
    - name: shell
      volumeMounts: [{mountPath: /etc/volconf, name: sabotage-cover}]`,
		}},
		Kills: map[string]string{claims.ContainerRootfsComesFromImage.ID: "TheImagesFileIsThere"},
	},
	{
		ID: "image-swapped", How: sabotage.Node, Break: imageSwapped, Reach: sabotage.ItsClaims,
		Does: claim.Text{
			En: "A restarted container is made from another image than the first",
			Ko: "다시 시작된 컨테이너가 처음과 다른 이미지로 만들어진다",
		},
		Rules: []mutation.Rule{{
			Where: of(claims.ContainerRestartReusesSameImage, "restarted"),
			Merge: `spec: {containers: [{name: main, image: "` + swappedTag + `"}]}`,
		}},
		Kills: map[string]string{claims.ContainerRestartReusesSameImage.ID: "ARestartKeepsTheImage"},
	},
}

// swappedTag is an image reference that leads to another image once a container
// has been made of it.
const swappedTag = "volconf.local/swapped:1"

// imageSwapped gives the workers an image whose name changes its meaning.
func imageSwapped(ctx context.Context, site held.Cluster) (*held.Changed, error) {
	const tag = `ctr --namespace=k8s.io images tag --force "$1" "$2"`
	mend := func(ctx context.Context) error {
		return site.Everywhere(ctx, `ctr --namespace=k8s.io images rm "$1" >/dev/null 2>&1 || true`, swappedTag)
	}
	if err := site.Everywhere(ctx, tag, site.Images["shell"], swappedTag); err != nil {
		return nil, errors.Join(err, mend(context.WithoutCancel(ctx)))
	}
	meanwhile := func(ctx context.Context) error {
		return held.Again(ctx, 500*time.Millisecond, nodeBack, func(ctx context.Context) error {
			pods, err := podsOf(ctx, site, claims.ContainerRestartReusesSameImage)
			for _, pod := range pods {
				_, failed := site.Script(ctx, pod.Spec.NodeName, `! crictl ps --name '^main$' --label io.kubernetes.pod.name=restarted --output json | grep -q '"image": "'"$2"'\|"userSpecifiedImage": "'"$2"'"' || `+tag,
					site.Images["nginx"], swappedTag)
				err = errors.Join(err, failed)
			}
			return err
		})
	}
	return &held.Changed{Meanwhile: []func(context.Context) error{meanwhile}, Undo: mend}, nil
}
