package sabotages

import (
	"context"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/held"
	"github.com/volconf/volconf/support/incluster/mutator/mutation"
	"github.com/volconf/volconf/support/sabotage"
)

// aboutVolumes lists lies about what a volume is: who declares, mounts and sees it.
var aboutVolumes = []sabotage.Sabotage{
	{
		ID: "volumes-declared", How: sabotage.Admission,
		Does: claim.Text{
			En: "A volume that is mounted and not declared is declared for the Pod",
			Ko: "선언하지 않고 마운트한 볼륨을 대신 선언해 준다",
		},
		Rules: []mutation.Rule{{Declare: true}},
		Kills: map[string]string{claims.VolumeDeclaredInPodSpec.ID: "AnUndeclaredOneMayNot"},
	},
	{
		ID: "mounted-everywhere", How: sabotage.Admission,
		Does: claim.Text{
			En: "What one container of a Pod mounts, all of them mount",
			Ko: "파드의 한 컨테이너가 마운트한 것을 모든 컨테이너가 마운트한다",
		},
		Rules: []mutation.Rule{{Everywhere: true, Where: mutation.Where{Pods: []string{"two-mount"}}}},
		Kills: map[string]string{claims.VolumeInvisibleUnlessMounted.ID: "NoContainerHasTheOthersPath"},
	},
	{
		ID: "ephemeral-container-apart", How: sabotage.Admission,
		Does: claim.Text{
			En: "An ephemeral container does not see what a Pod's containers wrote to the volume that it mounts",
			Ko: "임시 컨테이너가 마운트한 볼륨에서 파드의 컨테이너가 쓴 것을 보지 못한다",
		},
		Rules: []mutation.Rule{{
			Where:    mutation.Where{Claims: []string{claims.VolumeSetImmutableAfterCreation.ID}},
			Redirect: &mutation.Redirect{From: []mutation.Kind{mutation.EmptyDir}, To: mutation.Fresh},
		}},
		Kills: map[string]string{claims.VolumeSetImmutableAfterCreation.ID: "TheEphemeralContainerMountsTheVolumeThatIsThere"},
	},
	{
		ID: "logs-shared", How: sabotage.Admission,
		Does: claim.Text{
			En: "The containers of a Pod share /var/logs without having asked for it",
			Ko: "파드의 컨테이너들이 요청하지 않았는데도 /var/logs를 공유한다",
		},
		Rules: []mutation.Rule{{Mount: []string{"/var/logs"}}},
		Kills: map[string]string{claims.NoVolumeNoSharingThreeContainer.ID: "TheRotatorSeesNoLog"},
		Further: map[string]string{
			claims.HostPathReadwriteSubvertsPathAllowlist.ID: "",
		},
	},
	{
		ID: "logs-per-container", How: sabotage.Admission,
		Does: claim.Text{
			En: "Each container is given a volume of logs of its own in place of the shared one",
			Ko: "컨테이너마다 공유하는 로그 볼륨 대신 자기 볼륨을 받는다",
		},
		Rules: []mutation.Rule{{
			Where:    mutation.Where{Volumes: []string{"log-vol"}},
			Redirect: &mutation.Redirect{From: []mutation.Kind{mutation.EmptyDir}, To: mutation.OnePerContainer},
		}},
		Kills: map[string]string{claims.TwoVolumesThreeContainers.ID: "TheRotatorSeesTheRequest"},
		Further: map[string]string{
			claims.NoVolumeNoSharingThreeContainer.ID: "",
		},
	},
	{
		ID: "volumes-in-api", How: sabotage.Node, Break: volumesInAPI, Reach: sabotage.ItsClaims,
		Does:  claim.Text{En: "An API group of Kubernetes has a resource of the name volumes", Ko: "쿠버네티스의 API 그룹에 volumes라는 이름의 리소스가 있다"},
		Kills: map[string]string{claims.VolumeIsNotAnAPIObject.ID: "VolumesAreNot"},
	},
}

// volumesInAPI installs a resource of that name in a group below k8s.io, as only the
// control plane's own kubectl may. In anybody else's group it would be no lie.
func volumesInAPI(ctx context.Context, site held.Cluster) (*held.Changed, error) {
	const kubectl = "kubectl --kubeconfig=/etc/kubernetes/admin.conf "
	mend := func(ctx context.Context) error {
		_, err := site.Script(ctx, site.ControlPlane, kubectl+"delete --ignore-not-found crd volumes.sabotage.k8s.io")
		return err
	}
	_, err := site.Script(ctx, site.ControlPlane, kubectl+`apply -f - <<'CRD'
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: volumes.sabotage.k8s.io, annotations: {api-approved.kubernetes.io: "unapproved, a sabotage"}}
spec:
  group: sabotage.k8s.io
  names: {kind: Volume, plural: volumes, singular: volume}
  scope: Namespaced
  versions:
    - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}}
CRD
`+kubectl+`wait --for=condition=Established --timeout=30s crd/volumes.sabotage.k8s.io`)
	if err != nil {
		return nil, err
	}
	return &held.Changed{Undo: mend}, nil
}
