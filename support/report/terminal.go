package report

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"
)

// TerminalOptions say how the summary at the end of a run is printed.
type TerminalOptions struct {
	Lang  Lang   // English if empty
	Dir   string // where the report was written; empty if it was not
	Color bool
}

// Terminal prints what a person wants to know at the end of a run: the counts,
// each broken claim, what could not be judged and why, where to read on.
func Terminal(w io.Writer, r *Report, opts TerminalOptions) error {
	if opts.Lang == "" {
		opts.Lang = English
	}
	t := terminal{opts: opts}
	t.line("")
	if r.Cluster == nil && len(r.Problems) > 0 {
		t.neverBegan(r)
		_, err := io.WriteString(w, t.b.String())
		return err
	}
	t.line("%s", t.paint(bold, r.Title(opts.Lang)))
	t.line("%s", r.Subtitle(opts.Lang))
	t.line("%s", r.Summary().words(opts.Lang))
	if r.Run.Partial != "" {
		t.line(opts.Lang.In(wordPartial), r.Run.Partial)
	}
	t.problems(r)
	for _, v := range []Verdict{Fail, Error, NotApplicable} {
		t.list(r.unexpected(v), v)
	}
	t.expected(r)
	t.line("")
	if opts.Dir != "" {
		t.line("%s: %s", opts.Lang.In(wordReport), filepath.Join(opts.Dir, HTMLFile))
	}
	t.line("exit %d: %s", r.Exit.Code, r.Exit.Reason)
	_, err := io.WriteString(w, t.b.String())
	return err
}

// neverBegan is the summary of a run that found no cluster: what was in the way.
// A single problem is said by the last line.
func (t *terminal) neverBegan(r *Report) {
	t.line("%s", r.Subtitle(t.opts.Lang))
	if len(r.Problems) > 1 || r.Problems[0].Cure != "" {
		t.problems(r)
	}
	if t.opts.Dir != "" {
		t.line("%s: %s", t.opts.Lang.In(wordReport), filepath.Join(t.opts.Dir, HTMLFile))
	}
	t.line("exit %d: %s", r.Exit.Code, r.Exit.Reason)
}

type terminal struct {
	opts TerminalOptions
	b    strings.Builder
}

type style string

const (
	bold   style = "1"
	red    style = "31;1"
	yellow style = "33;1"
)

var verdictStyle = map[Verdict]style{Fail: red, Error: yellow, NotApplicable: bold}

func (t *terminal) line(format string, args ...any) {
	fmt.Fprintf(&t.b, format+"\n", args...)
}

func (t *terminal) paint(s style, text string) string {
	if !t.opts.Color {
		return text
	}
	return "\x1b[" + string(s) + "m" + text + "\x1b[0m"
}

func (t *terminal) problems(r *Report) {
	if len(r.Problems) == 0 {
		return
	}
	t.line("\n%s", t.paint(yellow, t.opts.Lang.In(wordProblems)))
	for _, p := range r.Problems {
		t.line("  %s: %s", p.Stage, hang(Printable(p.Message), "    "))
		if p.Cure != "" {
			t.line("    → %s", hang(Printable(p.Cure), "      "))
		}
	}
}

// expected lists what the user said beforehand: what came so, and what did not.
func (t *terminal) expected(r *Report) {
	if known := r.known(); len(known) > 0 {
		t.line("\n%s", t.paint(bold, t.opts.Lang.In(knownHeading)))
		for _, result := range known {
			t.line("  %s", Printable(result.Headline(t.opts.Lang, t.opts.Dir)))
		}
	}
	if unmet := r.unmet(); len(unmet) > 0 {
		t.line("\n%s", t.paint(red, t.opts.Lang.In(unmetHeading)))
		for _, result := range unmet {
			t.line("  %s: %s", result.ID, Printable(result.Expected.Unmet))
		}
	}
}

func (t *terminal) list(results []Result, v Verdict) {
	if len(results) == 0 {
		return
	}
	t.line("\n%s", t.paint(verdictStyle[v], mark[v]+" "+t.opts.Lang.In(verdictHeading[v])))
	shared := map[string]int{}
	for _, result := range results {
		shared[result.Reason.En]++
	}
	for _, result := range results {
		switch n := shared[result.Reason.En]; {
		case n == 0: // said already
		case n > manyAlike && v != Fail:
			t.line("  %d × %s", n, Printable(t.opts.Lang.In(result.Reason)))
			shared[result.Reason.En] = 0
		default:
			t.line("  %s", Printable(result.Headline(t.opts.Lang, t.opts.Dir)))
		}
	}
}

// manyAlike is how many claims may say the same reason before it is said once
// for all of them.
const manyAlike = 3

// words counts every verdict that occurs: "✓ 16 pass   ✗ 1 fail".
func (c Counts) words(lang Lang) string {
	var parts []string
	for _, v := range Verdicts() {
		if c[v] > 0 {
			parts = append(parts, fmt.Sprintf("%s %d %s", mark[v], c[v], lang.In(verdictWord[v])))
		}
	}
	return strings.Join(parts, "   ")
}

func hang(s, by string) string { return strings.ReplaceAll(s, "\n", "\n"+by) }

// Printable keeps what a Pod said from steering the reader's terminal.
func Printable(s string) string {
	return strings.Map(func(c rune) rune {
		if c < ' ' && c != '\n' && c != '\t' || c >= 0x7f && c < 0xa0 {
			return '·'
		}
		return c
	}, s)
}
