package claims

import "github.com/volconf/volconf/support/claim"

// The fortune Pod: its containers, its mounts, the ways to it.
var (
	FortuneWrittenByOneServedByOther = register(claim.Claim{
		ID: "fortune-written-by-one-served-by-other", Feature: claim.Fortune,
		Statement: claim.Text{
			En: "What one container of a Pod writes into a shared volume is what the web server beside it serves",
			Ko: "한 파드에서 한 컨테이너가 공유 볼륨에 쓴 것을 옆의 웹 서버가 그대로 서빙한다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "emptydir-example", Lines: "116-160", Sentences: []string{"5a73844014ac6db9", "17d9b8083d40310a", "3d32ada3130dcfe4"}},
			{Document: "volumes", Kind: claim.Sentence, Section: "emptydir", Sentences: []string{"19dbad15ed21c45c"}},
			{Document: "communicate-containers-same-pod-shared-volume", Kind: claim.Sentence, Section: "creating-a-pod-that-runs-two-containers", Sentences: []string{"2f5389f851b2c42a", "c0bc6d9f3932b399"}},
		},
		Needs: claim.Needs{Level: claim.Baseline},
	})
	FortuneChangesOverTime = register(claim.Claim{
		ID: "fortune-changes-over-time", Feature: claim.Fortune,
		Takes: 20,
		Statement: claim.Text{
			En: "The served page changes again and again as the other container writes new quotes, without a restart",
			Ko: "다른 컨테이너가 새 인용문을 쓸 때마다 재시작 없이 서빙되는 페이지가 거듭 바뀐다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "emptydir-check", Lines: "198", Sentences: []string{"ab37b23506936dd3"}},
		},
		Needs: claim.Needs{Level: claim.Baseline},
	})
	ReadOnlyMountRejectsWrites = register(claim.Claim{
		ID: "readonly-mount-rejects-writes", Feature: claim.Fortune,
		Statement: claim.Text{
			En: "A container that is not privileged cannot change anything in a volume that it mounts with readOnly, not even as root, mounts below it apart",
			Ko: "볼륨을 readOnly로 마운트한 컨테이너는 특권 컨테이너가 아니면 루트라도 그 안의 아무것도 바꿀 수 없다(그 아래의 다른 마운트는 예외)",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "emptydir-example", Lines: "144", Sentences: []string{"3cb8cc95090de558"}},
			{Document: "volumes", Kind: claim.Sentence, Section: "read-only-mounts", Sentences: []string{"ee7b9f69dd124f87", "3039d4c00f204ffa"}},
		},
		Needs: claim.Needs{Level: claim.Baseline},
	})
	FortunePodTwoContainersReady = register(claim.Claim{
		ID: "fortune-pod-two-containers-ready", Feature: claim.Fortune,
		Statement: claim.Text{
			En: "The Pod runs both containers side by side, each mounting the one volume where it needs it, and is Ready when both are",
			Ko: "파드는 두 컨테이너를 나란히 실행하고 각자 필요한 경로에 같은 볼륨을 마운트하며 둘 다 준비되어야 Ready가 된다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "emptydir-example", Lines: "154-164", Sentences: []string{"56d1afa43c94b6ba", "58e9b9f896b11494"}},
			{Document: "communicate-containers-same-pod-shared-volume", Kind: claim.Sentence, Section: "creating-a-pod-that-runs-two-containers", Sentences: []string{"84ba1968c4ac374a", "808134325806fcd9"}},
			{Document: "pod-lifecycle", Kind: claim.Sentence, Section: "pod-conditions", Sentences: []string{"463173a4adea1ee8"}},
		},
		Needs: claim.Needs{Level: claim.Baseline},
	})
	ReadOnlyIsPerMountNotPerVolume = register(claim.Claim{
		ID: "readonly-is-per-mount-not-per-volume", Feature: claim.Fortune,
		Statement: claim.Text{
			En: "readOnly belongs to a mount and not to the volume: what is read-only here is writable there at the same time, " +
				"even within one container",
			Ko: "readOnly는 볼륨이 아니라 마운트의 속성이라 한쪽에서 읽기 전용인 것이 다른 쪽에서는 동시에 쓸 수 있고 한 컨테이너 안에서도 그렇다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Implied, Section: "emptydir-example", Lines: "137-144", Sentences: []string{"e781d354a3fc63d3", "3cb8cc95090de558"}},
			{Document: "volumes", Kind: claim.Sentence, Section: "read-only-mounts", Sentences: []string{"7269da82cd154c3a", "dee28e54c8ef7e4e"}},
		},
		Needs: claim.Needs{Level: claim.Baseline},
	})
	FortuneServedThroughPortForward = register(claim.Claim{
		ID: "fortune-served-through-port-forward", Feature: claim.Fortune,
		Statement: claim.Text{
			En: "A port-forward to the Pod leads to what it serves, without any Service",
			Ko: "서비스가 없어도 파드로의 포트포워딩으로 파드가 서빙하는 내용에 접근한다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "emptydir-check", Lines: "173-177", Sentences: []string{"3767cb79b7fa6f03", "e4928cfd02d5e8ff"}},
		},
		Needs: claim.Needs{Level: claim.Baseline, Capabilities: []string{claim.PortForward}},
	})
	FortuneServedThroughService = register(claim.Claim{
		ID: "fortune-served-through-service", Feature: claim.Fortune,
		Statement: claim.Text{
			En: "A Service that selects the Pod leads other Pods to what it serves",
			Ko: "파드를 선택하는 서비스를 통해 다른 파드가 그 파드의 내용에 접근한다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "emptydir-check", Lines: "173", Sentences: []string{"3767cb79b7fa6f03"}},
		},
		Needs: claim.Needs{Level: claim.Baseline},
	})
)
