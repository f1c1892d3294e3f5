package claim

// Init containers: their order, their failure, and what they leave behind.
var (
	InitRunsInOrder = register(Claim{
		ID: "init-runs-in-order", Feature: Init,
		Statement: Text{
			En: "Init containers run one after another in the order of the Pod's spec; the next starts when the one before has completed",
			Ko: "초기화 컨테이너는 파드 스펙의 순서대로 하나씩 실행되며 앞의 것이 완료되어야 다음 것이 시작된다",
		},
		Source: Source{Kind: Implied, Section: secInit, Lines: "265"},
	})
	InitFailureBlocksApp = register(Claim{
		ID: "init-failure-blocks-app", Feature: Init,
		Statement: Text{
			En: "As long as an init container fails it is tried again and the Pod's containers are not started; " +
				"when its cause is mended they start in the same Pod",
			Ko: "초기화 컨테이너가 실패하는 동안에는 그것이 다시 시도되고 파드의 컨테이너는 시작되지 않으며, " +
				"원인이 해결되면 같은 파드에서 시작된다",
		},
		Source: Source{Kind: Implied, Section: secInit, Lines: "265"},
		Needs:  Needs{Level: Baseline},
		Speed:  Slow,
	})
	InitFailureFailsPodWhenNever = register(Claim{
		ID: "init-failure-fails-pod-when-never", Feature: Init,
		Statement: Text{
			En: "With restartPolicy Never a failing init container fails the Pod, and its containers never start",
			Ko: "restartPolicy가 Never이면 초기화 컨테이너의 실패로 파드가 실패하고 그 컨테이너는 시작되지 않는다",
		},
		Source: Source{Kind: Implied, Section: secInit, Lines: "265"},
		Needs:  Needs{Capabilities: []string{PodsEnd}},
	})
	InitCloneNotIdempotentAfterSandboxRestart = register(Claim{
		ID: "init-clone-not-idempotent-after-sandbox-restart", Feature: Init,
		Statement: Text{
			En: "When the sandbox of a Pod is made anew its volume is kept and its init container runs again: " +
				"a plain git clone then fails for good, and the Pod serves nothing until it is deleted",
			Ko: "파드의 샌드박스가 새로 만들어지면 볼륨은 남고 초기화 컨테이너가 다시 실행되므로 단순한 git clone은 계속 실패하고 " +
				"파드는 삭제될 때까지 아무것도 서빙하지 못한다",
		},
		Source:   Source{Kind: Implied, Section: secInit, Lines: "271-305"},
		Standing: Imprecise,
		Remark: Text{
			En: "The document's manifest works at a Pod's first start only; an init container must expect that it runs again",
			Ko: "문서의 매니페스트는 파드의 첫 시작에만 작동한다. 초기화 컨테이너는 다시 실행될 것을 예상해야 한다",
		},
		Needs: Needs{Level: Baseline},
	})
	InitCloneNotIdempotentAfterRestartOfAll = register(Claim{
		ID: "init-clone-not-idempotent-after-restart-of-all", Feature: Init,
		Statement: Text{
			En: "When a restart rule restarts all containers of a Pod, its volume is kept and its init container runs again, " +
				"so that a plain git clone fails",
			Ko: "재시작 규칙이 파드의 모든 컨테이너를 다시 시작하면 볼륨은 남고 초기화 컨테이너가 다시 실행되어 단순한 git clone은 실패한다",
		},
		Source:   Source{Kind: Implied, Section: secInit, Lines: "271-305"},
		Standing: Imprecise,
		Remark: Text{
			En: "The document's manifest works at a Pod's first start only; an init container must expect that it runs again",
			Ko: "문서의 매니페스트는 파드의 첫 시작에만 작동한다. 초기화 컨테이너는 다시 실행될 것을 예상해야 한다",
		},
		Versions: Range{Since: "1.36"}, // RestartAllContainersOnContainerExits is on by default (KEP-5532)
		Needs:    Needs{Level: Baseline},
	})
	InitClonePublishesDotGit = register(Claim{
		ID: "init-clone-publishes-dot-git", Feature: Init,
		Statement: Text{
			En: "A clone into the folder that is served publishes the repository's .git with it",
			Ko: "서빙되는 폴더에 바로 복제하면 저장소의 .git까지 함께 공개된다",
		},
		Source:   Source{Kind: Implied, Section: secInit, Lines: "271-305"},
		Standing: Imprecise,
		Remark: Text{
			En: "The document's Pod serves the content as it says, and the repository that was cloned with it",
			Ko: "문서의 파드는 말한 대로 내용을 서빙하지만 복제한 저장소 자체도 함께 서빙한다",
		},
		Needs: Needs{Level: Baseline},
	})
)
