package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// Schema is the version of bench.json.
const Schema = 1

// Result is what a run of the bench has measured.
type Result struct {
	Schema     int    `json:"schema"`
	Machine    string `json:"machine"`
	Kubernetes string `json:"kubernetes"`
	Suite      string `json:"suite"` // revision

	BareKind float64 `json:"bareKind"` // seconds of kind create, waits and images, by hand
	Cluster  float64 `json:"cluster"`  // seconds of the same by volconf
	Idle     float64 `json:"idle"`     // cores that an idle cluster uses

	Micro      Micro      `json:"micro"`
	Quick      Run        `json:"quick"`
	All        Run        `json:"all"`
	OneAtATime Run        `json:"oneAtATime"` // emptydir and hostpath
	E2E        *E2E       `json:"e2e,omitempty"`
	Dearest    []Modelled `json:"dearest"`
	Claims     []Modelled `json:"claims"`
}

// E2E is what Kubernetes' own cases of emptyDir and hostPath took.
type E2E struct {
	Cases   int     `json:"cases"`
	Seconds float64 `json:"seconds"`
}

// line is one number of the result.
type line struct {
	what   string
	of     func(Result) float64
	format string
}

// lines are what is printed, and compared.
var lines = []line{
	{"bare kind create, waits and images", func(r Result) float64 { return r.BareKind }, "%.1f s"},
	{"a cluster of ours", func(r Result) float64 { return r.Cluster }, "%.1f s"},
	{"idle cluster", func(r Result) float64 { return r.Idle }, "%.2f cores"},
	{"Pod of one container", func(r Result) float64 { return r.Micro.Pod.CPU }, "%.2f CPU-s"},
	{"Pod of one container, wall", func(r Result) float64 { return r.Micro.Pod.Wall }, "%.2f s"},
	{"each further container", func(r Result) float64 { return r.Micro.Container.CPU }, "%.2f CPU-s"},
	{"exec of cat", func(r Result) float64 { return r.Micro.Exec.CPU }, "%.3f CPU-s"},
	{"dry run of a Pod", func(r Result) float64 { return r.Micro.DryRun.CPU }, "%.4f CPU-s"},
	{"namespace, made and gone", func(r Result) float64 { return r.Micro.Namespace.CPU }, "%.2f CPU-s"},
	{"namespace, made and gone, wall", func(r Result) float64 { return r.Micro.Namespace.Wall }, "%.1f s"},
	{"quick claims", func(r Result) float64 { return float64(r.Quick.Claims) }, "%.0f"},
	{"quick claims, ready cluster", func(r Result) float64 { return r.Quick.Seconds }, "%.1f s"},
	{"CPU per quick claim, net", func(r Result) float64 { return r.Quick.PerClaim() }, "%.2f CPU-s"},
	{"their namespaces", func(r Result) float64 { return float64(r.Quick.Made.Namespaces) }, "%.0f"},
	{"their Pods", func(r Result) float64 { return float64(r.Quick.Made.Pods) }, "%.0f"},
	{"their containers", func(r Result) float64 { return float64(r.Quick.Made.Containers) }, "%.0f"},
	{"their execs", func(r Result) float64 { return float64(r.Quick.Made.Execs) }, "%.0f"},
	{"their API calls", func(r Result) float64 { return float64(r.Quick.Made.Calls) }, "%.0f"},
	{"the suite itself", func(r Result) float64 { return r.Quick.Suite }, "%.1f CPU-s"},
	{"peak memory of the suite", func(r Result) float64 { return float64(max(r.Quick.Memory, r.All.Memory)) }, "%.0f MiB"},
	{"emptydir and hostpath, one at a time, each", func(r Result) float64 { return r.OneAtATime.each() }, "%.2f s"},
	{"e2e.test's cases, each", func(r Result) float64 { return r.E2E.each() }, "%.2f s"},
	{"ratio of the two", func(r Result) float64 { return ratio(r.OneAtATime.each(), r.E2E.each()) }, "%.2f"},
	{"all claims, ready cluster", func(r Result) float64 { return r.All.Seconds }, "%.1f s"},
	{"all claims, from start to end", func(r Result) float64 { return r.All.Whole }, "%.1f s"},
}

func (r Run) each() float64 { return ratio(r.Seconds, float64(r.Claims)) }

func (e *E2E) each() float64 {
	if e == nil {
		return 0
	}
	return ratio(e.Seconds, float64(e.Cases))
}

// ratio is zero where there is nothing to compare with.
func ratio(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

// print writes the numbers for people; against another result with the ratio to it. What
// was not measured has no line.
func (r Result) print(w io.Writer, against *Result) {
	fmt.Fprintf(w, "%s, Kubernetes %s, suite %s\n\n", r.Machine, r.Kubernetes, r.Suite)
	for _, l := range lines {
		now := l.of(r)
		if now == 0 {
			continue
		}
		fmt.Fprintf(w, "%-44s %14s", l.what, fmt.Sprintf(l.format, now))
		if against != nil {
			if before := l.of(*against); before != 0 {
				fmt.Fprintf(w, "   before %14s   ratio %.2f", fmt.Sprintf(l.format, before), now/before)
			}
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintf(w, "\nCPU seconds of the quick claims by process\n")
	for _, part := range sortedBy(slices.Collect(maps.Keys(r.Quick.By)), func(part string) float64 { return -r.Quick.By[part] }) {
		fmt.Fprintf(w, "  %-28s %6.1f\n", part, r.Quick.By[part])
	}
	fmt.Fprintf(w, "\nthe dearest quick claims, by what they made\n")
	for _, m := range r.Dearest {
		fmt.Fprintf(w, "  %-54s %5.1f CPU-s: %d namespaces, %d Pods, %d containers, %d execs, %d calls\n",
			m.Claim, m.CPU, m.Made.Namespaces, m.Made.Pods, m.Made.Containers, m.Made.Execs, m.Made.Calls)
	}
}

// write writes bench.json.
func (r Result) write(dir string) (string, error) {
	raw, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return "", fmt.Errorf("writing the result: %w", err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", fmt.Errorf("making the result's folder: %w", err)
	}
	path := filepath.Join(dir, "bench.json")
	return path, os.WriteFile(path, append(raw, '\n'), 0o644)
}

// readResult reads a bench.json.
func readResult(path string) (*Result, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading the other result: %w", err)
	}
	var r Result
	if err := json.Unmarshal(raw, &r); err != nil {
		return nil, fmt.Errorf("%s is no result of the bench: %w", path, err)
	}
	if r.Schema != Schema {
		return nil, fmt.Errorf("%s has schema %d, this bench writes %d", path, r.Schema, Schema)
	}
	return &r, nil
}

func sortedBy[T any](all []T, by func(T) float64) []T {
	slices.SortStableFunc(all, func(a, b T) int { return cmp.Compare(by(a), by(b)) })
	return all
}
