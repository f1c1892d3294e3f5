package harness

import (
	"context"
	"errors"
	"flag"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"sigs.k8s.io/e2e-framework/pkg/envconf"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/probe"
	"github.com/volconf/volconf/support/report"
)

func TestOutcomeOf(t *testing.T) {
	broken, other := claim.Brokenf("it is there"), errors.New("forbidden")
	for _, tc := range []struct {
		kind report.StepKind
		err  error
		want report.Outcome
	}{
		{report.Assess, nil, report.StepHeld},
		{report.Assess, broken, report.StepBroken},
		{report.Assess, errors.Join(errors.New("context"), broken), report.StepBroken},
		{report.Assess, other, report.StepError},
		{report.Control, broken, report.StepError},
		{report.Setup, broken, report.StepError},
		{report.Act, broken, report.StepError},
		{report.Control, nil, report.StepHeld},
	} {
		outcome, _ := outcomeOf(tc.kind, tc.err)
		assert.Equalf(t, tc.want, outcome, "%s with %v", tc.kind, tc.err)
	}
}

func TestVerdictOf(t *testing.T) {
	step := func(kind report.StepKind, outcome report.Outcome) report.Step {
		return report.Step{Name: "S", Kind: kind, Outcome: outcome, Message: "seen"}
	}
	held, notRun := step(report.Assess, report.StepHeld), step(report.Assess, report.StepNotRun)
	for name, tc := range map[string]struct {
		steps   []report.Step
		partial string
		want    report.Verdict
	}{
		"all held":             {[]report.Step{held, held}, "", report.Pass},
		"a fact against it":    {[]report.Step{held, step(report.Assess, report.StepBroken), notRun}, "", report.Fail},
		"a control fell":       {[]report.Step{step(report.Control, report.StepError), notRun}, "", report.Error},
		"a step never ran":     {[]report.Step{held, notRun}, "", report.Error},
		"no steps":             {nil, "", report.Error},
		"partial never passes": {[]report.Step{held, notRun}, "-assess", report.Skipped},
		"partial, all held":    {[]report.Step{held}, "-fail-fast", report.Skipped},
		"partial still fails":  {[]report.Step{step(report.Assess, report.StepBroken), notRun}, "-assess", report.Fail},
	} {
		verdict, reason := verdictOf(tc.steps, tc.partial)
		assert.Equalf(t, tc.want, verdict, name)
		assert.Equalf(t, tc.want == report.Pass, reason == "", name)
	}
}

func TestAPanicInAStepIsAnError(t *testing.T) {
	err := attempted(t.Context(), nil, func(context.Context, *probe.Scene) error {
		panic("a slip")
	})
	require.ErrorContains(t, err, "panicked")
}

// e2e-framework filters the feature once more: it must find each value of a label.
func TestFeatureCarriesEveryLabel(t *testing.T) {
	feature := newTrial(claims.EmptyDirLostWithPod, Feature()).feature(Feature())
	for _, slug := range []string{"blog-ko", "volumes", "pod-lifecycle"} {
		assert.Containsf(t, feature.Labels()["document"], slug, "documents")
	}
	assert.Equal(t, []string{"node-access"}, feature.Labels()["reach"])
}

func TestChoose(t *testing.T) {
	all := []claim.Claim{claims.VolumeSurvivesContainerRestart, claims.EmptyDirSharedWithinPod, claims.EmptyDirLostWithPod}
	for name, tc := range map[string]struct {
		set  func(*options)
		fail string
		want []string // IDs, nil for all
	}{
		"everything":       {},
		"by label":         {set: func(o *options) { o.cfg.WithLabels(map[string][]string{"feature": {"volume"}}) }, want: []string{"volume-survives-container-restart"}},
		"by document":      {set: func(o *options) { o.cfg.WithLabels(map[string][]string{"document": {"pod-lifecycle"}}) }, want: []string{"emptydir-lost-with-pod"}},
		"by reach":         {set: func(o *options) { o.cfg.WithLabels(map[string][]string{"reach": {"node-access"}}) }, want: []string{"emptydir-lost-with-pod"}},
		"by claim":         {set: func(o *options) { o.claims = names{"emptydir-lost-with-pod"} }, want: []string{"emptydir-lost-with-pod"}},
		"by -run":          {set: func(o *options) { o.testRun = "TestEmptyDirLost" }, want: []string{"emptydir-lost-with-pod"}},
		"by -run and step": {set: func(o *options) { o.testRun = "EmptyDirLostWithPod/x/Y" }, want: []string{"emptydir-lost-with-pod"}},
		"by -feature":      {set: func(o *options) { o.cfg.WithFeatureRegex("lost-with") }, want: []string{"emptydir-lost-with-pod"}},
		"unknown key":      {set: func(o *options) { o.cfg.WithLabels(map[string][]string{"area": {"x"}}) }, fail: "unknown label key"},
		"unknown value":    {set: func(o *options) { o.cfg.WithSkipLabels(map[string][]string{"feature": {"x"}}) }, fail: "unknown value"},
		"unknown claim":    {set: func(o *options) { o.claims = names{"emptydir"} }, fail: "unknown claim"},
		"bad expression":   {set: func(o *options) { o.testRun = "(" }, fail: "-run"},
		"nothing":          {set: func(o *options) { o.testRun = "TestNothing" }, fail: errNothingSelected.Error()},
		"all left out": {set: func(o *options) {
			o.cfg.WithSkipLabels(map[string][]string{"disruption": {"none", "node"}})
		}, fail: errNothingSelected.Error()},
	} {
		t.Run(name, func(t *testing.T) {
			o := &options{cfg: envconf.New()}
			if tc.set != nil {
				tc.set(o)
			}
			reasons, err := choose(all, o)
			if tc.fail != "" {
				require.ErrorContains(t, err, tc.fail)
				return
			}
			require.NoError(t, err)
			var chosen []string
			for _, c := range all {
				if reasons[c.ID] == "" {
					chosen = append(chosen, c.ID)
				}
			}
			if tc.want == nil {
				assert.Len(t, chosen, len(all))
				return
			}
			assert.Equal(t, tc.want, chosen)
		})
	}
}

// parseOptions works on the process's flag set, as e2e-framework does: it can be
// tried once. The refusals that follow parsing are tried on their own.
func TestParseOptions(t *testing.T) {
	args := []string{"-labels", "feature=emptydir,feature=hostpath", "-parallel", "4", "-image", "git-sync=r/g:v4", "-list=json", "-timeout-scale", "2"}
	set := flag.CommandLine
	o, err := parseOptions(set, args, func(string) string { return "" })
	require.NoError(t, err)
	assert.Equal(t, map[string][]string{"feature": {"emptydir", "hostpath"}}, o.cfg.Labels())
	assert.Equal(t, 4, o.width)
	assert.Equal(t, assignments{"git-sync": "r/g:v4"}, o.images)
	assert.Equal(t, listFormat("json"), o.list)
	assert.Contains(t, o.given, "-timeout-scale=2")
	assert.False(t, o.existing())
}

func TestFlagValuesRefuse(t *testing.T) {
	require.Error(t, assignments{}.Set("git-sync"))
	require.Error(t, assignments{}.Set("=x"))
	require.Error(t, new(listFormat).Set("yaml"))
}

func TestApplicability(t *testing.T) {
	c := claim.Claim{Versions: claim.Range{Since: "1.33"}, Needs: claim.Needs{Workers: 2, Level: claim.Privileged, Capabilities: []string{claim.NodeObserver}}}
	for name, tc := range map[string]struct {
		server  string
		workers int
		lacking map[string]string
		disrupt bool
		c       func(*claim.Claim)
		says    string
	}{
		"as it should be": {server: "v1.37.1", workers: 2},
		"too old":         {server: "v1.32.2", workers: 2, says: "1.33 and later"},
		"one worker":      {server: "v1.37.1", workers: 1, says: "needs 2 nodes"},
		"no observer":     {server: "v1.37.1", workers: 2, lacking: map[string]string{claim.NodeObserver: "policy"}, says: "policy"},
		"no hostPath":     {server: "v1.37.1", workers: 2, lacking: map[string]string{string(claim.Privileged): "policy"}, says: "policy"},
		"disturbs":        {server: "v1.37.1", workers: 2, c: func(c *claim.Claim) { c.Disruption = claim.NodeDisruption }, says: "-allow-disruption"},
		"may disturb":     {server: "v1.37.1", workers: 2, disrupt: true, c: func(c *claim.Claim) { c.Disruption = claim.NodeDisruption }},
		"no version":      {server: "unknown", workers: 2, says: "unknown"},
	} {
		one := c
		if tc.c != nil {
			tc.c(&one)
		}
		why := applicability(one, tc.server, tc.workers, tc.lacking, tc.disrupt)
		if tc.says == "" {
			assert.Nilf(t, why, name)
			continue
		}
		if assert.NotNilf(t, why, name) {
			assert.Containsf(t, why.En, tc.says, name)
			assert.NotEmptyf(t, why.Ko, name)
		}
	}
}

func TestNamespaceNamesFit(t *testing.T) {
	for _, c := range claims.All() {
		for _, attempt := range []int{1, 2, 12} {
			name := namespaceName("1a2b3c", c.ID, attempt)
			assert.LessOrEqualf(t, len(name+"-other"), 63, name)
			assert.Regexp(t, `^[a-z0-9-]*[a-z0-9]$`, name)
		}
	}
	assert.NotEqual(t, namespaceName("1a2b3c", claims.All()[0].ID, 1), namespaceName("1a2b3c", claims.All()[0].ID, 2))
}

func TestSchedulerStartsSlowFirstAndDisruptiveAlone(t *testing.T) {
	synctest.Test(t, schedulerStartsSlowFirstAndDisruptiveAlone)
}

func schedulerStartsSlowFirstAndDisruptiveAlone(t *testing.T) {
	t.Helper()
	s := newScheduler(2, nil)
	slow := claim.Claim{Speed: claim.Slow}
	plain := claim.Claim{Speed: claim.Ordinary}
	alone := claim.Claim{Disruption: claim.NodeDisruption}
	all := []claim.Claim{alone, plain, plain, slow, alone, plain}
	for _, c := range all {
		s.arrive(c)
	}
	var mu sync.Mutex
	var order []rank
	running, most := map[rank]int{}, 0
	var group sync.WaitGroup
	for _, c := range all {
		group.Go(func() {
			done, err := s.turn(t.Context(), c)
			if !assert.NoError(t, err) {
				return
			}
			defer done()
			mu.Lock()
			order = append(order, rankOf(c))
			running[rankOf(c)]++
			total := running[slowRank] + running[ordinaryRank] + running[disruptiveRank]
			most = max(most, total)
			assert.Falsef(t, running[disruptiveRank] > 0 && total > 1, "a disruptive claim runs beside others")
			mu.Unlock()
			time.Sleep(time.Second) //nolint:forbidigo // the bubble's own clock: nobody waits
			mu.Lock()
			running[rankOf(c)]--
			mu.Unlock()
		})
	}
	group.Wait()
	assert.Containsf(t, order[:3], slowRank, "it begins with the first two of the others")
	assert.Equal(t, []rank{disruptiveRank, disruptiveRank}, order[4:])
	assert.Equalf(t, 3, most, "a slow one takes no place of the others")
}

// A slow claim that is apart goes on beside those that disturb a node; another does not.
func TestSchedulerLetsSlowClaimsThatAreApartGoOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newScheduler(4, nil)
		s.apart = func(c claim.Claim) bool { return c.ID == "apart" }
		took := map[string]time.Duration{"apart": time.Minute, "near": 20 * time.Second, "plain": 10 * time.Second, "restart": 5 * time.Second, "drain": 5 * time.Second}
		claims := map[string]claim.Claim{
			"apart": {ID: "apart", Speed: claim.Slow}, "near": {ID: "near", Speed: claim.Slow}, "plain": {ID: "plain"},
			"restart": {ID: "restart", Disruption: claim.NodeDisruption}, "drain": {ID: "drain", Disruption: claim.NodeDisruption},
		}
		for _, c := range claims {
			s.arrive(c)
		}
		var mu sync.Mutex
		began := map[string]time.Duration{}
		start := time.Now()
		var group sync.WaitGroup
		for id, c := range claims {
			group.Go(func() {
				done, err := s.turn(t.Context(), c)
				if !assert.NoError(t, err) {
					return
				}
				defer done()
				mu.Lock()
				began[id] = time.Since(start)
				mu.Unlock()
				time.Sleep(took[id]) //nolint:forbidigo // the bubble's own clock: nobody waits
			})
		}
		group.Wait()
		assert.Zero(t, began["apart"])
		assert.Zero(t, began["near"])
		assert.Zero(t, began["plain"])
		assert.ElementsMatch(t, []time.Duration{20 * time.Second, 25 * time.Second}, []time.Duration{began["restart"], began["drain"]})
		assert.Equal(t, time.Minute, time.Since(start))
	})
}

// What takes longest would be the end of the run if it came last.
func TestSchedulerStartsWhatTakesLongestFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newScheduler(2, nil)
		all := []claim.Claim{{ID: "quick"}, {ID: "long", Takes: 40}, {ID: "quick too"}, {ID: "longer", Takes: 45}, {ID: "slow", Speed: claim.Slow}}
		for _, c := range all {
			s.arrive(c)
		}
		var mu sync.Mutex
		var order []string
		var group sync.WaitGroup
		for _, c := range all {
			group.Go(func() {
				done, err := s.turn(t.Context(), c)
				if !assert.NoError(t, err) {
					return
				}
				defer done()
				mu.Lock()
				order = append(order, c.ID)
				mu.Unlock()
				time.Sleep(time.Second) //nolint:forbidigo // the bubble's own clock: nobody waits
			})
		}
		group.Wait()
		assert.ElementsMatch(t, []string{"slow", "longer", "long"}, order[:3])
	})
}

func TestSchedulerKeepsToTheOrderOfTheClaimsThatAreNamed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		named := []string{"third", "first", "alone", "second", "slow"}
		s := newScheduler(1, named)
		var all []claim.Claim
		for _, id := range []string{"first", "second", "third", "slow", "alone"} {
			c := claim.Claim{ID: id}
			switch id {
			case "slow":
				c.Speed = claim.Slow
			case "alone":
				c.Disruption = claim.NodeDisruption
			}
			all = append(all, c)
			s.arrive(c)
		}
		var order []string
		var group sync.WaitGroup
		for _, c := range all {
			group.Go(func() {
				done, err := s.turn(t.Context(), c)
				if assert.NoError(t, err) {
					order = append(order, c.ID) // one at a time: the width is 1
					done()
				}
			})
		}
		group.Wait()
		assert.Equal(t, []string{"slow", "third", "first", "second", "alone"}, order)
	})
}

func TestSchedulerLetsACancelledClaimGo(t *testing.T) {
	s := newScheduler(1, nil)
	plain := claim.Claim{Speed: claim.Ordinary}
	s.arrive(plain)
	s.arrive(plain)
	done, err := s.turn(t.Context(), plain)
	require.NoError(t, err)
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(errInterrupted)
	_, err = s.turn(ctx, plain)
	require.ErrorIs(t, err, errInterrupted)
	done()
	s.arrive(plain)
	_, err = s.turn(ctx, plain)
	require.ErrorIsf(t, err, errInterrupted, "also where there is room")
	s.arrive(plain)
	_, err = s.turn(t.Context(), plain)
	require.NoError(t, err)
}

func TestWorstVerdictOfSeveralAttemptsStands(t *testing.T) {
	r := &run{results: map[string]report.Result{}, attempts: map[string]int{}}
	c := claim.Claim{ID: "a-claim"}
	for _, verdict := range []report.Verdict{report.Pass, report.Fail, report.Pass, report.Error} {
		r.attempt(c)
		r.record(report.Result{ID: c.ID, Verdict: verdict})
	}
	assert.Equal(t, report.Fail, r.results[c.ID].Verdict)
}
