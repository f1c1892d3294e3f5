package sabotages

import (
	"context"
	"errors"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/held"
	"github.com/volconf/volconf/support/incluster/mutator/mutation"
	"github.com/volconf/volconf/support/sabotage"
)

// aboutGitRepos lists lies about gitRepos.
var aboutGitRepos = []sabotage.Sabotage{
	{
		ID: "gitrepo-forgotten", How: sabotage.Admission,
		Does:  claim.Text{En: "A gitRepo is taken for an emptyDir", Ko: "gitRepo를 emptyDir로 받아들인다"},
		Rules: []mutation.Rule{{Empty: []mutation.Kind{mutation.GitRepo}}},
		Kills: map[string]string{
			claims.GitRepoAdmittedButNeverRuns.ID: "ThePodIsAdmitted",
			claims.GitRepoDeprecatedWarning.ID:    "ThePodIsWarnedAbout",
			claims.TypeGitRepoInventory.ID:        "GitRepoIsKept",
		},
		Errors: []string{claims.GitRepoIsEmptyDirPrefilledByClone.ID, claims.GitRepoPopulatedBeforeContainersStart.ID},
	},
	{
		ID: "gitrepo-another-branch", How: sabotage.Admission,
		Does: claim.Text{En: "A gitRepo checks out another branch", Ko: "gitRepo가 다른 브랜치를 체크아웃한다"},
		Rules: []mutation.Rule{{
			Where: of(claims.GitRepoIsEmptyDirPrefilledByClone, "gitrepo-volume-pod"),
			Merge: `spec: {volumes: [{name: html, gitRepo: {revision: other}}]}`,
		}},
		Kills: map[string]string{claims.GitRepoIsEmptyDirPrefilledByClone.ID: "TheBranchIsServed"},
	},
	{
		ID: "gitrepo-default-branch", How: sabotage.Admission,
		Does: claim.Text{
			En: "A gitRepo has the default branch, whatever it asks for",
			Ko: "gitRepo가 무엇을 요청하든 기본 브랜치를 가진다",
		},
		Rules: []mutation.Rule{{
			Where: of(claims.GitRepoIsEmptyDirPrefilledByClone, "another-branch", "one-commit"),
			Merge: `spec: {volumes: [{name: html, gitRepo: {revision: master}}]}`,
		}},
		Kills: map[string]string{claims.GitRepoIsEmptyDirPrefilledByClone.ID: "AnotherBranchIsServedWhereItIsAskedFor"},
	},
	{
		ID: "gitrepo-late", How: sabotage.Admission,
		Does: claim.Text{
			En: "The first container of a Pod does not yet see its gitRepo",
			Ko: "파드의 첫 컨테이너가 아직 gitRepo를 보지 못한다",
		},
		Rules: []mutation.Rule{{
			Where: of(claims.GitRepoPopulatedBeforeContainersStart),
			Merge: `
spec:
  volumes: [{name: sabotage-early, emptyDir: {}}]
  initContainers:
    - name: first
      command: [sh, -c, cat /html/index.html || echo nothing]
      volumeMounts: [{mountPath: /html, name: sabotage-early}]`,
		}},
		Kills: map[string]string{claims.GitRepoPopulatedBeforeContainersStart.ID: "TheFirstContainerPrintedIt"},
	},
	{
		ID: "gates-ignored", How: sabotage.Node, Break: gatelessKubelet, Reach: sabotage.ItsClaims,
		Does:  claim.Text{En: "The kubelet ignores feature gates", Ko: "kubelet이 기능 게이트를 무시한다"},
		Kills: map[string]string{claims.GitRepoGateLocked.ID: "WithTheGateOnItEndsBeforeThat"},
	},
}

// gatelessKubelet puts a program in place of the kubelet's that takes no feature
// gates. The kubelets that run are not touched.
func gatelessKubelet(ctx context.Context, site held.Cluster) (*held.Changed, error) {
	mend := func(ctx context.Context) error {
		return site.Everywhere(ctx, `p=$(command -v kubelet); [ ! -e /opt/sabotage/kubelet ] || mv -f "$p.kept" "$p"; rm -rf /opt/sabotage`)
	}
	// The node's programs are one file that goes by the name it is called by.
	err := site.Everywhere(ctx, `p=$(command -v kubelet)
mkdir -p /opt/sabotage
ln -sf "$(readlink -f "$p")" /opt/sabotage/kubelet
cp -a "$p" "$p.kept"
[ -L "$p" ] || ln -sf "$p.kept" /opt/sabotage/kubelet
printf '#!/bin/sh\nfor a; do shift; case $a in --feature-gates=*) ;; *) set -- "$@" "$a" ;; esac; done\nexec /opt/sabotage/kubelet "$@"\n' > "$p.new"
chmod 0755 "$p.new"
mv -f "$p.new" "$p"`)
	if err != nil {
		return nil, errors.Join(err, mend(context.WithoutCancel(ctx)))
	}
	return &held.Changed{Undo: mend}, nil
}
