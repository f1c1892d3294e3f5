package sabotage

import (
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/incluster/mutator/mutation"
)

// of narrows a rule to some Pods of one claim.
func of(c claim.Claim, pods ...string) mutation.Where {
	return mutation.Where{Claims: []string{c.ID}, Pods: pods}
}

// resources lists lies about volumes that are made of API objects.
func resources() []Sabotage {
	return []Sabotage{
		{
			ID: "projections-frozen", How: Admission,
			Does: claim.Text{
				En: "The files of a ConfigMap, a Secret or the downward API are copied once and never renewed",
				Ko: "ConfigMap, Secret, downward API의 파일이 한 번 복사되고 갱신되지 않는다",
			},
			Rules: []mutation.Rule{{
				Where: of(claims.TypeUpdatesReachVolumesNotSubpath),
				Redirect: &mutation.Redirect{
					From: []mutation.Kind{mutation.ConfigMap, mutation.Secret, mutation.DownwardAPI, mutation.Projected},
					To:   mutation.Fresh, Copy: true,
				},
			}},
			Kills: map[string]string{claims.TypeUpdatesReachVolumesNotSubpath.ID: "TheConfigMapsFileChanges"},
		},
		{
			ID: "secret-on-disk", How: Node, Runc: secretOnDisk, Reach: ItsClaims,
			Does:  claim.Text{En: "A Secret lies on the node's disk", Ko: "Secret이 노드의 디스크에 놓인다"},
			Kills: map[string]string{claims.TypeSecretExposesResource.ID: "ASecretIsInMemory"},
		},
		{
			ID: "configmap-optional", How: Admission,
			Does: claim.Text{
				En: "A Pod does not wait for a ConfigMap that is not there",
				Ko: "파드가 없는 ConfigMap을 기다리지 않는다",
			},
			Rules: []mutation.Rule{{
				Where: of(claims.TypeConfigMapExposesResource, "late"),
				Merge: `spec: {volumes: [{name: data, configMap: {name: later, optional: true}}]}`,
			}},
			Kills: map[string]string{claims.TypeConfigMapExposesResource.ID: "ThePodWithoutItsConfigMapWaits"},
		},
		{
			ID: "keys-unchosen", How: Admission,
			Does: claim.Text{
				En: "A volume shows a key that was not chosen",
				Ko: "볼륨이 고르지 않은 키도 보여 준다",
			},
			Rules: []mutation.Rule{
				{
					Where: of(claims.TypeConfigMapExposesResource, "reader"),
					Merge: `spec: {volumes: [{name: some, configMap: {items: [{key: kept, path: renamed}, {key: bytes, path: bytes}]}}]}`,
				},
				{
					Where: of(claims.TypeSecretExposesResource, "reader"),
					Merge: `spec: {volumes: [{name: some, secret: {items: [{key: kept, path: renamed}, {key: bytes, path: bytes}]}}]}`,
				},
			},
			Kills: map[string]string{
				claims.TypeConfigMapExposesResource.ID: "OnlyTheChosenKeysAreThere",
				claims.TypeSecretExposesResource.ID:    "OnlyTheChosenKeysAreThere",
			},
		},
		{
			ID: "optional-insisted", How: Admission,
			Does: claim.Text{
				En: "A Pod waits for a ConfigMap or a Secret although it is optional",
				Ko: "optional인데도 파드가 ConfigMap이나 Secret을 기다린다",
			},
			Rules: []mutation.Rule{
				{
					Where: of(claims.TypeConfigMapExposesResource, "reader"),
					Merge: `spec: {volumes: [{name: maybe, configMap: {name: later, optional: false}}]}`,
				},
				{
					Where: of(claims.TypeSecretExposesResource, "reader"),
					Merge: `spec: {volumes: [{name: maybe, secret: {secretName: later, optional: false}}]}`,
				},
			},
			Kills: map[string]string{
				claims.TypeConfigMapExposesResource.ID: "AnOptionalOneIsNotWaitedFor",
				claims.TypeSecretExposesResource.ID:    "AnOptionalOneIsNotWaitedFor",
			},
		},
		{
			ID: "downward-api-mistaken", How: Admission,
			Does: claim.Text{En: "The downward API shows another field in a field's place", Ko: "downward API가 어떤 필드 자리에 다른 필드를 보여 준다"},
			Rules: []mutation.Rule{{
				Where: of(claims.TypeDownwardAPIExposesPodMetadata),
				Merge: `
spec:
  volumes:
    - name: info
      downwardAPI:
        items:
          - {path: kept, fieldRef: {fieldPath: metadata.namespace}}
          - {path: uid, fieldRef: {fieldPath: metadata.uid}}
          - {path: namespace, fieldRef: {fieldPath: metadata.namespace}}
          - {path: colour, fieldRef: {fieldPath: "metadata.labels['colour']"}}
          - {path: labels, fieldRef: {fieldPath: metadata.labels}}
          - {path: memory, resourceFieldRef: {containerName: main, resource: limits.memory, divisor: 1Mi}}`,
			}},
			Kills: map[string]string{claims.TypeDownwardAPIExposesPodMetadata.ID: "ThePodReadsItsName"},
		},
		{
			ID: "another-image-mounted", How: Admission,
			Does: claim.Text{En: "An image volume shows another image", Ko: "이미지 볼륨이 다른 이미지를 보여 준다"},
			Rules: []mutation.Rule{{
				Where: of(claims.TypeImageMountsImageContent, "mounting"),
				Merge: `spec: {volumes: [{name: image, image: {reference: $(shell)}}]}`,
			}},
			Kills: map[string]string{claims.TypeImageMountsImageContent.ID: "TheImagesFileIsThere"},
		},
	}
}

// storage lists lies about persistent volumes and the types of storage.
func storage() []Sabotage {
	return []Sabotage{
		{
			ID: "persistent-volumes-private", How: Admission,
			Does: claim.Text{
				En: "A Pod is given a folder of its own in place of its PersistentVolumeClaim",
				Ko: "파드가 PersistentVolumeClaim 대신 자기만의 폴더를 받는다",
			},
			Rules: []mutation.Rule{{Redirect: &mutation.Redirect{From: []mutation.Kind{mutation.Claim}, To: mutation.Fresh}}},
			Kills: map[string]string{
				claims.TypePVCPreprovisioned.ID: "TheSecondPodReadsTheData",
				claims.TypePVCDynamic.ID:        "TheSecondPodReadsTheData",
			},
			Errors: []string{claims.LocalPVIsTheRecommendedAlternative.ID},
		},
		{
			ID: "local-volumes-private", How: Admission,
			Does: claim.Text{
				En: "A Pod is given a folder of its own in place of a local PersistentVolume",
				Ko: "파드가 local PersistentVolume 대신 자기만의 폴더를 받는다",
			},
			Rules: []mutation.Rule{{
				Where: mutation.Where{
					Claims: []string{claims.LocalPVIsTheRecommendedAlternative.ID},
					Pods:   []string{"first", "local-next"}, Volumes: []string{"local"},
				},
				Redirect: &mutation.Redirect{From: []mutation.Kind{mutation.Claim}, To: mutation.Fresh},
			}},
			Kills: map[string]string{claims.LocalPVIsTheRecommendedAlternative.ID: "ItReadsThem"},
		},
		{
			ID: "hostpath-volumes-bound", How: Admission,
			Does: claim.Text{
				En: "A Pod with a hostPath PersistentVolume is sent back to the node where the volume was first used",
				Ko: "hostPath PersistentVolume을 쓰는 파드가 볼륨이 처음 쓰인 노드로 되돌려 보내진다",
			},
			Rules: []mutation.Rule{{Where: of(claims.LocalPVIsTheRecommendedAlternative, "host-away"), Elsewhere: true}},
			Kills: map[string]string{claims.LocalPVIsTheRecommendedAlternative.ID: "TheHostPathsNextPodRunsElsewhere"},
		},
		{
			ID: "provisioner-keeps-data", How: Node, Break: keepingProvisioner,
			Does: claim.Text{
				En: "The provisioner of the default class keeps the folder of a volume that it deletes",
				Ko: "기본 클래스의 프로비저너가 삭제하는 볼륨의 폴더를 남겨 둔다",
			},
			Kills: map[string]string{claims.TypePVCDynamic.ID: "TheVolumeIsReclaimedAsItSays"},
		},
		{
			ID: "pods-sent-elsewhere", How: Admission,
			Does: claim.Text{
				En: "A Pod is sent to another node than it asked for",
				Ko: "파드가 요청한 것과 다른 노드로 보내진다",
			},
			Rules: []mutation.Rule{{Where: of(claims.LocalPVIsTheRecommendedAlternative, "local-away"), Elsewhere: true}},
			Kills: map[string]string{claims.LocalPVIsTheRecommendedAlternative.ID: "ItIsNotScheduled"},
		},
		{
			ID: "cloud-disks-local", How: Admission,
			Does: claim.Text{
				En: "A cloud provider's disk, an NFS share or a CephFS is a folder of the node",
				Ko: "클라우드 디스크, NFS 공유, CephFS가 노드의 폴더이다",
			},
			Rules: []mutation.Rule{
				{Where: of(claims.TypeCloudDiskRedirectedToCSI), Empty: []mutation.Kind{mutation.AWS}}, // its control is a CephFS
				{Where: of(claims.TypeNetworkStorageInventory), Empty: []mutation.Kind{mutation.CephFS}},
				{Where: of(claims.TypeNFSMountsShare), Empty: []mutation.Kind{mutation.NFS}},
			},
			Kills: map[string]string{
				claims.TypeCloudDiskRedirectedToCSI.ID: "AWSIsHandedOver",
				claims.TypeNetworkStorageInventory.ID:  "CephFSIsKeptWithAWarning",
				claims.TypeNFSMountsShare.ID:           "TheOtherNodesPodReadsIt",
			},
		},
	}
}

// network lists lies about what serves the content.
func network() []Sabotage {
	return []Sabotage{
		{
			ID: "services-list-all", How: Admission,
			Does: claim.Text{
				En: "Services list Pods that are not ready as well",
				Ko: "서비스가 준비되지 않은 파드도 나열한다",
			},
			Rules: []mutation.Rule{{Unready: true}},
			Kills: map[string]string{
				claims.SidecarCrashLeavesMainRunning.ID: "TheServiceDropsIt",
				claims.HeadlessServiceListsReadyPods.ID: "TheServiceListsTheReadyPod",
			},
		},
		{
			ID: "repository-public", How: Admission,
			Does: claim.Text{En: "The private repository asks nobody who he is", Ko: "비공개 저장소가 누구인지 묻지 않는다"},
			Rules: []mutation.Rule{{
				Where: of(claims.PrivateRepoAnonymousCloneFails, "private"),
				Merge: `
spec:
  containers:
    - name: http
      command: [gitserver, --root=/srv/git, "--addr=:80", --init=site.git=master]`,
			}},
			Kills: map[string]string{claims.PrivateRepoAnonymousCloneFails.ID: "ByHTTPItCannotBeCloned"},
		},
		{
			ID: "credentials-swapped", How: Admission,
			Does: claim.Text{En: "A Pod is given other credentials than it asked for", Ko: "파드가 요청한 것과 다른 자격 증명을 받는다"},
			Rules: []mutation.Rule{
				{
					Where: of(claims.PrivateRepoSSHSidecarWorks, "synced"),
					Merge: `spec: {volumes: [{name: secret, secret: {secretName: wrong-key}}]}`,
				},
				{
					Where: of(claims.PrivateRepoHTTPBasicSidecarWorks, "synced"),
					Merge: `spec: {volumes: [{name: secret, secret: {secretName: wrong-password}}]}`,
				},
			},
			Kills: map[string]string{
				claims.PrivateRepoSSHSidecarWorks.ID:       "WithTheKeyTheContentArrives",
				claims.PrivateRepoHTTPBasicSidecarWorks.ID: "WithThePasswordTheContentArrives",
			},
		},
	}
}

// servers lists lies about who is let in to a private repository.
func servers() []Sabotage {
	return []Sabotage{
		{
			ID: "passwords-unchecked", How: Admission,
			Does: claim.Text{En: "A Git server takes any password", Ko: "Git 서버가 어떤 비밀번호든 받아들인다"},
			Rules: []mutation.Rule{{
				Where: of(claims.PrivateRepoHTTPBasicSidecarWorks, "private-http"),
				Merge: `
spec:
  containers:
    - name: main
      command: [gitserver, --root=/srv/git, "--addr=:80", --init=site.git=master]`,
			}},
			Kills: map[string]string{claims.PrivateRepoHTTPBasicSidecarWorks.ID: "AnotherPasswordIsRefused"},
		},
		{
			ID: "keys-unchecked", How: Admission,
			Does: claim.Text{En: "An SSH server takes any key", Ko: "SSH 서버가 어떤 키든 받아들인다"},
			Rules: []mutation.Rule{{
				Where: of(claims.PrivateRepoSSHSidecarWorks, "private-ssh"),
				Merge: `
spec:
  containers:
    - name: main
      command:
        - sh
        - -c
        - |
          set -e
          git init --quiet --bare --initial-branch=master /srv/git/site.git
          chown -R git:git /srv/git
          exec /usr/sbin/sshd -D -e -o "AuthorizedKeysCommand /bin/echo %t %k" -o "AuthorizedKeysCommandUser git"`,
			}},
			Kills: map[string]string{claims.PrivateRepoSSHSidecarWorks.ID: "AnotherKeyIsRefused"},
		},
		{
			ID: "known-hosts-replaced", How: Admission,
			Does: claim.Text{En: "An SSH client takes the server that it meets for the known one", Ko: "SSH 클라이언트가 만난 서버를 알려진 서버로 여긴다"},
			Rules: []mutation.Rule{{
				Where: of(claims.PrivateRepoSSHSidecarWorks, "synced"),
				Merge: `spec: {volumes: [{name: wrong-host, secret: {secretName: right-key}}]}`,
			}},
			Kills: map[string]string{claims.PrivateRepoSSHSidecarWorks.ID: "AnotherServerIsRefused"},
		},
		{
			ID: "sidecars-told-at-once", How: Admission,
			Does: claim.Text{
				En: "When a Pod is deleted its native sidecars are told to end together with its main container",
				Ko: "파드가 삭제되면 네이티브 사이드카도 메인 컨테이너와 함께 종료하라는 말을 듣는다",
			},
			Rules: []mutation.Rule{{Where: of(claims.NativeSidecarOrdering, "native-deleted"), Init: mutation.InitOrdinary}},
			Kills: map[string]string{claims.NativeSidecarOrdering.ID: "OnDeletionNativeOnesAreToldAfterMainAndInReverse"},
		},
	}
}

// sidecars lists lies about the containers beside the main one.
func sidecars() []Sabotage {
	return []Sabotage{
		{
			ID: "gitsync-in-place", How: Admission,
			Does: claim.Text{
				En: "git-sync changes file by file and swaps no link",
				Ko: "git-sync가 링크를 바꾸지 않고 파일을 하나씩 바꾼다",
			},
			Rules: []mutation.Rule{{
				Where: of(claims.GitSyncUpdateIsAtomicSymlink, "synced"),
				Merge: `
spec:
  containers:
    - name: git-sync
      image: $(git)
      args: null
      command:
        - sh
        - -c
        - |
          export HOME=/tmp
          until git clone --quiet http://git/gitsync-update-is-atomic-symlink/site.git /git/html; do sleep 0.2; done
          cd /git/html
          while true; do
            git fetch --quiet origin master
            git checkout --quiet FETCH_HEAD -- first second
            sleep 0.2
          done`,
			}},
			Kills: map[string]string{claims.GitSyncUpdateIsAtomicSymlink.ID: "LinkLeadsToTheCommit"},
		},
		{
			ID: "gitsync-apart", How: Admission,
			Does: claim.Text{
				En: "git-sync is given a volume that nobody else sees",
				Ko: "git-sync가 아무도 보지 못하는 볼륨을 받는다",
			},
			Rules: []mutation.Rule{{
				Where: of(claims.GitSyncNeedsItsOwnRoot, "plain-files"),
				Merge: `
spec:
  volumes: [{name: sabotage-apart, emptyDir: {}}]
  containers:
    - name: git-sync
      volumeMounts: [{mountPath: /git, name: sabotage-apart}]`,
			}},
			Kills: map[string]string{claims.GitSyncNeedsItsOwnRoot.ID: "OtherFilesAreWiped"},
		},
		{
			ID: "sidecar-put-back", How: Admission,
			Does: claim.Text{En: "A sidecar that was taken out is put back", Ko: "빼낸 사이드카를 다시 넣는다"},
			Rules: []mutation.Rule{{
				Where: mutation.Where{
					Claims: []string{claims.SidecarRemovalLeavesMainWorking.ID}, Pods: []string{"site"}, Without: []string{"git-sync"},
				},
				Merge: `
spec:
  containers:
    - name: git-sync
      image: $(shell)
      command: [sh, -c, "trap 'exit 0' TERM; sleep 2147483647 & wait"]`,
			}},
			Kills: map[string]string{claims.SidecarRemovalLeavesMainWorking.ID: "APodWithoutItIsReady"},
		},
		{
			ID: "budget-unlimited", How: Admission,
			Does: claim.Text{En: "The limit of a Pod as a whole is dropped", Ko: "파드 전체의 제한이 빠진다"},
			Rules: []mutation.Rule{{
				Where: of(claims.PodLevelLimitIsOneBudget, "budget"), Merge: `spec: {resources: null}`,
			}},
			Kills: map[string]string{claims.PodLevelLimitIsOneBudget.ID: "TheOtherCannotHoldAsMuchAsWell"},
		},
		{
			ID: "image-covered", How: Admission,
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
	}
}

// policies lists clusters that refuse nothing.
func policies() []Sabotage {
	return []Sabotage{{
		ID: "pod-security-lifted", How: Admission,
		Does:  claim.Text{En: "No namespace enforces a level of Pod Security", Ko: "어떤 네임스페이스도 파드 보안 수준을 강제하지 않는다"},
		Rules: []mutation.Rule{{Lift: true}},
		Kills: map[string]string{
			claims.HostPathRejectedByPodSecurityBaseline.ID: "BaselineRefusesIt",
			claims.GitRepoBlockedByPolicy.ID:                "LevelRestrictedRefusesAGitRepo",
		},
	}}
}
