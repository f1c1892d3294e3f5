package claims

import "github.com/volconf/volconf/support/claim"

// Remarks of several rows. They stand above them: a row that needed one from below
// would be registered last.
var (
	offForGood = claim.Text{
		En: "Off by default is too weak a word: since 1.36 the driver cannot be turned on",
		Ko: "기본으로 꺼져 있다는 말로는 부족하다: 1.36부터는 드라이버를 켤 수 없다",
	}
	offSince133 = claim.Text{
		En: "So it was up to 1.32 on nodes with git; since 1.33 the driver is off, since 1.36 for good",
		Ko: "1.32까지 git이 있는 노드에서는 그랬지만 1.33부터 드라이버가 꺼져 있고 1.36부터는 켤 수 없다",
	}
)

// gitRepo: what it was, and what became of it.
var (
	GitRepoIsEmptyDirPrefilledByClone = register(claim.Claim{
		ID: "gitrepo-is-emptydir-prefilled-by-clone", Feature: claim.GitRepo,
		Statement: claim.Text{
			En: "A gitRepo volume is a folder of the Pod's own that the kubelet fills with a revision of a repository, and that goes with the Pod",
			Ko: "gitRepo 볼륨은 kubelet이 저장소의 한 리비전으로 채운 파드 전용 폴더이며 파드와 함께 없어진다",
		},
		Sources: []claim.Source{
			{
				Document: "blog-ko", Kind: claim.Sentence, Section: "gitrepo", Lines: "207", Sentences: []string{"0a6b5d891481481e"},
				Standing: claim.Dated,
				Remark:   offSince133,
			},
			{
				Document: "volumes", Kind: claim.Sentence, Section: "gitrepo", Sentences: []string{"1fee4bdc8b1403e3"},
				Standing: claim.Dated,
				Remark:   offSince133,
			},
		},
		Versions: claim.Range{Until: "1.35"},
		Needs:    claim.Needs{Level: claim.Privileged, Capabilities: []string{claim.Admits("gitRepo"), claim.NodeObserver, claim.GitRepoVolumes, claim.KubeletRoot}},
	})
	GitRepoPopulatedBeforeContainersStart = register(claim.Claim{
		ID: "gitrepo-populated-before-containers-start", Feature: claim.GitRepo,
		Statement: claim.Text{
			En: "A gitRepo volume holds the repository's files when the first container of the Pod starts",
			Ko: "파드의 첫 컨테이너가 시작될 때 gitRepo 볼륨에는 이미 저장소의 파일이 있다",
		},
		Sources: []claim.Source{{
			Document: "blog-ko", Kind: claim.Figure, Section: "gitrepo", Lines: "211", Sentences: []string{"fb6f6ec6b1b50db6"},
			Standing: claim.Dated,
			Remark: claim.Text{
				En: "So it was up to 1.32 on nodes with git; today an init container that clones does it",
				Ko: "1.32까지 git이 있는 노드에서는 그랬고, 지금은 복제하는 초기화 컨테이너가 그 일을 한다",
			},
		}},
		Versions: claim.Range{Until: "1.35"},
		Needs:    claim.Needs{Level: claim.Baseline, Capabilities: []string{claim.Admits("gitRepo"), claim.GitRepoVolumes}},
	})
	GitRepoDeprecatedWarning = register(claim.Claim{
		ID: "gitrepo-deprecated-warning", Feature: claim.GitRepo,
		Statement: claim.Text{
			En: "The API takes a Pod with a gitRepo volume, and warns that the type is deprecated since v1.11, in templates too",
			Ko: "API는 gitRepo 볼륨이 있는 파드를 받아들이면서, 템플릿에서도, v1.11부터 사용 중단된 타입이라고 경고한다",
		},
		Sources: []claim.Source{
			{
				Document: "blog-ko", Kind: claim.Sentence, Section: "gitrepo-example", Lines: "252", Sentences: []string{"a9079583e796351f"},
				Standing: claim.Imprecise,
				Remark: claim.Text{
					En: "Deprecated is too weak a word today: since 1.33 the type does not work, since 1.36 it cannot be made to",
					Ko: "지금은 사용 중단이라는 말로 부족하다: 1.33부터 동작하지 않고 1.36부터는 켤 수도 없다",
				},
			},
			{
				Document: "volumes", Kind: claim.Sentence, Section: "gitrepo", Sentences: []string{"e81220ffdcd82056"},
				Standing: claim.Imprecise,
				Remark:   offForGood,
			},
		},
		Needs: claim.Needs{Level: claim.Baseline, Capabilities: []string{claim.Admits("gitRepo")}},
	})
	GitRepoAdmittedButNeverRuns = register(claim.Claim{
		ID: "gitrepo-admitted-but-never-runs", Feature: claim.GitRepo,
		Takes: 45,
		Statement: claim.Text{
			En: "A Pod with a gitRepo volume is created and scheduled, and then waits for ever: the kubelet refuses to fill the volume",
			Ko: "gitRepo 볼륨이 있는 파드는 생성되고 스케줄되지만 kubelet이 볼륨을 채우기를 거부하여 계속 기다리기만 한다",
		},
		Sources: []claim.Source{
			{
				Document: "blog-ko", Kind: claim.Sentence, Section: "gitrepo-example", Lines: "245", Sentences: []string{"95e5658528a56fc1"},
				Standing: claim.Dated,
				Remark: claim.Text{
					En: "The document shows the manifest as one that works; it did up to 1.32, on nodes with git",
					Ko: "문서는 이 매니페스트가 동작하는 것처럼 보여 주지만, 그것은 1.32까지 git이 있는 노드에서였다",
				},
			},
			{Document: "volumes", Kind: claim.Sentence, Section: "gitrepo", Sentences: []string{"e81220ffdcd82056"}},
		},
		// GitRepoVolumeDriver: off by default since 1.33 (kube_features.go).
		Versions: claim.Range{Since: "1.33"},
		Needs:    claim.Needs{Level: claim.Baseline, Capabilities: []string{claim.Admits("gitRepo"), claim.GitRepoDriverOff}},
	})
	GitRepoNoCredentialsInAPI = register(claim.Claim{
		ID: "gitrepo-no-credentials-in-api", Feature: claim.GitRepo,
		Statement: claim.Text{
			En: "A gitRepo volume names a repository, a revision and a folder; it has no field for credentials, and takes them in the repository's address",
			Ko: "gitRepo 볼륨은 저장소와 리비전과 디렉터리만 지정하며, 자격 증명을 적을 필드가 없고 저장소 주소 안에 적는 것은 받아들인다",
		},
		Sources: []claim.Source{{
			Document: "blog-ko", Kind: claim.Sentence, Section: "gitrepo-caveat-private", Lines: "349-352", Sentences: []string{"c711f62791d13f2f", "bc1b54526a02b52c", "c14856c0167327e7"},
			Standing: claim.Imprecise,
			Remark: claim.Text{
				En: "The document says that private repositories cannot be used; the kubelet would have used a password in the URL or root's own keys on the node",
				Ko: "문서는 프라이빗 저장소를 쓸 수 없다고 하지만, kubelet은 URL 속의 비밀번호나 노드에 있는 루트의 키를 썼을 것이다",
			},
		}},
		Needs: claim.Needs{Level: claim.Baseline, Capabilities: []string{claim.Admits("gitRepo"), claim.Admits("iscsi")}},
	})
	GitRepoBlockedByPolicy = register(claim.Claim{
		ID: "gitrepo-blocked-by-policy", Feature: claim.GitRepo,
		Statement: claim.Text{
			En: "Pod Security level restricted refuses gitRepo volumes, level baseline does not; " +
				"an admission policy refuses them in Pods and in templates, also where one is added later",
			Ko: "파드 시큐리티 수준 restricted는 gitRepo 볼륨을 거절하고 baseline은 받아들이며, 어드미션 정책은 파드와 템플릿에서, " +
				"나중에 추가되는 것까지 거절한다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Extension, Section: "gitrepo-example", Lines: "252"},
			{Document: "volumes", Kind: claim.Sentence, Section: "gitrepo", Sentences: []string{"8c8da96a2bc622c1"}},
		},
		Versions: claim.Range{Since: "1.30", APIOnly: true},
		Needs:    claim.Needs{Level: claim.Baseline, Capabilities: []string{claim.Admits("gitRepo")}, OwnNamespace: true},
	})
	GitRepoGateLocked = register(claim.Claim{
		ID: "gitrepo-gate-locked", Feature: claim.GitRepo,
		Statement: claim.Text{
			En: "A kubelet that is told to turn gitRepo volumes on does not start",
			Ko: "gitRepo 볼륨을 켜라고 지시받은 kubelet은 시작되지 않는다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Extension, Section: "gitrepo-example", Lines: "252"},
			{
				Document: "volumes", Kind: claim.Sentence, Section: "gitrepo", Sentences: []string{"476bb11d92883068"},
				Standing: claim.Dated,
				Remark: claim.Text{
					En: "So it was from 1.33 to 1.35; since 1.36 the gate is locked, and a kubelet that is told to turn it on does not start",
					Ko: "1.33부터 1.35까지는 그랬지만 1.36부터 게이트가 잠겨 있고, 켜라고 지시받은 kubelet은 시작되지 않는다",
				},
			},
		},
		// GitRepoVolumeDriver: locked to off since 1.36 (kube_features.go).
		Versions: claim.Range{Since: "1.36"},
		Needs:    claim.Needs{Level: claim.Privileged, Capabilities: []string{claim.NodeObserver, claim.KubeletProgram}},
	})
	TypeGitRepoInventory = register(claim.Claim{
		ID: "type-gitrepo-inventory", Feature: claim.GitRepo,
		Statement: claim.Text{
			En: "The API still has the type gitRepo, with a warning that it is deprecated",
			Ko: "API에는 gitRepo 타입이 아직 있으며, 사용 중단되었다는 경고가 따른다",
		},
		Sources: []claim.Source{
			{
				Document: "blog-ko", Kind: claim.Sentence, Section: "volume-types", Lines: "77", Sentences: []string{"41bb3dd5892e4e1f"},
				Standing: claim.Dated,
				Remark: claim.Text{
					En: "As a volume that is filled by a checkout it works only up to 1.32, on nodes with git",
					Ko: "체크아웃으로 채워지는 볼륨으로는 1.32까지, git이 있는 노드에서만 동작한다",
				},
			},
			{
				Document: "volumes", Kind: claim.Sentence, Section: "gitrepo", Sentences: []string{"e81220ffdcd82056"},
				Standing: claim.Imprecise,
				Remark:   offForGood,
			},
		},
		Needs: claim.Needs{Level: claim.Baseline, Capabilities: []string{claim.Admits("gitRepo")}},
	})
)
