package document

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/volconf/volconf/support/claim"
)

// spot is a unit in a section: where the register has a unit, or the text.
type spot struct{ section, hash string }

// Check compares the document with what the register knows of it: the units
// that its claims point at, each with a finding, and then all others that are
// not as they were.
func (d *Document) Check(claims []claim.Claim) ([]Finding, error) {
	c := d.newCheck()
	var out []Finding
	for _, one := range claims {
		for _, s := range one.Sources {
			if s.Document != d.About.Slug {
				continue
			}
			found, err := c.source(s)
			if err != nil {
				return nil, fmt.Errorf("claim %s: %w", one.ID, err)
			}
			for _, f := range found {
				f.Claim = one.ID
				out = append(out, f)
			}
		}
	}
	return append(out, c.others(out)...), nil
}

// check is one comparison of a text with the register.
type check struct {
	*Document
	known map[string]bool // hashes that the register has, wherever
	there map[spot]bool   // what the text has
}

func (d *Document) newCheck() *check {
	c := &check{Document: d, known: map[string]bool{}, there: map[spot]bool{}}
	for _, s := range d.About.Sections {
		for _, hash := range s.Units {
			c.known[hash] = true
		}
	}
	for _, u := range d.Units {
		c.there[spot{u.Section, u.Hash}] = true
	}
	return c
}

// source finds the units that a source points at.
func (c *check) source(s claim.Source) ([]Finding, error) {
	from, to, err := lines(s.Lines)
	if err != nil {
		return nil, err
	}
	f := Finding{Document: s.Document, Section: s.Section, Lines: s.Lines}
	if s.Kind == claim.Sentence && len(s.Sentences) == 0 {
		f.State = Unpinned
		return []Finding{f}, nil
	}
	here := func(u Unit) bool {
		if s.Lines == "" {
			return u.Section == s.Section
		}
		return u.EndLine >= from && u.Line <= to
	}
	var out []Finding
	for _, hash := range s.Sentences {
		found := f
		found.Hash = hash
		c.find(&found, here)
		out = append(out, found)
	}
	return out, nil
}

// find says what became of a unit: it stands here, or elsewhere, or it is not
// there and something that the register does not know stands in its place.
func (c *check) find(f *Finding, here func(Unit) bool) {
	same := func(u Unit) bool { return u.Hash == f.Hash }
	if slices.ContainsFunc(c.Units, func(u Unit) bool { return same(u) && here(u) }) {
		f.State = Unchanged
		return
	}
	if i := slices.IndexFunc(c.Units, same); i >= 0 {
		f.State, f.Line, f.Now = Moved, c.Units[i].Line, c.Units[i].Section
		return
	}
	f.State = Gone
	if u, ok := c.inPlaceOf(f.Section, f.Hash); ok {
		f.State, f.Line, f.Now, f.Text, f.Instead = Changed, u.Line, u.Section, u.Text, u.Hash
	}
}

// inPlaceOf finds what stands where a missing unit stood: as many units behind
// the nearest one before it that is still there. What the register knows stands
// in nobody's place.
func (c *check) inPlaceOf(section, hash string) (Unit, bool) {
	was, ok := c.sectionWith(section, hash)
	if !ok {
		return Unit{}, false
	}
	is := slices.DeleteFunc(slices.Clone(c.Units), func(u Unit) bool { return u.Section != was.Slug || u.Kind == Heading })
	at := slices.Index(was.Units, hash)
	place := at // where the section begins with it
	for i := at - 1; i >= 0; i-- {
		if j := slices.IndexFunc(is, func(u Unit) bool { return u.Hash == was.Units[i] }); j >= 0 {
			place = j + at - i
			break
		}
	}
	if place >= len(is) || c.known[is[place].Hash] {
		return Unit{}, false
	}
	return is[place], true
}

// sectionWith finds the section that the register has a unit in: the one that
// is named, or another, since lines may span sections.
func (c *check) sectionWith(section, hash string) (claim.Section, bool) {
	var found claim.Section
	for _, s := range c.About.Sections {
		if slices.Contains(s.Units, hash) && (found.Slug == "" || s.Slug == section) {
			found = s
		}
	}
	return found, found.Slug != ""
}

// others lists what is not as it was and what no finding is about yet: units
// that came, moved or went.
func (c *check) others(found []Finding) []Finding {
	told := map[string]bool{}
	for _, f := range found {
		told[f.Hash], told[f.Instead] = true, true
	}
	was := map[spot]bool{}
	for _, s := range c.About.Sections {
		for _, hash := range s.Units {
			was[spot{s.Slug, hash}] = true
		}
	}
	var out []Finding
	for _, u := range c.Units {
		if u.Kind != Heading && !was[spot{u.Section, u.Hash}] && !told[u.Hash] {
			told[u.Hash] = true
			out = append(out, c.arrival(u))
		}
	}
	for _, s := range c.About.Sections {
		for _, hash := range s.Units {
			if !told[hash] && !slices.ContainsFunc(c.Units, func(u Unit) bool { return u.Hash == hash }) {
				told[hash] = true
				out = append(out, Finding{Document: c.About.Slug, Hash: hash, State: Gone, Section: s.Slug})
			}
		}
	}
	return out
}

// arrival is a unit in a section that did not have it: from another section of
// the text that no longer has it, or from outside.
func (c *check) arrival(u Unit) Finding {
	f := Finding{Document: c.About.Slug, Hash: u.Hash, State: Came, Line: u.Line, Now: u.Section, Text: u.Text}
	for _, s := range c.About.Sections {
		if slices.Contains(s.Units, u.Hash) && !c.there[spot{s.Slug, u.Hash}] {
			f.State, f.Section, f.Text = Moved, s.Slug, ""
		}
	}
	return f
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
