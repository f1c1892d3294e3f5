package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/volconf/volconf/support/claim"
)

// Change is what became of a claim between two reports.
type Change string

// The changes, the ones that need attention first.
const (
	NewFailure Change = "new failure"
	NotJudged  Change = "no longer judged" // was pass or fail, now error
	GoneClaim  Change = "gone"
	Mended     Change = "mended" // was fail or error, now pass
	NewClaim   Change = "new"
	Other      Change = "other" // such as not applicable any more
	NoChange   Change = ""
)

// Changes lists them in that order, but for NoChange.
func Changes() []Change {
	return []Change{NewFailure, NotJudged, GoneClaim, Mended, NewClaim, Other}
}

// compare names the change from one verdict to another; empty stands for a
// claim that the report does not have.
func compare(was, is Verdict) Change {
	switch {
	case was == is:
		return NoChange
	case is == Fail:
		return NewFailure
	case is == "":
		return GoneClaim
	case was == "":
		return NewClaim
	case is == Error && (was == Pass || was == Fail):
		return NotJudged
	case is == Pass && (was == Fail || was == Error):
		return Mended
	}
	return Other
}

// Difference is one claim that two reports do not agree on.
type Difference struct {
	Change    Change     `json:"change"`
	Claim     string     `json:"claim"`
	Statement claim.Text `json:"statement"`
	Was       Verdict    `json:"was,omitempty"`
	Is        Verdict    `json:"is,omitempty"`
	Reason    claim.Text `json:"reason,omitzero"` // of the newer report
}

// Diff lists what changed from one report to another, by kind of change.
func Diff(was, is *Report) []Difference {
	before, after := was.byID(), is.byID()
	var found []Difference
	for _, now := range is.Claims {
		found = append(found, Difference{
			Change: compare(before[now.ID].Verdict, now.Verdict), Claim: now.ID, Statement: now.Statement,
			Was: before[now.ID].Verdict, Is: now.Verdict, Reason: now.Reason,
		})
	}
	for _, then := range was.Claims {
		if _, still := after[then.ID]; !still {
			found = append(found, Difference{Change: GoneClaim, Claim: then.ID, Statement: then.Statement, Was: then.Verdict})
		}
	}
	var out []Difference
	for _, change := range Changes() {
		for _, d := range found {
			if d.Change == change {
				out = append(out, d)
			}
		}
	}
	return out
}

func (r *Report) byID() map[string]Result {
	out := make(map[string]Result, len(r.Claims))
	for _, result := range r.Claims {
		out[result.ID] = result
	}
	return out
}

// WriteDiff prints differences for a reader, a heading for each kind of change.
func WriteDiff(w io.Writer, lang Lang, differences []Difference) error {
	var b strings.Builder
	if len(differences) == 0 {
		fmt.Fprintln(&b, lang.In(claim.Text{En: "no difference", Ko: "차이 없음"}))
	}
	last := NoChange
	for _, d := range differences {
		if d.Change != last {
			fmt.Fprintf(&b, "%s\n", lang.In(changeWord[d.Change]))
			last = d.Change
		}
		fmt.Fprintf(&b, "  %s (%s → %s): %s\n", d.Claim, lang.orAbsent(d.Was), lang.orAbsent(d.Is), Printable(lang.In(d.Statement)))
		if reason := firstLine(lang.In(d.Reason)); reason != "" && d.Is != Pass {
			fmt.Fprintf(&b, "    %s\n", Printable(reason))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (l Lang) orAbsent(v Verdict) string {
	if v == "" {
		return l.In(claim.Text{En: "absent", Ko: "없음"})
	}
	return l.In(verdictWord[v])
}

var changeWord = map[Change]claim.Text{
	NewFailure: {En: "New failures", Ko: "새로 깨짐"},
	NotJudged:  {En: "No longer judged", Ko: "더는 판정하지 못함"},
	GoneClaim:  {En: "Gone claims", Ko: "사라진 주장"},
	Mended:     {En: "Mended", Ko: "고쳐짐"},
	NewClaim:   {En: "New claims", Ko: "새 주장"},
	Other:      {En: "Otherwise changed", Ko: "그 밖의 변화"},
}
