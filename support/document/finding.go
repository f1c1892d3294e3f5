package document

import (
	"fmt"

	"github.com/volconf/volconf/support/claim"
)

// State is what became of a unit that is known of the document.
type State string

// The states.
const (
	Unchanged State = "unchanged"
	Moved     State = "moved"    // the same words, elsewhere
	Changed   State = "changed"  // other words in its place
	Gone      State = "gone"     // neither the words nor anything in their place
	Unpinned  State = "unpinned" // the claim is about a sentence but carries no hash
	Came      State = "new"      // words that nobody has seen yet
)

// Finding is the state of one unit: of one that a claim points at, or of
// another that is not as it was registered.
type Finding struct {
	Document claim.Slug `json:"document"`
	Claim    string     `json:"claim,omitempty"` // empty if none points at it
	Hash     string     `json:"hash"`
	State    State      `json:"state"`
	Section  string     `json:"section"`           // where the register has it
	Lines    string     `json:"lines,omitempty"`   // where the register has it
	Line     int        `json:"line,omitempty"`    // where it is, or what stands in its place
	Now      string     `json:"nowIn,omitempty"`   // the section where it is
	Text     string     `json:"text,omitempty"`    // what stands in its place, if it changed; the new words
	Instead  string     `json:"instead,omitempty"` // hash of what stands in its place
}

// String words the finding in one line that says what to do.
func (f Finding) String() string {
	where := fmt.Sprintf("%s: sentence %s (%s, %s)", f.Document, f.Hash, f.Section, f.pointer())
	switch f.State {
	case Moved:
		return fmt.Sprintf("%s moved to %s, line %d: update the register", where, f.Now, f.Line)
	case Changed:
		return fmt.Sprintf("%s changed; line %d now reads %q: read it, then update the claim, or its hash to %s", where, f.Line, f.Text, f.Instead)
	case Gone:
		return where + " is gone: read the section, then update or retire what points at it"
	case Came:
		return fmt.Sprintf("%s: new in %s, line %d: %q: claim it, or give the reason why it needs no claim", f.Document, f.Now, f.Line, f.Text)
	case Unpinned:
		return fmt.Sprintf("%s: unpinned: %s is about a sentence but carries no hash: add it to the claim's source", f.Document, f.Claim)
	}
	return where + " is unchanged"
}

// pointer names the claim that points at the unit, and the lines that it gives.
func (f Finding) pointer() string {
	switch {
	case f.Claim == "":
		return "no claim"
	case f.Lines == "":
		return f.Claim
	}
	return f.Claim + ", line " + f.Lines
}
