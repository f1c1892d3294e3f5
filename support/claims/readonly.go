package claims

import "github.com/volconf/volconf/support/claim"

// Read-only mounts.
var (
	RecursiveReadOnlyNeedsReadOnlyAndNoPropagation = register(claim.Claim{
		ID: "recursive-readonly-needs-readonly-and-no-propagation", Feature: claim.ReadOnly,
		Statement: claim.Text{
			En: "A mount that is recursively read-only, always or where possible, must be read-only and not propagate",
			Ko: "재귀적 읽기 전용 마운트는 Enabled든 IfPossible이든 readOnly여야 하고 전파되지 않아야 한다",
		},
		Sources: []claim.Source{
			{
				Document: "volumes", Kind: claim.Sentence, Section: "recursive-read-only-mounts", Sentences: []string{"fd19e601f8ac8ee8", "401ec65b0d4f016a", "887ad87083899a5c"},
				Standing: claim.Imprecise,
				Remark: claim.Text{
					En: "The two conditions are told of Enabled alone; the API server asks them of IfPossible as well",
					Ko: "두 조건은 Enabled에 대해서만 적혀 있지만 API 서버는 IfPossible에도 같은 조건을 요구한다",
				},
			},
		},
		// RecursiveReadOnlyMounts: on by default since 1.31 (kube_features.go).
		Versions: claim.Range{Since: "1.31", APIOnly: true},
		Unlied:   true,
	})
)
