package claims

import "github.com/volconf/volconf/support/claim"

// What Pods take of their node's disk.
var (
	EphemeralStorageFractionIsTakenWithAWarning = register(claim.Claim{
		ID: "ephemeral-storage-fraction-is-taken-with-a-warning", Feature: claim.LocalEphemeral,
		Statement: claim.Text{
			En: "A request or limit of 400m of ephemeral storage is less than one byte; it is taken, and the API server warns of it",
			Ko: "ephemeral-storage의 요청이나 한도에 400m을 쓰면 1바이트도 되지 않는다; API 서버는 받아들이되 경고한다",
		},
		Sources: []claim.Source{
			{Document: "ephemeral-storage", Kind: claim.Sentence, Section: "requests-limits", Sentences: []string{"1bf2a577a9383940"}},
		},
		Unlied: true,
	})
	EphemeralStorageQuotaTakesPodsWithoutLimits = register(claim.Claim{
		ID: "ephemeral-storage-quota-takes-pods-without-limits", Feature: claim.LocalEphemeral,
		Statement: claim.Text{
			En: "A quota on ephemeral storage lets Pods pass that state no limit, unlike one on memory, and holds those that state one to it",
			Ko: "ephemeral-storage에 대한 쿼터는 메모리 쿼터와 달리 한도를 적지 않은 파드를 통과시키고, 한도를 적은 파드에는 적용된다",
		},
		Sources: []claim.Source{
			{Document: "ephemeral-storage", Kind: claim.Sentence, Section: "top", Sentences: []string{"e301d0dea6a4a170"}},
			{Document: "resource-quotas", Kind: claim.Sentence, Section: "how-kubernetes-resourcequotas-work", Sentences: []string{"3d374b9f9d00d99c", "88d0dc0c846a231e", "d37eb88a119254fd"}},
		},
		Needs:  claim.Needs{OwnNamespace: true},
		Unlied: true,
	})
)
