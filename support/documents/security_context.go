package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("tasks/configure-pod-container/security-context", claim.Document{
		Slug: "security-context", Title: claim.Text{En: "Task: a security context", Ko: "작업: 보안 컨텍스트"},
		Open: 153,
		Sections: []claim.Section{
			{Slug: "set-the-security-context-for-a-pod", Title: claim.Text{En: "For a Pod", Ko: "파드에 대해"}},
			{Slug: "set-capabilities-for-a-container", Reason: notVolumes},
			{Slug: "set-the-seccomp-profile-for-a-container", Reason: notVolumes},
			{Slug: "set-the-apparmor-profile-for-a-container", Reason: notVolumes},
			{Slug: "proc-access", Reason: notVolumes},
			{Slug: "clean-up", Reason: cleansUp},
			{Slug: "whatsnext", Reason: pointsElsewhere},
		},
	})
}
