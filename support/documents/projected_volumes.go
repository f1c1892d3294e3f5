package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("concepts/storage/projected-volumes", claim.Document{
		Slug: "projected-volumes", Title: claim.Text{En: "Projected volumes", Ko: "프로젝티드 볼륨"},
		Open: 69,
		Sections: []claim.Section{
			{Slug: "introduction", Title: claim.Text{En: "Introduction", Ko: "소개"}},
			{Slug: "serviceaccounttoken", Title: claim.Text{En: "Service account tokens", Ko: "서비스 어카운트 토큰"}},
			{Slug: "podcertificate", Title: claim.Text{En: "Pod certificates", Ko: "파드 인증서"}},
			{Slug: "windows", Reason: ofWindows},
		},
	})
}
