package harness

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/documents"
	"github.com/volconf/volconf/support/report"
	"github.com/volconf/volconf/support/runid"
)

// run is one run of the suite: what was asked for, and what came of it.
type run struct {
	options   *options
	id        string
	manifests fs.FS
	started   time.Time
	timeouts  await.Timeouts
	notChosen map[string]string // claim ID to why it is not selected, empty for those that are
	reportDir string
	schedule  *scheduler
	progress  *progress
	ctx       context.Context //nolint:containedctx // go test hands none to a Test
	env       *environment
	outage    outage
	pool      pool

	skipEvidence atomic.Bool

	mu       sync.Mutex
	report   *report.Report
	results  map[string]report.Result
	attempts map[string]int
}

func newRun(o *options, notChosen map[string]string, manifests fs.FS, started time.Time) *run {
	id := o.runID
	if id == "" {
		id = runid.New()
	}
	r := &run{
		options: o, id: id, manifests: manifests, started: started, notChosen: notChosen,
		timeouts:  await.Default().Scale(o.timeoutScale),
		reportDir: reportDir(o.reportDir),
		schedule:  newScheduler(o.width, o.claims),
		results:   map[string]report.Result{},
		attempts:  map[string]int{},
	}
	r.report = report.New(report.Run{
		ID: id, Started: started, Command: command(os.Args), Version: version(), Go: runtime.Version(),
		Selection: o.given, Partial: o.partial(),
	})
	r.report.Documents = report.DescribeAll(documents.All(), claims.All())
	selected := 0
	for _, c := range claims.All() {
		result := report.NewResult(c)
		if why := notChosen[c.ID]; why != "" {
			result.Reason = report.Same(why)
		} else {
			selected++
		}
		r.results[c.ID] = result
	}
	r.progress = newProgress(os.Stdout, selected*max(1, o.testCount))
	return r
}

func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	for _, setting := range info.Settings {
		if setting.Key == "vcs.revision" {
			return setting.Value
		}
	}
	if info.Main.Version != "" {
		return info.Main.Version
	}
	return "unknown"
}

// reportDir is the folder that was asked for, else _report at the top of the
// module: go test runs a Test in its package's folder, where nobody looks.
func reportDir(asked string) string {
	if asked != "" {
		return asked
	}
	if root := moduleRoot(); root != "" {
		return filepath.Join(root, "_report")
	}
	return "_report"
}

// moduleRoot finds the checkout of this module that the process runs in, or "".
func moduleRoot() string {
	dir, err := os.Getwd()
	if err != nil {
		return ""
	}
	for {
		raw, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if err == nil {
			if strings.HasPrefix(string(raw), "module github.com/volconf/volconf\n") {
				return dir
			}
			return ""
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}

// problem keeps something that went wrong outside the claims, and says so at
// once.
func (r *run) problem(stage report.Stage, message, cure string) {
	message = clip(message, maxMessage)
	r.mu.Lock()
	r.report.Problems = append(r.report.Problems, report.Problem{Stage: stage, Message: message, Cure: cure})
	r.mu.Unlock()
	if stage != report.SetupStage && stage != report.UsageStage { // the summary, which has it, follows at once
		r.progress.line("%s: %s", stage, message)
	}
}

// record keeps the result of a claim. Where a claim ran more than once
// (-count), the worst verdict stands.
func (r *run) record(result report.Result) {
	r.mu.Lock()
	defer r.mu.Unlock()
	before, ok := r.results[result.ID]
	if ok && r.attempts[result.ID] > 1 && rankOfVerdict(before.Verdict) <= rankOfVerdict(result.Verdict) {
		return
	}
	r.results[result.ID] = result
}

// rankOfVerdict orders verdicts, the worst first.
func rankOfVerdict(v report.Verdict) int {
	for i, known := range []report.Verdict{report.Fail, report.Error, report.Pass, report.NotApplicable} {
		if v == known {
			return i
		}
	}
	return len(report.Verdicts())
}

// attempt counts how often a claim was tried, this time included.
func (r *run) attempt(c claim.Claim) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.attempts[c.ID]++
	return r.attempts[c.ID]
}

// withVerdict makes an error of a claim that was selected and has no verdict: the
// run was killed, or the claim's Test ended without one.
func (r *run) withVerdict(result report.Result) report.Result {
	tried := r.attempts[result.ID] > 0
	switch {
	case r.notChosen[result.ID] != "" || result.Verdict != report.Skipped || tried && r.report.Run.Partial != "":
		return result
	case tried:
		result.Reason = report.Same("no verdict: the claim was begun and did not come to its end")
	default:
		result.Reason = report.Same("no verdict: the run ended before the claim was tried")
	}
	result.Verdict = report.Error
	return result
}

// conclude writes the report, prints the summary and returns the exit code.
func (r *run) conclude(testCode int) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, c := range claims.All() {
		result := r.results[c.ID]
		r.report.Claims = append(r.report.Claims, r.withExpectation(r.withVerdict(result)))
	}
	finished := time.Now()
	r.report.Run.Finished, r.report.Run.Seconds = finished, finished.Sub(r.started).Seconds()
	r.report.Exit = r.report.Conclude()
	if testCode != 0 && r.report.Exit.Code == report.ExitHolds {
		r.report.Problems = append(r.report.Problems, report.Problem{
			Stage: report.RunStage, Message: fmt.Sprintf("go test ended with %d although every claim held", testCode),
		})
		r.report.Exit = r.report.Conclude()
	}
	r.progress.end()
	dir := r.reportDir
	if err := r.report.Write(dir); err != nil {
		fmt.Fprintf(os.Stderr, "volconf: %v\n", err)
		if r.report.Exit.Code == report.ExitHolds {
			r.report.Exit = report.Exit{Code: report.ExitEnvironment, Reason: "the report could not be written"}
		}
		dir = ""
	}
	lang, _ := report.ParseLang(r.options.lang)
	_ = report.Terminal(os.Stdout, r.report, report.TerminalOptions{Lang: lang, Dir: dir, Color: r.progress.terminal})
	return r.report.Exit.Code
}
