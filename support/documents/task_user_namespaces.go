package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("tasks/configure-pod-container/user-namespaces", claim.Document{
		Slug: "task-user-namespaces", Title: claim.Text{En: "Task: a user namespace for a Pod", Ko: "작업: 파드에 사용자 네임스페이스 쓰기"},
		Open: 26,
	})
}
