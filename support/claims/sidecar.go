package claims

import "github.com/volconf/volconf/support/claim"

// Containers that run beside the main one.
var (
	SidecarRemovalLeavesMainWorking = register(claim.Claim{
		ID: "sidecar-removal-leaves-main-working", Feature: claim.Sidecar,
		Takes: 15,
		Statement: claim.Text{
			En: "A sidecar cannot be taken out of a live Pod; taken out of the template it is gone from the next Pod, " +
				"whose main container serves content that no longer changes",
			Ko: "살아 있는 파드에서는 사이드카를 뺄 수 없고, 템플릿에서 빼면 다음 파드에는 사이드카가 없고 메인 컨테이너는 더 이상 바뀌지 않는 내용을 서빙한다",
		},
		Sources: []claim.Source{
			{
				Document: "blog-ko", Kind: claim.Sentence, Section: "gitrepo-caveat-sync", Lines: "332", Sentences: []string{"0746ab745cb93835"},
				Standing: claim.Imprecise,
				Remark: claim.Text{
					En: "True of the main container; but the sidecar goes only with a new Pod, whose volume must be filled anew",
					Ko: "메인 컨테이너에는 맞는 말이지만 사이드카는 새 파드로만 뺄 수 있고 그 볼륨은 새로 채워야 한다",
				},
			},
			{
				Document: "sidecar-containers", Kind: claim.Sentence, Section: "differences-from-application-containers", Sentences: []string{"77c9c571cc0bd684"},
				Standing: claim.Imprecise,
				Remark: claim.Text{
					En: "No sidecar can be taken out of a live Pod; it goes with a new Pod, whose volumes must be filled anew",
					Ko: "살아 있는 파드에서는 사이드카를 뺄 수 없다; 새 파드로만 뺄 수 있고 그 볼륨은 새로 채워야 한다",
				},
			},
		},
		Needs: claim.Needs{Level: claim.Baseline},
	})
	SidecarCrashLeavesMainRunning = register(claim.Claim{
		ID: "sidecar-crash-leaves-main-running", Feature: claim.Sidecar,
		Statement: claim.Text{
			En: "While a sidecar is down the main container goes on and serves what it has, " +
				"but the Pod is not Ready and its Service drops it",
			Ko: "사이드카가 멈춘 동안 메인 컨테이너는 가진 내용을 계속 서빙하지만 파드는 Ready가 아니어서 서비스에서 빠진다",
		},
		Sources: []claim.Source{
			{
				Document: "blog-ko", Kind: claim.Sentence, Section: "gitrepo-caveat-sync", Lines: "336", Sentences: []string{"54e7ba81e1a948c3"},
				Standing: claim.Imprecise,
				Remark: claim.Text{
					En: "The motorcycle runs on, but Services no longer lead to it until the sidecar is back",
					Ko: "오토바이는 계속 달리지만 사이드카가 돌아올 때까지 서비스가 그리로 이어지지 않는다",
				},
			},
			{
				Document: "sidecar-containers", Kind: claim.Sentence, Section: "pod-sidecar-containers", Sentences: []string{"8031531e22c1245e"},
				Standing: claim.Imprecise,
				Remark: claim.Text{
					En: "The main container runs on, but the Pod is not Ready and its Services drop it until the sidecar is back",
					Ko: "메인 컨테이너는 계속 실행되지만, 사이드카가 돌아올 때까지 파드는 Ready가 아니어서 서비스에서 빠진다",
				},
			},
			{
				Document: "sidecar-containers", Kind: claim.Sentence, Section: "differences-from-application-containers", Sentences: []string{"f6ab0fb894fb78b3"},
				Standing: claim.Imprecise,
				Remark: claim.Text{
					En: "The main container runs on, but the Pod is not Ready and its Services drop it until the sidecar is back",
					Ko: "메인 컨테이너는 계속 실행되지만, 사이드카가 돌아올 때까지 파드는 Ready가 아니어서 서비스에서 빠진다",
				},
			},
		},
		Needs: claim.Needs{Level: claim.Baseline},
		Speed: claim.Slow,
	})
	NativeSidecarOrdering = register(claim.Claim{
		ID: "native-sidecar-ordering", Feature: claim.Sidecar,
		Takes: 25,
		Statement: claim.Text{
			En: "A sidecar that is an init container with restartPolicy Always has started before the main container does, " +
				"is ended after it, several of them in the reverse order, and does not keep the Pod from completing",
			Ko: "restartPolicy가 Always인 초기화 컨테이너로 만든 사이드카는 메인 컨테이너보다 먼저 시작되고 나중에 끝나며, " +
				"여럿이면 역순으로 끝나고, 파드가 완료되는 것을 막지 않는다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Extension, Section: "gitrepo-caveat-sync", Lines: "330-336"},
			{Document: "sidecar-containers", Kind: claim.Sentence, Section: "sidecar-containers-and-pod-lifecycle", Sentences: []string{"c2fd6f4476f4aa24", "57fc209536f488e5", "d4f2f2a1a3dbb159"}},
			{Document: "sidecar-containers", Kind: claim.Sentence, Section: "jobs-with-sidecar-containers", Sentences: []string{"d0908f6274b94b72"}},
		},
		Versions: claim.Range{Since: "1.29"}, // SidecarContainers is on by default (KEP-753)
		Needs:    claim.Needs{Level: claim.Baseline, Capabilities: []string{claim.PodsEnd}},
	})
)
