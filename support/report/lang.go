package report

import (
	"fmt"
	"strings"

	"github.com/volconf/volconf/support/claim"
)

// Lang is a language that reports are written in.
type Lang string

// The languages.
const (
	English Lang = "en"
	Korean  Lang = "ko"
)

// ParseLang reads a --lang flag.
func ParseLang(s string) (Lang, error) {
	switch lang := Lang(s); lang {
	case English, Korean:
		return lang, nil
	}
	return "", fmt.Errorf("unknown language %q; the languages are en and ko", s)
}

// In words a text in the language, in English where there is no other wording.
func (l Lang) In(t claim.Text) string {
	if l == Korean && t.Ko != "" {
		return t.Ko
	}
	return t.En
}

// Same is a text that reads the same in every language: what a program said.
func Same(s string) claim.Text { return claim.Text{En: s} }

// Headline is the one line that says what became of the claim: a failure's
// begins with the broken claim in its own words, then what was observed, then
// where the evidence is. dir is where the report lies; empty leaves it out.
func (r Result) Headline(lang Lang, dir string) string {
	statement, reason := lang.In(r.Statement), firstLine(lang.In(r.Reason))
	switch r.Verdict {
	case Fail:
		line := fmt.Sprintf(lang.In(headlines[Fail]), r.ID, statement, reason)
		if r.Evidence != "" {
			line += fmt.Sprintf(lang.In(evidenceAt), join(dir, r.Evidence))
		}
		return line
	case Error, NotApplicable, Skipped:
		return fmt.Sprintf(lang.In(headlines[r.Verdict]), r.ID, reason)
	default:
		return fmt.Sprintf(lang.In(headlines[Pass]), r.ID, statement)
	}
}

var headlines = map[Verdict]claim.Text{
	Pass:          {En: "%s holds: “%s”", Ko: "%s 성립: “%s”"},
	Fail:          {En: "%s is broken: “%s”: %s", Ko: "%s 깨짐: “%s”: %s"},
	Error:         {En: "%s could not be judged: %s", Ko: "%s 판정 불가: %s"},
	NotApplicable: {En: "%s is not applicable: %s", Ko: "%s 해당 없음: %s"},
	Skipped:       {En: "%s was skipped: %s", Ko: "%s 건너뜀: %s"},
}

var evidenceAt = claim.Text{En: "; evidence: %s", Ko: "; 증거: %s"}

func join(dir, rel string) string {
	if dir == "" {
		return rel
	}
	return strings.TrimSuffix(dir, "/") + "/" + rel
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	return line
}
