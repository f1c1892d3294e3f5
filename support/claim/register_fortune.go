package claim

// The fortune Pod: its containers, its mounts, the ways to it.
var (
	FortunePodTwoContainersReady = register(Claim{
		ID: "fortune-pod-two-containers-ready", Feature: Fortune,
		Statement: Text{
			En: "The Pod runs both containers side by side, each mounting the one volume where it needs it, and is Ready when both are",
			Ko: "파드는 두 컨테이너를 나란히 실행하고 각자 필요한 경로에 같은 볼륨을 마운트하며 둘 다 준비되어야 Ready가 된다",
		},
		Source: Source{Kind: Sentence, Section: secFortune, Lines: "154-164", Sentences: []string{"56d1afa43c94b6ba", "58e9b9f896b11494"}},
		Needs:  Needs{Level: Baseline},
	})
	ReadOnlyIsPerMountNotPerVolume = register(Claim{
		ID: "readonly-is-per-mount-not-per-volume", Feature: Fortune,
		Statement: Text{
			En: "readOnly belongs to a mount and not to the volume: what is read-only here is writable there at the same time, " +
				"even within one container",
			Ko: "readOnly는 볼륨이 아니라 마운트의 속성이라 한쪽에서 읽기 전용인 것이 다른 쪽에서는 동시에 쓸 수 있고 한 컨테이너 안에서도 그렇다",
		},
		Source: Source{Kind: Implied, Section: secFortune, Lines: "137-144", Sentences: []string{"e781d354a3fc63d3", "3cb8cc95090de558"}},
		Needs:  Needs{Level: Baseline},
	})
	FortuneServedThroughPortForward = register(Claim{
		ID: "fortune-served-through-port-forward", Feature: Fortune,
		Statement: Text{
			En: "A port-forward to the Pod leads to what it serves, without any Service",
			Ko: "서비스가 없어도 파드로의 포트포워딩으로 파드가 서빙하는 내용에 접근한다",
		},
		Source: Source{Kind: Sentence, Section: secFortuneRun, Lines: "173-177", Sentences: []string{"3767cb79b7fa6f03", "e4928cfd02d5e8ff"}},
		Needs:  Needs{Level: Baseline, Capabilities: []string{PortForward}},
	})
	FortuneServedThroughService = register(Claim{
		ID: "fortune-served-through-service", Feature: Fortune,
		Statement: Text{
			En: "A Service that selects the Pod leads other Pods to what it serves",
			Ko: "파드를 선택하는 서비스를 통해 다른 파드가 그 파드의 내용에 접근한다",
		},
		Source: Source{Kind: Sentence, Section: secFortuneRun, Lines: "173", Sentences: []string{"3767cb79b7fa6f03"}},
		Needs:  Needs{Level: Baseline},
	})
)
