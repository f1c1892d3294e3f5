package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("concepts/configuration/secret", claim.Document{
		Slug: "secret", Title: claim.Text{En: "Secrets", Ko: "시크릿"},
		Open: 113,
		Sections: []claim.Section{
			{Slug: "alternatives-to-secrets", Reason: notVolumes},
			{Slug: "secret-types", Title: claim.Text{En: "Types", Ko: "타입"}, Reason: notVolumes},
			{Slug: "opaque-secrets", Title: claim.Text{En: "Opaque ones", Ko: "Opaque 시크릿"}, Reason: notVolumes},
			{Slug: "docker-config-secrets", Title: claim.Text{En: "Docker credentials", Ko: "도커 자격 증명"}, Reason: notVolumes},
			{Slug: "basic-authentication-secret", Reason: notVolumes},
			{Slug: "ssh-authentication-secrets", Title: claim.Text{En: "SSH keys", Ko: "SSH 키"}, Reason: notVolumes},
			{Slug: "tls-secrets", Title: claim.Text{En: "TLS", Ko: "TLS"}, Reason: notVolumes},
			{Slug: "bootstrap-token-secrets", Reason: notVolumes},
			{Slug: "restriction-names-data", Title: claim.Text{En: "Names and data", Ko: "이름과 데이터"}},
			{Slug: "restriction-data-size", Title: claim.Text{En: "Size", Ko: "크기"}},
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
