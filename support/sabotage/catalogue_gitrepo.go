package sabotage

import (
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/incluster/mutator/mutation"
)

// gitRepos lists lies about the type gitRepo.
func gitRepos() []Sabotage {
	return []Sabotage{
		{
			ID: "gitrepo-forgotten", How: Admission,
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
			ID: "gitrepo-another-branch", How: Admission,
			Does: claim.Text{En: "A gitRepo checks out another branch", Ko: "gitRepo가 다른 브랜치를 체크아웃한다"},
			Rules: []mutation.Rule{{
				Where: of(claims.GitRepoIsEmptyDirPrefilledByClone, "gitrepo-volume-pod"),
				Merge: `spec: {volumes: [{name: html, gitRepo: {revision: other}}]}`,
			}},
			Kills: map[string]string{claims.GitRepoIsEmptyDirPrefilledByClone.ID: "TheBranchIsServed"},
		},
		{
			ID: "gitrepo-default-branch", How: Admission,
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
			ID: "gitrepo-late", How: Admission,
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
	}
}
