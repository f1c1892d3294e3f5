package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("concepts/storage/persistent-volumes", claim.Document{
		Slug: "persistent-volumes", Title: claim.Text{En: "Persistent volumes", Ko: "퍼시스턴트볼륨"},
		Open: 311,
		Sections: []claim.Section{
			{Slug: "introduction", Title: claim.Text{En: "Introduction", Ko: "소개"}},
			{Slug: "static", Title: claim.Text{En: "Static provisioning", Ko: "정적 프로비저닝"}},
			{Slug: "dynamic", Title: claim.Text{En: "Dynamic provisioning", Ko: "동적 프로비저닝"}},
			{Slug: "binding", Title: claim.Text{En: "Binding", Ko: "바인딩"}},
			{Slug: "using", Title: claim.Text{En: "Use", Ko: "사용"}},
			{Slug: "storage-object-in-use-protection", Title: claim.Text{En: "Protection in use", Ko: "사용 중 보호"}},
			{Slug: "retain", Title: claim.Text{En: "Policy Retain", Ko: "Retain 정책"}},
			{Slug: "delete", Title: claim.Text{En: "Policy Delete", Ko: "Delete 정책"}},
			{Slug: "reserving-a-persistentvolume", Title: claim.Text{En: "Reserving a volume", Ko: "볼륨 예약"}},
			{Slug: "expanding-persistent-volumes-claims", Title: claim.Text{En: "Growth", Ko: "확장"}},
			{Slug: "csi-volume-expansion", Title: claim.Text{En: "Growth by CSI", Ko: "CSI 확장"}},
			{Slug: "recovering-from-failure-when-expanding-volumes", Title: claim.Text{En: "Failed growth", Ko: "실패한 확장"}},
			{Slug: "types-of-persistent-volumes", Title: claim.Text{En: "Types", Ko: "종류"}},
			{Slug: "persistent-volumes", Title: claim.Text{En: "PVs", Ko: "PV"}},
			{Slug: "volume-mode", Title: claim.Text{En: "Volume mode of a PV", Ko: "PV의 볼륨 모드"}},
			{Slug: "class", Title: claim.Text{En: "Class of a PV", Ko: "PV의 클래스"}},
			{Slug: "node-affinity", Title: claim.Text{En: "Node affinity", Ko: "노드 어피니티"}},
			{Slug: "updates-to-node-affinity", Title: claim.Text{En: "Changes of node affinity", Ko: "노드 어피니티 변경"}},
			{Slug: "phase", Title: claim.Text{En: "Phase", Ko: "단계"}},
			{Slug: "phase-transition-timestamp", Title: claim.Text{En: "Time of the last phase", Ko: "단계 변경 시각"}},
			{Slug: "persistentvolumeclaims", Title: claim.Text{En: "PVCs", Ko: "PVC"}},
			{Slug: "volume-modes", Title: claim.Text{En: "Volume mode of a PVC", Ko: "PVC의 볼륨 모드"}},
			{Slug: "volume-name", Title: claim.Text{En: "Volume name", Ko: "볼륨 이름"}},
			{Slug: "selector", Title: claim.Text{En: "Selector", Ko: "셀렉터"}},
			{Slug: "class-1", Title: claim.Text{En: "Class of a PVC", Ko: "PVC의 클래스"}},
			{Slug: "claims-as-volumes", Title: claim.Text{En: "PVCs as volumes", Ko: "볼륨으로 쓰는 클레임"}},
			{Slug: "a-note-on-namespaces", Title: claim.Text{En: "Namespaces", Ko: "네임스페이스"}},
			{Slug: "binding-block-volumes", Title: claim.Text{En: "Binding of block volumes", Ko: "블록 볼륨의 바인딩"}},
			{Slug: "volume-populators-and-data-sources", Title: claim.Text{En: "Populators", Ko: "파퓰레이터"}},
			{Slug: "cross-namespace-data-sources", Title: claim.Text{En: "Sources in other namespaces", Ko: "다른 네임스페이스의 소스"}},
			{Slug: "data-source-references", Title: claim.Text{En: "References to data sources", Ko: "데이터 소스 참조"}},
			{Slug: "writing-portable-configuration", Title: claim.Text{En: "Portable manifests", Ko: "이식 가능한 매니페스트"}},
			{Slug: "whatsnext", Reason: pointsElsewhere},
			{Slug: "reference", Reason: pointsElsewhere},
		},
	})
}
