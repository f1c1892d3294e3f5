package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("concepts/configuration/secret", claim.Document{
		Slug: "secret", Title: claim.Text{En: "Secrets", Ko: "시크릿"},
		Open: 118,
		Sections: []claim.Section{
			{Slug: "alternatives-to-secrets", Reason: notVolumes},
			{Slug: "secret-types", Reason: notVolumes},
			{Slug: "opaque-secrets", Reason: notVolumes},
			{Slug: "docker-config-secrets", Reason: notVolumes},
			{Slug: "basic-authentication-secret", Reason: notVolumes},
			{Slug: "ssh-authentication-secrets", Reason: notVolumes},
			{Slug: "tls-secrets", Reason: notVolumes},
			{Slug: "bootstrap-token-secrets", Reason: notVolumes},
			{Slug: "restriction-data-size", Title: claim.Text{En: "Limit on size", Ko: "크기 제한"}},
			{Slug: "restriction-secret-must-exist", Title: claim.Text{En: "Optional ones", Ko: "선택적 시크릿"}},
			{Slug: "using-secrets-as-files-from-a-pod", Title: claim.Text{En: "As files", Ko: "파일로 쓰기"}},
			{Slug: "using-imagepullsecrets", Reason: notVolumes},
			{Slug: "using-imagepullsecrets-1", Reason: notVolumes},
			{Slug: "manually-specifying-an-imagepullsecret", Reason: notVolumes},
			{Slug: "arranging-for-imagepullsecrets-to-be-automatically-attached", Reason: notVolumes},
			{Slug: "secret-immutable-create", Title: claim.Text{En: "Immutable ones", Ko: "불변 시크릿"}},
			{Slug: "information-security-for-secrets", Title: claim.Text{En: "Security", Ko: "보안"}},
			{Slug: "whatsnext", Reason: pointsElsewhere},
		},
	})
}
