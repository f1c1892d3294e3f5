package claim

import (
	"fmt"
	"slices"
)

// Kind tells how a document makes a claim.
type Kind string

// The kinds of source.
const (
	Sentence  Kind = "sentence"  // a sentence of the document says it
	Figure    Kind = "figure"    // a picture of the document shows it
	Example   Kind = "example"   // a manifest of the document shows it
	Implied   Kind = "implied"   // the document relies on it without saying it
	Extension Kind = "extension" // what a reader of the document needs to know besides
)

// Kinds lists them.
func Kinds() []Kind { return []Kind{Sentence, Figure, Example, Implied, Extension} }

// Standing is what became of a document's own words.
type Standing string

// The standings. The Test always asserts what is so.
const (
	Holds     Standing = "holds"     // true as written
	Imprecise Standing = "imprecise" // true in the main, not as worded
	Dated     Standing = "dated"     // true up to a version of Kubernetes
	Wrong     Standing = "wrong"     // not true
)

// Standings lists them, the best first.
func Standings() []Standing { return []Standing{Holds, Imprecise, Dated, Wrong} }

// Source says where a document makes a claim, and what its words are worth.
// The text itself is not kept: Sentences are hashes, see support/document.
type Source struct {
	Document  Slug     `json:"document"`
	Kind      Kind     `json:"kind"`
	Section   string   `json:"section"`             // slug of the section
	Lines     string   `json:"lines,omitempty"`     // "103" or "103-105"; empty where lines move with every commit
	Sentences []string `json:"sentences,omitempty"` // hashes of the claimed sentences
	Standing  Standing `json:"standing"`
	Remark    Text     `json:"remark,omitzero"` // one sentence on the standing; required unless it is Holds
}

// Worst is the source whose words are worth least; the first of several.
func Worst(sources []Source) Source {
	var worst Source
	for i, s := range sources {
		if i == 0 || slices.Index(Standings(), s.Standing) > slices.Index(Standings(), worst.Standing) {
			worst = s
		}
	}
	return worst
}

// same tells whether two sources differ in their sentences only.
func (s Source) same(other Source) bool {
	return s.Document == other.Document && s.Section == other.Section && s.Kind == other.Kind && s.Standing == other.Standing
}

func validateSources(sources []Source) error {
	for i, s := range sources {
		switch {
		case s.Section == "":
			return fmt.Errorf("no section of document %s", s.Document)
		case !slices.Contains(Standings(), s.Standing):
			return fmt.Errorf("unknown standing %q in %s", s.Standing, s.Document)
		case s.Standing != Holds && !s.Remark.Complete():
			return fmt.Errorf("standing %q in %s needs a remark in English and in Korean", s.Standing, s.Document)
		case slices.ContainsFunc(sources[:i], s.same):
			return fmt.Errorf("section %s of %s is named twice: make one source of both", s.Section, s.Document)
		}
	}
	return nil
}
