package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("concepts/storage/persistent-volumes", claim.Document{
		Slug: "persistent-volumes", Title: claim.Text{En: "Persistent volumes", Ko: "퍼시스턴트볼륨"},
		Open: 399,
		Sections: []claim.Section{
			{Slug: "introduction", Title: claim.Text{En: "Introduction", Ko: "소개"}},
			{Slug: "static", Title: claim.Text{En: "Static provisioning", Ko: "정적 프로비저닝"}},
			{Slug: "dynamic", Title: claim.Text{En: "Dynamic provisioning", Ko: "동적 프로비저닝"}},
			{Slug: "retain", Title: claim.Text{En: "Policy Retain", Ko: "Retain 정책"}},
			{Slug: "delete", Title: claim.Text{En: "Policy Delete", Ko: "Delete 정책"}},
			{Slug: "types-of-persistent-volumes", Title: claim.Text{En: "Types", Ko: "종류"}},
			{Slug: "node-affinity", Title: claim.Text{En: "Node affinity", Ko: "노드 어피니티"}},
			{Slug: "claims-as-volumes", Title: claim.Text{En: "PVCs as volumes", Ko: "볼륨으로 쓰는 클레임"}},
			{Slug: "writing-portable-configuration", Title: claim.Text{En: "Portable manifests", Ko: "이식 가능한 매니페스트"}},
			{Slug: "whatsnext", Reason: pointsElsewhere},
			{Slug: "reference", Reason: pointsElsewhere},
		},
	})
}
