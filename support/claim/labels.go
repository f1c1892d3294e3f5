package claim

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Labels are the pairs that a claim is filtered by. A key has several values
// where the claim's sources differ; standing is that of the claim.
func (c Claim) Labels() map[string][]string {
	labels := map[string][]string{
		"feature":    {string(c.Feature)},
		"standing":   {string(c.Standing())},
		"reach":      {string(c.Reach)},
		"speed":      {string(c.Speed)},
		"disruption": {string(c.Disruption)},
	}
	for _, s := range c.Sources {
		for key, value := range map[string]string{
			"kind": string(s.Kind), "document": string(s.Document), "collection": string(s.Document.Collection()),
		} {
			if !slices.Contains(labels[key], value) {
				labels[key] = append(labels[key], value)
			}
		}
	}
	return labels
}

// labelValues is the closed vocabulary of filters: a key or a value that is not
// in it is a mistake of the caller, never an empty selection.
func labelValues() map[string][]string {
	return map[string][]string{
		"feature":    words(Features()),
		"kind":       words(Kinds()),
		"standing":   words(Standings()),
		"document":   words(Slugs()),
		"collection": words(Collections()),
		"reach":      words(Reaches()),
		"speed":      words([]Speed{Ordinary, Slow}),
		"disruption": words([]Disruption{NoDisruption, NodeDisruption}),
	}
}

func words[T ~string](values []T) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(v)
	}
	return out
}

// formerFeatures names the features that were one chapter of the article, and
// where their claims are now.
var formerFeatures = map[string][]Feature{
	"podfs": {Pod},
	"types": {ConfigMap, Secret, DownwardAPI, SubPath, Image, PVC, NFS, InTree, EmptyDir, HostPath, GitRepo},
}

// CheckLabels finds out whether a filter ("feature" → "emptydir", "hostpath")
// can mean anything, and says what can be had instead. e2e-framework itself
// lets an unknown key or value select nothing and end green.
func CheckLabels(filter map[string][]string) error {
	known := labelValues()
	for _, key := range slices.Sorted(maps.Keys(filter)) {
		values, ok := known[key]
		if !ok {
			return fmt.Errorf("unknown label key %q; the keys are %s", key, strings.Join(slices.Sorted(maps.Keys(known)), ", "))
		}
		for _, value := range filter[key] {
			if now, was := formerFeatures[value]; was && key == "feature" {
				return fmt.Errorf("the value %q of label feature is gone; its claims are in %s", value, strings.Join(words(now), ", "))
			}
			if !slices.Contains(values, value) {
				return fmt.Errorf("unknown value %q of label %s; the values are %s", value, key, strings.Join(values, ", "))
			}
		}
	}
	return nil
}

// Matches tells whether a claim carries one of the values of each key: values
// of one key are alternatives, different keys must all match.
func (c Claim) Matches(filter map[string][]string) bool {
	labels := c.Labels()
	for key, values := range filter {
		if !slices.ContainsFunc(labels[key], func(value string) bool { return slices.Contains(values, value) }) {
			return false
		}
	}
	return true
}
