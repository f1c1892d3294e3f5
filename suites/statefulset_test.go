package suites

import (
	"testing"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestStatefulSetTemplatesAreFixed(t *testing.T) {
	set := steps.StatefulSet("db")

	harness.Test(t, claims.StatefulSetTemplatesAreFixed, harness.Feature().
		Setup("ASetIsMade", steps.Create("set.yaml")).
		Control("ALabelIsTaken", set.Takes(steps.Patch("label.yaml"))).
		Assess("AnotherRetentionIsTaken", set.Takes(steps.Patch("retention.yaml"))).
		Assess("ALargerTemplateIsRefused", set.Refuses(steps.Patch("larger.yaml"), "is invalid: spec")).
		Assess("ATemplateOfAnotherNameIsRefused", set.Refuses(steps.Patch("renamed.yaml"), "is invalid: spec")).
		Assess("NoTemplateIsRefused", set.Refuses(steps.Patch("none.yaml"), "is invalid: spec")))
}
