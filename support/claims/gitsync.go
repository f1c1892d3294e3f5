package claims

import "github.com/volconf/volconf/support/claim"

// What keeps a volume in step with a repository.
var (
	GitContentNotAutoSynced = register(claim.Claim{
		ID: "git-content-not-auto-synced", Feature: claim.GitSync,
		Takes: 20,
		Statement: claim.Text{
			En: "Content that was cloned into a volume does not follow later commits; only a new Pod has them",
			Ko: "볼륨에 복제된 내용은 이후의 커밋을 따라가지 않으며 새 파드만 그것을 가진다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "gitrepo-caveat-sync", Lines: "324-326", Sentences: []string{"260befdfeecdc063", "65cd4978598e6ce6"}},
		},
		Needs:       claim.Needs{Level: claim.Baseline},
		WatchesLong: true,
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
