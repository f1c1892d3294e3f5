package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("tasks/inject-data-application/define-command-argument-container", claim.Document{
		Slug: "define-command-argument-container", Title: claim.Text{En: "Task: command and arguments", Ko: "작업: 커맨드와 인자"},
		Sections: []claim.Section{
			{Slug: "top", Reason: notVolumes},
			{Slug: "define-a-command-and-arguments-when-you-create-a-pod", Reason: notVolumes},
			{Slug: "use-environment-variables-to-define-arguments", Reason: notVolumes},
			{Slug: "run-a-command-in-a-shell", Reason: notVolumes},
			{Slug: "whatsnext", Reason: pointsElsewhere},
		},
	})
}
