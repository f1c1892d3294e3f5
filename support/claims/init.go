package claims

import "github.com/volconf/volconf/support/claim"

// Init containers: their order, their failure, and what they leave behind.
var (
	InitRunsBeforeAppContainers = register(claim.Claim{
		ID: "init-runs-before-app-containers", Feature: claim.Init,
		Statement: claim.Text{
			En: "The containers of a Pod are not started before its init container has completed",
			Ko: "초기화 컨테이너가 완료되기 전에는 파드의 컨테이너가 시작되지 않는다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "init-container", Lines: "265", Sentences: []string{"bb59feb08b8087e3"}},
			{Document: "init-containers", Kind: claim.Sentence, Section: "understanding-init-containers", Sentences: []string{"26a361c0fe165877"}},
			{Document: "init-containers", Kind: claim.Sentence, Section: "differences-from-regular-containers", Sentences: []string{"d231410807fe8386"}},
			{Document: "init-containers", Kind: claim.Sentence, Section: "differences-from-sidecar-containers", Sentences: []string{"41514c7640a23cfc"}},
			{Document: "configure-pod-initialization", Kind: claim.Sentence, Section: "create-a-pod-that-has-an-init-container", Sentences: []string{"46230789742007f5"}},
		},
	})
	InitClonePopulatesVolume = register(claim.Claim{
		ID: "init-clone-populates-volume", Feature: claim.Init,
		Statement: claim.Text{
			En: "An init container that clones a branch into a volume fills what the web server of the Pod serves",
			Ko: "초기화 컨테이너가 볼륨에 브랜치를 복제하면 파드의 웹 서버가 그 내용을 서빙한다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "init-container", Lines: "267-315", Sentences: []string{"c0acc8b57313d861", "28399f875e8275c2", "bbd24283e91f427e", "7fdae460e73525be"}},
			{Document: "init-containers", Kind: claim.Sentence, Section: "examples", Sentences: []string{"4e0627f0d6f1c068"}},
			{Document: "volumes", Kind: claim.Sentence, Section: "gitrepo", Sentences: []string{"6c81a9932d15efea"}},
			{Document: "configure-pod-initialization", Kind: claim.Sentence, Section: "create-a-pod-that-has-an-init-container", Sentences: []string{"968cb1b28f75025b", "54d6f72d7504490a"}},
		},
		Needs: claim.Needs{Level: claim.Baseline},
	})
	InitRunsInOrder = register(claim.Claim{
		ID: "init-runs-in-order", Feature: claim.Init,
		Statement: claim.Text{
			En: "Init containers run one after another in the order of the Pod's spec; the next starts when the one before has completed",
			Ko: "초기화 컨테이너는 파드 스펙의 순서대로 하나씩 실행되며 앞의 것이 완료되어야 다음 것이 시작된다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Implied, Section: "init-container", Lines: "265"},
			{Document: "init-containers", Kind: claim.Sentence, Section: "understanding-init-containers", Sentences: []string{"0a169541f77f1c01"}},
			{Document: "init-containers", Kind: claim.Sentence, Section: "differences-from-regular-containers", Sentences: []string{"979d24fde16768ee", "c1ebf2c95ee4f451"}},
			{Document: "init-containers", Kind: claim.Sentence, Section: "detailed-behavior", Sentences: []string{"08da81e890021d86", "9c2474ec3ceac1d9"}},
		},
	})
	InitFailureBlocksApp = register(claim.Claim{
		ID: "init-failure-blocks-app", Feature: claim.Init,
		Statement: claim.Text{
			En: "As long as an init container fails it is tried again and the Pod's containers are not started; " +
				"when its cause is mended they start in the same Pod",
			Ko: "초기화 컨테이너가 실패하는 동안에는 그것이 다시 시도되고 파드의 컨테이너는 시작되지 않으며, " +
				"원인이 해결되면 같은 파드에서 시작된다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Implied, Section: "init-container", Lines: "265"},
			{Document: "init-containers", Kind: claim.Sentence, Section: "understanding-init-containers", Sentences: []string{"95da354205f89f33"}},
			{Document: "init-containers", Kind: claim.Sentence, Section: "using-init-containers", Sentences: []string{"e99223806071983f"}},
			{Document: "init-containers", Kind: claim.Sentence, Section: "detailed-behavior", Sentences: []string{"deb4c4018cd8ca8c"}},
		},
		Needs: claim.Needs{Level: claim.Baseline},
		Speed: claim.Slow,
	})
	InitFailureFailsPodWhenNever = register(claim.Claim{
		ID: "init-failure-fails-pod-when-never", Feature: claim.Init,
		Statement: claim.Text{
			En: "With restartPolicy Never a failing init container fails the Pod, and its containers never start",
			Ko: "restartPolicy가 Never이면 초기화 컨테이너의 실패로 파드가 실패하고 그 컨테이너는 시작되지 않는다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Implied, Section: "init-container", Lines: "265"},
			{Document: "init-containers", Kind: claim.Sentence, Section: "understanding-init-containers", Sentences: []string{"5992635bdd591791"}},
		},
		Needs: claim.Needs{Capabilities: []string{claim.PodsEnd}},
	})
	InitCloneNotIdempotentAfterSandboxRestart = register(claim.Claim{
		ID: "init-clone-not-idempotent-after-sandbox-restart", Feature: claim.Init,
		Takes: 35,
		Statement: claim.Text{
			En: "When the sandbox of a Pod is made anew its volume is kept and its init container runs again: " +
				"a plain git clone then fails for good, and the Pod serves nothing until it is deleted",
			Ko: "파드의 샌드박스가 새로 만들어지면 볼륨은 남고 초기화 컨테이너가 다시 실행되므로 단순한 git clone은 계속 실패하고 " +
				"파드는 삭제될 때까지 아무것도 서빙하지 못한다",
		},
		Sources: []claim.Source{
			{
				Document: "blog-ko", Kind: claim.Implied, Section: "init-container", Lines: "271-305",
				Standing: claim.Imprecise,
				Remark: claim.Text{
					En: "The document's manifest works at a Pod's first start only; an init container must expect that it runs again",
					Ko: "문서의 매니페스트는 파드의 첫 시작에만 작동한다. 초기화 컨테이너는 다시 실행될 것을 예상해야 한다",
				},
			},
			{Document: "init-containers", Kind: claim.Sentence, Section: "detailed-behavior", Sentences: []string{"018b5996076290da", "1673c5a4fafa0482", "884a3f3e70d91d08"}},
			{Document: "init-containers", Kind: claim.Sentence, Section: "pod-restart-reasons", Sentences: []string{"f283b44faee5b1fe"}},
		},
		Needs: claim.Needs{Level: claim.Baseline},
	})
	InitCloneNotIdempotentAfterRestartOfAll = register(claim.Claim{
		ID: "init-clone-not-idempotent-after-restart-of-all", Feature: claim.Init,
		Statement: claim.Text{
			En: "When a restart rule restarts all containers of a Pod, its volume is kept and its init container runs again, " +
				"so that a plain git clone fails",
			Ko: "재시작 규칙이 파드의 모든 컨테이너를 다시 시작하면 볼륨은 남고 초기화 컨테이너가 다시 실행되어 단순한 git clone은 실패한다",
		},
		Sources: []claim.Source{
			{
				Document: "blog-ko", Kind: claim.Implied, Section: "init-container", Lines: "271-305",
				Standing: claim.Imprecise,
				Remark: claim.Text{
					En: "The document's manifest works at a Pod's first start only; an init container must expect that it runs again",
					Ko: "문서의 매니페스트는 파드의 첫 시작에만 작동한다. 초기화 컨테이너는 다시 실행될 것을 예상해야 한다",
				},
			},
			{Document: "pod-lifecycle", Kind: claim.Sentence, Section: "how-in-place-pod-restarts-work", Sentences: []string{"d87feb1dca9dbe01", "c20e4a9650d3ecb6", "cdb285d257bc793b"}},
			{Document: "init-containers", Kind: claim.Sentence, Section: "detailed-behavior", Sentences: []string{"1673c5a4fafa0482"}},
		},
		Versions: claim.Range{Since: "1.36"}, // RestartAllContainersOnContainerExits is on by default (KEP-5532)
		Needs:    claim.Needs{Level: claim.Baseline},
	})
	InitClonePublishesDotGit = register(claim.Claim{
		ID: "init-clone-publishes-dot-git", Feature: claim.Init,
		Statement: claim.Text{
			En: "A clone into the folder that is served publishes the repository's .git with it",
			Ko: "서빙되는 폴더에 바로 복제하면 저장소의 .git까지 함께 공개된다",
		},
		Sources: []claim.Source{{
			Document: "blog-ko", Kind: claim.Implied, Section: "init-container", Lines: "271-305",
			Standing: claim.Imprecise,
			Remark: claim.Text{
				En: "The document's Pod serves the content as it says, and the repository that was cloned with it",
				Ko: "문서의 파드는 말한 대로 내용을 서빙하지만 복제한 저장소 자체도 함께 서빙한다",
			},
		}},
		Needs: claim.Needs{Level: claim.Baseline},
	})
	InitRefusesProbesAndLifecycle = register(claim.Claim{
		ID: "init-refuses-probes-and-lifecycle", Feature: claim.Init,
		Statement: claim.Text{
			En: "An init container may have no probe and no lifecycle hook; one that is a sidecar may, as any container",
			Ko: "초기화 컨테이너에는 프로브와 라이프사이클 훅을 쓸 수 없고, 사이드카인 초기화 컨테이너에는 일반 컨테이너처럼 쓸 수 있다",
		},
		Sources: []claim.Source{
			{Document: "init-containers", Kind: claim.Sentence, Section: "differences-from-regular-containers", Sentences: []string{"7a723a223014455c"}},
			{Document: "init-containers", Kind: claim.Sentence, Section: "differences-from-sidecar-containers", Sentences: []string{"1f519d0755b61858"}},
			{Document: "init-containers", Kind: claim.Sentence, Section: "detailed-behavior", Sentences: []string{"afd318c09e64ac7a"}},
			{Document: "sidecar-containers", Kind: claim.Sentence, Section: "differences-from-init-containers", Sentences: []string{"161683dbba0aa9ef"}},
		},
		// SidecarContainers is on by default (KEP-753).
		Versions: claim.Range{Since: "1.29", APIOnly: true},
		Unlied:   true,
	})
)
