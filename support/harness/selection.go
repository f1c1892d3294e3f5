package harness

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/volconf/volconf/support/claim"
)

// errNothingSelected is a filter that every claim fails.
var errNothingSelected = errors.New("no claim is selected; -list without filters shows what there is")

// choose returns why each claim is not selected, empty for those that are. It
// needs no cluster: a mistake in a filter must not cost one.
func choose(all []claim.Claim, o *options) (map[string]string, error) {
	for _, filter := range []map[string][]string{o.cfg.Labels(), o.cfg.SkipLabels()} {
		if err := claim.CheckLabels(filter); err != nil {
			return nil, err
		}
	}
	for _, id := range o.claims {
		if !slices.ContainsFunc(all, func(c claim.Claim) bool { return c.ID == id }) {
			return nil, fmt.Errorf("unknown claim %q; -list shows the claims", id)
		}
	}
	run, err := testFilter(o.testRun)
	if err != nil {
		return nil, fmt.Errorf("-run: %w", err)
	}
	skip, err := testFilter(o.testSkip)
	if err != nil {
		return nil, fmt.Errorf("-skip: %w", err)
	}
	reasons := make(map[string]string, len(all))
	selected := 0
	for _, c := range all {
		reasons[c.ID] = o.whyNot(c, run, skip)
		if reasons[c.ID] == "" {
			selected++
		}
	}
	if selected == 0 {
		return reasons, errNothingSelected
	}
	return reasons, nil
}

func (o *options) whyNot(c claim.Claim, run, skip *regexp.Regexp) string {
	cfg := o.cfg
	switch {
	case !c.Matches(cfg.Labels()):
		return "not selected by -labels"
	case len(cfg.SkipLabels()) > 0 && matchesAny(c, cfg.SkipLabels()):
		return "left out by -skip-labels"
	case cfg.FeatureRegex() != nil && !cfg.FeatureRegex().MatchString(c.ID):
		return "not selected by -feature"
	case cfg.SkipFeatureRegex() != nil && cfg.SkipFeatureRegex().MatchString(c.ID):
		return "left out by -skip-features"
	case len(o.claims) > 0 && !slices.Contains(o.claims, c.ID):
		return "not selected by -claims"
	case run != nil && !run.MatchString(c.TestName()):
		return "not selected by -run"
	case skip != nil && !strings.Contains(o.testSkip, "/") && skip.MatchString(c.TestName()):
		return "left out by -skip"
	}
	return ""
}

// matchesAny is e2e-framework's meaning of -skip-labels: one match is enough.
func matchesAny(c claim.Claim, filter map[string][]string) bool {
	for key, values := range filter {
		if c.Matches(map[string][]string{key: values}) {
			return true
		}
	}
	return false
}

// testFilter reads the part of -test.run or -test.skip that is about Tests; the
// parts after a slash are about steps.
func testFilter(pattern string) (*regexp.Regexp, error) {
	if pattern == "" {
		return nil, nil
	}
	test, _, _ := strings.Cut(pattern, "/")
	return regexp.Compile(test)
}
