package claims

import "github.com/volconf/volconf/support/claim"

// Sidecars: what keeps content in step, and what becomes of the Pod without it.
var (
	GitContentNotAutoSynced = register(claim.Claim{
		ID: "git-content-not-auto-synced", Feature: claim.GitSync,
		Statement: claim.Text{
			En: "Content that was cloned into a volume does not follow later commits; only a new Pod has them",
			Ko: "볼륨에 복제된 내용은 이후의 커밋을 따라가지 않으며 새 파드만 그것을 가진다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "gitrepo-caveat-sync", Lines: "324-326", Sentences: []string{"260befdfeecdc063", "65cd4978598e6ce6"}},
		},
		Needs: claim.Needs{Level: claim.Baseline},
	})
	GitSyncSidecarPropagatesCommits = register(claim.Claim{
		ID: "gitsync-sidecar-propagates-commits", Feature: claim.GitSync,
		Statement: claim.Text{
			En: "A git-sync sidecar brings new commits into the volume, and the web server beside it serves them",
			Ko: "git-sync 사이드카가 새 커밋을 볼륨으로 가져오고 옆의 웹 서버가 그것을 서빙한다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "gitrepo-caveat-sync", Lines: "340", Sentences: []string{"c76ce2d9b7f5e28d"}},
			{Document: "communicate-containers-same-pod-shared-volume", Kind: claim.Sentence, Section: "discussion", Sentences: []string{"52697b31b8b61705"}},
		},
		Needs: claim.Needs{Level: claim.Baseline},
	})
	GitSyncUpdateIsAtomicSymlink = register(claim.Claim{
		ID: "gitsync-update-is-atomic-symlink", Feature: claim.GitSync,
		Statement: claim.Text{
			En: "A reader that follows git-sync's link sees one commit or the next, never a mixture and never nothing",
			Ko: "git-sync의 링크를 따라 읽으면 한 커밋이나 다음 커밋만 보이고 섞인 상태나 빈 상태는 보이지 않는다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Extension, Section: "gitrepo-caveat-sync", Lines: "338-340"},
		},
		Needs: claim.Needs{Level: claim.Baseline, Capabilities: []string{claim.GitSyncReal}},

		Untried: withoutGitSync,
	})
	GitSyncNeedsItsOwnRoot = register(claim.Claim{
		ID: "gitsync-needs-its-own-root", Feature: claim.GitSync,
		Statement: claim.Text{
			En: "git-sync does not keep a volume in step that something else has filled: " +
				"it wipes other files, and beside an old clone it keeps a link of its own while the old files stay as they were",
			Ko: "git-sync는 다른 것이 채운 볼륨을 동기화하지 않는다: 다른 파일은 지우고, 기존 복제본 옆에는 자기 링크를 두며 " +
				"기존 파일은 그대로 남는다",
		},
		Sources: []claim.Source{{
			Document: "blog-ko", Kind: claim.Sentence, Section: "gitrepo-caveat-sync", Lines: "338-340", Sentences: []string{"ad480ed98349f185", "c76ce2d9b7f5e28d"},
			Standing: claim.Wrong,
			Remark: claim.Text{
				En: "The document mounts the volume that was already cloned into the sidecar; git-sync needs a folder of its own, " +
					"and its readers must go through its link",
				Ko: "문서는 이미 복제된 볼륨을 사이드카에 마운트하지만 git-sync는 자기만의 폴더가 필요하고 읽는 쪽은 그 링크를 거쳐야 한다",
			},
		}},
		Needs:   claim.Needs{Level: claim.Baseline, Capabilities: []string{claim.GitSyncReal}},
		Untried: withoutGitSync,
	})
	SidecarRemovalLeavesMainWorking = register(claim.Claim{
		ID: "sidecar-removal-leaves-main-working", Feature: claim.GitSync,
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
		ID: "sidecar-crash-leaves-main-running", Feature: claim.GitSync,
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
		ID: "native-sidecar-ordering", Feature: claim.GitSync,
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

// Private repositories.
var (
	PrivateRepoAnonymousCloneFails = register(claim.Claim{
		ID: "private-repo-anonymous-clone-fails", Feature: claim.GitSync,
		Statement: claim.Text{
			En: "Without credentials an init container cannot clone a private repository, by HTTP or by SSH, and the Pod does not start",
			Ko: "자격 증명이 없으면 초기화 컨테이너는 HTTP로도 SSH로도 비공개 저장소를 복제하지 못하고 파드는 시작되지 않는다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Implied, Section: "gitrepo-caveat-private", Lines: "354", Sentences: []string{"b100117100e65541"}},
		},
		Needs: claim.Needs{Level: claim.Baseline},
	})
	PrivateRepoSSHSidecarWorks = register(claim.Claim{
		ID: "private-repo-ssh-sidecar-works", Feature: claim.GitSync,
		Statement: claim.Text{
			En: "A git-sync sidecar with the right key keeps a private repository in step over SSH; " +
				"another key, or a server that is not the known one, is refused",
			Ko: "올바른 키를 가진 git-sync 사이드카는 SSH로 비공개 저장소를 동기화하고, 다른 키나 알려지지 않은 서버는 거부된다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "gitrepo-caveat-private", Lines: "354", Sentences: []string{"b100117100e65541"}},
		},
		Needs: claim.Needs{Level: claim.Baseline},
	})
	PrivateRepoHTTPBasicSidecarWorks = register(claim.Claim{
		ID: "private-repo-http-basic-sidecar-works", Feature: claim.GitSync,
		Statement: claim.Text{
			En: "A git-sync sidecar with the right password keeps a private repository in step over HTTP; a wrong one is refused",
			Ko: "올바른 비밀번호를 가진 git-sync 사이드카는 HTTP로 비공개 저장소를 동기화하고, 틀린 비밀번호는 거부된다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "gitrepo-caveat-private", Lines: "354", Sentences: []string{"b100117100e65541"}},
		},
		Needs: claim.Needs{Level: claim.Baseline},
	})
)

const withoutGitSync = "every run so far had a stand-in for git-sync"
