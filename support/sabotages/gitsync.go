package sabotages

import (
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/incluster/mutator/mutation"
	"github.com/volconf/volconf/support/sabotage"
)

// aboutGitSync lists lies about what keeps a volume in step with a repository, and who is let in to it.
var aboutGitSync = []sabotage.Sabotage{
	{
		ID: "auto-pull", How: sabotage.Admission,
		Does: claim.Text{
			En: "A container that pulls all the time is put beside every clone",
			Ko: "계속 pull하는 컨테이너가 모든 클론 옆에 붙는다",
		},
		Rules: []mutation.Rule{{Beside: &mutation.Beside{
			Argument: "clone",
			Script:   `trap 'exit 0' TERM; while :; do git -C "$1" pull -q; sleep 0.5 & wait $!; done`,
		}}},
		Kills: map[string]string{claims.GitContentNotAutoSynced.ID: "ClonedContentStaysWhileTheTwinsChanges"},
	},
	{
		ID: "gitsync-frozen", How: sabotage.Admission,
		Does: claim.Text{
			En: "git-sync syncs once and not again",
			Ko: "git-sync가 한 번만 동기화하고 다시 하지 않는다",
		},
		Rules:  []mutation.Rule{{Replace: &mutation.Replace{Prefix: "--period=", By: []string{"--period=24h"}}}},
		Kills:  map[string]string{claims.GitSyncSidecarPropagatesCommits.ID: "CommitIsServed"},
		Errors: []string{claims.GitContentNotAutoSynced.ID},
		Further: map[string]string{
			claims.GitSyncUpdateIsAtomicSymlink.ID:     "",
			claims.SidecarRemovalLeavesMainWorking.ID:  "",
			claims.NativeSidecarOrdering.ID:            "",
			claims.PrivateRepoSSHSidecarWorks.ID:       "TheCommitIsServed",
			claims.PrivateRepoHTTPBasicSidecarWorks.ID: "TheCommitIsServed",
		},
	},
	{
		ID: "gitsync-in-place", How: sabotage.Admission,
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
		ID: "gitsync-apart", How: sabotage.Admission,
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
		ID: "repository-public", How: sabotage.Admission,
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
		ID: "credentials-swapped", How: sabotage.Admission,
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
	{
		ID: "passwords-unchecked", How: sabotage.Admission,
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
		ID: "keys-unchecked", How: sabotage.Admission,
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
		ID: "known-hosts-replaced", How: sabotage.Admission,
		Does: claim.Text{En: "An SSH client takes the server that it meets for the known one", Ko: "SSH 클라이언트가 만난 서버를 알려진 서버로 여긴다"},
		Rules: []mutation.Rule{{
			Where: of(claims.PrivateRepoSSHSidecarWorks, "synced"),
			Merge: `spec: {volumes: [{name: wrong-host, secret: {secretName: right-key}}]}`,
		}},
		Kills: map[string]string{claims.PrivateRepoSSHSidecarWorks.ID: "AnotherServerIsRefused"},
	},
}
