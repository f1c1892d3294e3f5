package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("concepts/storage/volume-health-monitoring", claim.Document{
		Slug: "volume-health-monitoring", Title: claim.Text{En: "Volume health monitoring", Ko: "볼륨 상태 모니터링"},
		Open: 14,
		Sections: []claim.Section{
			{Slug: "whatsnext", Reason: pointsElsewhere},
		},
	})
}
