package document

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/volconf/volconf/support/claim"
)

// State is what became of a claimed sentence.
type State string

// The states.
const (
	Unchanged State = "unchanged"
	Moved     State = "moved"    // the same words, elsewhere
	Changed   State = "changed"  // other words in its place
	Gone      State = "gone"     // neither the words nor anything in their place
	Unpinned  State = "unpinned" // the claim is about a sentence but carries no hash
)

// Finding is the state of one sentence of one claim.
type Finding struct {
	Claim   string `json:"claim"`
	Hash    string `json:"hash"`
	State   State  `json:"state"`
	Section string `json:"section"`         // where the register has it
	Lines   string `json:"lines"`           // where the register has it
	Line    int    `json:"line,omitempty"`  // where it is, or what stands in its place
	Now     string `json:"nowIn,omitempty"` // the section where it is
	Text    string `json:"text,omitempty"`  // what stands in its place, if it changed
}

// String words the finding in one line that says what to do.
func (f Finding) String() string {
	where := fmt.Sprintf("%s: sentence %s (%s, line %s)", f.Claim, f.Hash, f.Section, f.Lines)
	switch f.State {
	case Moved:
		return fmt.Sprintf("%s moved to %s, line %d: update the claim's section and lines", where, f.Now, f.Line)
	case Changed:
		return fmt.Sprintf("%s changed; line %d now reads %q: read it, then update the claim or its hash", where, f.Line, f.Text)
	case Unpinned:
		return f.Claim + ": unpinned: it is about a sentence but carries no hash: add it to the claim's source"
	case Gone:
		return where + " is gone: read the section, then update or retire the claim"
	}
	return where + " is unchanged"
}

// Check finds the sentences of the claims in the document. A sentence whose
// hash is nowhere has changed if something that no claim knows stands in its
// place, and is gone otherwise.
func (d *Document) Check(claims []claim.Claim) ([]Finding, error) {
	known := map[string]bool{}
	for _, c := range claims {
		for _, hash := range c.Source.Sentences {
			known[hash] = true
		}
	}
	shift, err := d.shift(claims)
	if err != nil {
		return nil, err
	}
	var out []Finding
	for _, c := range claims {
		from, to, err := lines(c.Source.Lines)
		if err != nil {
			return nil, fmt.Errorf("claim %s: %w", c.ID, err)
		}
		if c.Source.Kind == claim.Sentence && len(c.Source.Sentences) == 0 {
			out = append(out, Finding{Claim: c.ID, State: Unpinned, Section: c.Source.Section, Lines: c.Source.Lines})
		}
		for _, hash := range c.Source.Sentences {
			f := Finding{Claim: c.ID, Hash: hash, Section: c.Source.Section, Lines: c.Source.Lines}
			d.find(&f, from, to, shift(from), known)
			out = append(out, f)
		}
	}
	return out, nil
}

func (d *Document) find(f *Finding, from, to, shift int, known map[string]bool) {
	here := func(u Unit) bool { return u.EndLine >= from && u.Line <= to }
	same := func(u Unit) bool { return u.Hash == f.Hash }
	if slices.ContainsFunc(d.Units, func(u Unit) bool { return same(u) && here(u) }) {
		f.State = Unchanged
		return
	}
	if i := slices.IndexFunc(d.Units, same); i >= 0 {
		f.State, f.Line, f.Now = Moved, d.Units[i].Line, d.Units[i].Section
		return
	}
	f.State = Gone
	for _, u := range d.Units {
		_, reasoned := Unclaimed(u.Hash)
		if u.Kind == Heading || known[u.Hash] || reasoned || u.EndLine < from+shift || u.Line > to+shift {
			continue
		}
		f.State, f.Line, f.Now, f.Text = Changed, u.Line, u.Section, u.Text
		return
	}
}

// shift tells by how many lines the text around a line has moved: as far as
// the nearest claimed sentence above it that is still there.
func (d *Document) shift(claims []claim.Claim) (func(line int) int, error) {
	type anchor struct{ was, is int }
	var anchors []anchor
	for _, c := range claims {
		from, to, err := lines(c.Source.Lines)
		if err != nil {
			return nil, fmt.Errorf("claim %s: %w", c.ID, err)
		}
		if from != to || len(c.Source.Sentences) != 1 {
			continue
		}
		if i := slices.IndexFunc(d.Units, func(u Unit) bool { return u.Hash == c.Source.Sentences[0] }); i >= 0 {
			anchors = append(anchors, anchor{from, d.Units[i].Line})
		}
	}
	slices.SortFunc(anchors, func(a, b anchor) int { return a.was - b.was })
	return func(line int) int {
		shift := 0
		for _, a := range anchors {
			if a.was > line {
				break
			}
			shift = a.is - a.was
		}
		return shift
	}, nil
}

// lines reads "103" or "103-105".
func lines(s string) (from, to int, err error) {
	if s == "" {
		return 0, 0, nil
	}
	first, last, isRange := strings.Cut(s, "-")
	if !isRange {
		last = first
	}
	from, errFrom := strconv.Atoi(first)
	to, errTo := strconv.Atoi(last)
	if errFrom != nil || errTo != nil || from < 1 || to < from {
		return 0, 0, fmt.Errorf("lines %q are neither a line nor a range such as 103-105", s)
	}
	return from, to, nil
}
