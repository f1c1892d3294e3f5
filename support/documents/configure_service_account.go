package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("tasks/configure-pod-container/configure-service-account", claim.Document{
		Slug: "configure-service-account", Title: claim.Text{En: "Task: service accounts", Ko: "작업: 서비스 어카운트"},
		Open: 38,
		Sections: []claim.Section{
			{Slug: "use-the-default-service-account-to-access-the-api-server", Reason: notVolumes},
			{Slug: "opt-out-of-api-credential-automounting", Title: claim.Text{En: "Without the token", Ko: "토큰 마운트 끄기"}},
			{Slug: "use-multiple-service-accounts", Reason: notVolumes},
			{Slug: "cleanup-use-multiple-service-accounts", Reason: cleansUp},
			{Slug: "manually-create-an-api-token-for-a-serviceaccount", Reason: notVolumes},
			{Slug: "manually-create-a-long-lived-api-token-for-a-serviceaccount", Reason: notVolumes},
			{Slug: "add-imagepullsecrets-to-a-service-account", Reason: notVolumes},
			{Slug: "add-image-pull-secret-to-service-account", Reason: notVolumes},
			{Slug: "verify-that-imagepullsecrets-are-set-for-new-pods", Reason: notVolumes},
			{Slug: "service-account-issuer-discovery", Reason: notVolumes},
			{Slug: "whatsnext", Reason: pointsElsewhere},
		},
	})
}
