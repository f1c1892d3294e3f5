package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("tasks/inject-data-application/distribute-credentials-secure", claim.Document{
		Slug: "distribute-credentials-secure", Title: claim.Text{En: "Task: credentials from Secrets", Ko: "작업: 시크릿으로 자격 증명 전하기"},
		Open: 39,
		Sections: []claim.Section{
			{Slug: "convert-your-secret-data-to-a-base-64-representation", Reason: notVolumes},
			{Slug: "create-a-secret-directly-with-kubectl", Reason: notVolumes},
			{Slug: "create-a-pod-that-has-access-to-the-secret-data-through-a-volume", Title: claim.Text{En: "Through a volume", Ko: "볼륨으로"}},
			{Slug: "define-container-environment-variables-using-secret-data", Reason: notVolumes},
			{Slug: "define-a-container-environment-variable-with-data-from-a-single-secret", Reason: notVolumes},
			{Slug: "define-container-environment-variables-with-data-from-multiple-secrets", Reason: notVolumes},
			{Slug: "configure-all-key-value-pairs-in-a-secret-as-container-environment-variables", Reason: notVolumes},
			{Slug: "references", Reason: pointsElsewhere},
			{Slug: "whatsnext", Reason: pointsElsewhere},
		},
	})
}
