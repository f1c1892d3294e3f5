package suites

import (
	"testing"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestReadinessGatesOnSharedContent(t *testing.T) {
	gated, filled, unprobed := steps.Pod("gated"), steps.Pod("filled"), steps.Pod("unprobed")
	token := steps.NewToken()

	harness.Test(t, claims.ReadinessGatesOnSharedContent, harness.Feature().
		Setup("PodsAreCreated", steps.Create("pods.yaml")).
		Setup("BothContainersRun", steps.InOrder(gated.Named("html-generator").IsRunning(), gated.Named("web-server").IsRunning())).
		Control("WithTheFileThePodIsReady", filled.HasReady("html-generator", "web-server")).
		Control("WithoutAProbeItIsReadyAnyway", unprobed.HasReady("html-generator", "web-server")).
		Assess("WithoutTheFileThePodIsNotReady", gated.IsUnreadyFor(steps.Probes)).
		Act("TheOtherContainerWritesTheFile", gated.Named("html-generator").Writes("/var/htdocs/index.html", token)).
		Assess("WithTheFileThePodComesToBeReady", gated.HasReady("html-generator", "web-server")).
		Assess("ThePodServesTheFile", gated.Serves("/", token)).
		Act("TheFileIsRemoved", gated.Named("html-generator").Runs("rm", "-f", "/var/htdocs/index.html")).
		Assess("WithoutTheFileThePodIsReadyNoLonger", gated.HasReady("html-generator")).
		Assess("NoContainerWasRestarted", gated.HasNoRestarts()))
}

func TestHeadlessServiceListsReadyPods(t *testing.T) {
	filled, gated := steps.Pod("filled"), steps.Pod("gated")
	client := filled // anyone may ask for the name
	site, everybody := steps.Service("site"), steps.Service("everybody")

	harness.Test(t, claims.HeadlessServiceListsReadyPods, harness.Feature().
		Setup("PodsAreCreated", steps.Create("pods.yaml")).
		Setup("TheyRun", steps.InOrder(filled.IsReady(), gated.Named("web-server").IsRunning())).
		Control("AServiceThatDoesNotAskListsBoth", everybody.ListsAsReady(filled, gated)).
		Control("TheOtherServicesNameLeadsToBoth", everybody.ResolvesTo(client, filled, gated)).
		Assess("TheServiceListsTheReadyPod", site.ListsAsReady(filled)).
		Assess("TheNameLeadsToThatPod", site.ResolvesTo(client, filled)).
		Act("TheOtherPodsContentIsWritten", gated.Named("html-generator").Writes("/var/htdocs/index.html", "filled\n")).
		Act("ItIsReady", gated.IsReady()).
		Assess("TheServiceComesToListBoth", site.ListsAsReady(filled, gated)).
		Assess("TheNameComesToLeadToBoth", site.ResolvesTo(client, filled, gated)).
		Act("TheContentIsRemovedAgain", gated.Named("html-generator").Runs("rm", "-f", "/var/htdocs/index.html")).
		Assess("TheServiceDropsThePod", site.ListsAsReady(filled)).
		Assess("TheNameLeadsToTheFirstPodAlone", site.ResolvesTo(client, filled)))
}
