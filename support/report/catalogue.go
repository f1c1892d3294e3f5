package report

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/document"
)

// The marks between which the README's count of claims is kept.
const (
	CountBegin = "<!-- claims: made by `volconf claims docs` -->"
	CountEnd   = "<!-- end of claims -->"
)

// WriteCatalogue writes suites/CLAIMS.md: an index by feature, and every claim by section of
// the document.
func WriteCatalogue(w io.Writer, claims []claim.Claim) error {
	var b strings.Builder
	fmt.Fprintf(&b, "<!-- Made by `volconf claims docs` from support/claim: change the register, not this file. -->\n\n# Claims\n\n")
	fmt.Fprintf(&b, "What the suite asserts, in the order of the document. The standing says what became of the document's own sentence; the Test always asserts what is so.\n")
	writeIndex(&b, claims)
	for _, section := range document.Sections() {
		of := slices.DeleteFunc(slices.Clone(claims), func(c claim.Claim) bool { return c.Source.Section != section.Slug })
		if len(of) == 0 {
			continue
		}
		title := section.Title.En
		if section.Title.Ko != title {
			title += " · " + section.Title.Ko
		}
		fmt.Fprintf(&b, "\n## %s\n\n| Claim | Statement | Document | Standing | Kubernetes |\n|---|---|---|---|---|\n", title)
		for _, c := range of {
			fmt.Fprintf(&b, "| <a id=\"%s\"></a>`%s` | %s<br>%s | %s | %s | %s |\n", c.ID, c.ID,
				mdText(c.Statement.En), mdText(c.Statement.Ko), where(c.Source).En, mdText(standing(c)), c.Versions)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func standing(c claim.Claim) string {
	said := string(c.Standing)
	if c.Remark.En != "" {
		said += ": " + c.Remark.En
	}
	if c.Untried != "" {
		said += " (untried: " + c.Untried + ")"
	}
	return said
}

// writeIndex writes the claims by feature, each a link to its row.
func writeIndex(b *strings.Builder, claims []claim.Claim) {
	b.WriteString("\n## By feature\n\n| Feature | Claims |\n|---|---|\n")
	for _, feature := range claim.Features() {
		var links []string
		for _, c := range ofFeature(claims, feature) {
			links = append(links, fmt.Sprintf("[%s](#%s)", c.ID, c.ID))
		}
		if len(links) > 0 {
			fmt.Fprintf(b, "| `%s` | %s |\n", feature, strings.Join(links, ", "))
		}
	}
}

func ofFeature(claims []claim.Claim, feature claim.Feature) []claim.Claim {
	return slices.DeleteFunc(slices.Clone(claims), func(c claim.Claim) bool { return c.Feature != feature })
}

// countOf says how many claims there are, and of which features.
func countOf(claims []claim.Claim) string {
	var features []string
	for _, feature := range claim.Features() {
		if n := len(ofFeature(claims, feature)); n > 0 {
			features = append(features, fmt.Sprintf("`%s` %d", feature, n))
		}
	}
	return fmt.Sprintf("%d claims: %s.", len(claims), strings.Join(features, ", "))
}

// ReplaceCount puts the count of claims between the marks of a README.
func ReplaceCount(readme []byte, claims []claim.Claim) ([]byte, error) {
	before, rest, begins := bytes.Cut(readme, []byte(CountBegin))
	_, after, ends := bytes.Cut(rest, []byte(CountEnd))
	if !begins || !ends {
		return nil, fmt.Errorf("the README has no place for the count of claims: write the lines %q and %q where it belongs", CountBegin, CountEnd)
	}
	return fmt.Appendf(nil, "%s%s\n\n%s\n\n%s%s", before, CountBegin, countOf(claims), CountEnd, after), nil
}
