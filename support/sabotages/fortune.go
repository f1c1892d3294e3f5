package sabotages

import (
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/incluster/mutator/mutation"
	"github.com/volconf/volconf/support/sabotage"
)

// aboutFortune lists lies about the example of two containers: what one writes, what the other may.
var aboutFortune = []sabotage.Sabotage{
	{
		ID: "fortune-frozen", How: sabotage.Admission,
		Does: claim.Text{
			En: "The fortune writer writes one quote and never another",
			Ko: "fortune 작성기가 인용문 하나만 쓰고 다시 쓰지 않는다",
		},
		Rules: []mutation.Rule{{
			Where: mutation.Where{Images: []string{"fortune"}},
			Run:   "/usr/games/fortune > /var/htdocs/index.html; trap 'exit 0' TERM; sleep 2147483647 & wait",
		}},
		Kills: map[string]string{claims.FortuneChangesOverTime.ID: "PageChangesAgainAndAgainWhileTheTwinsStays"},
	},
	{
		ID: "fortune-twice", How: sabotage.Admission,
		Does: claim.Text{
			En: "The fortune writer writes two quotes and never another",
			Ko: "fortune 작성기가 인용문 둘만 쓰고 다시 쓰지 않는다",
		},
		Rules: []mutation.Rule{{
			Where: of(claims.FortuneChangesOverTime, "fortune"),
			Merge: `
spec:
  containers:
    - name: html-generator
      command: [sh, -c, "echo one > /var/htdocs/index.html; sleep 15; echo two > /var/htdocs/index.html; trap 'exit 0' TERM; sleep 2147483647 & wait"]`,
		}},
		Kills: map[string]string{claims.FortuneChangesOverTime.ID: "PageChangesAgainAndAgainWhileTheTwinsStays"},
	},
	{
		ID: "readonly-ignored", How: sabotage.Admission,
		Does: claim.Text{
			En: "readOnly is dropped from the mounts of every container",
			Ko: "모든 컨테이너의 마운트에서 readOnly가 빠진다",
		},
		Rules: []mutation.Rule{{Writable: true}},
		Kills: map[string]string{
			claims.ReadOnlyMountRejectsWrites.ID:     "MountIsReadOnly",
			claims.ReadOnlyIsPerMountNotPerVolume.ID: "TheOtherContainersMountIsReadOnly",
		},
		Further: map[string]string{
			claims.HostPathReadwriteSubvertsPathAllowlist.ID: "",
		},
	},
}
