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

// The marks between which the README's table of claims is kept.
const (
	TableBegin = "<!-- claims: made by `volconf claims docs` -->"
	TableEnd   = "<!-- end of claims -->"
)

// WriteCatalogue writes suites/CLAIMS.md: every claim, by section of the document.
func WriteCatalogue(w io.Writer, claims []claim.Claim) error {
	var b strings.Builder
	fmt.Fprintf(&b, "<!-- Made by `volconf claims docs` from support/claim: change the register, not this file. -->\n\n# Claims\n\n")
	fmt.Fprintf(&b, "What the suite asserts, in the order of the document. The standing says what became of the document's own sentence; the Test always asserts what is so.\n")
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

// WriteClaimTable writes the README's table: the claims by feature.
func WriteClaimTable(w io.Writer, claims []claim.Claim) error {
	var b strings.Builder
	b.WriteString("| Feature | Claims |\n|---|---|\n")
	for _, feature := range claim.Features() {
		var links []string
		for _, c := range claims {
			if c.Feature == feature {
				links = append(links, fmt.Sprintf("[%s](suites/CLAIMS.md#%s)", c.ID, c.ID))
			}
		}
		if len(links) > 0 {
			fmt.Fprintf(&b, "| `%s` | %s |\n", feature, strings.Join(links, ", "))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// ReplaceTable puts the table of claims between the marks of a README.
func ReplaceTable(readme []byte, claims []claim.Claim) ([]byte, error) {
	before, rest, begins := bytes.Cut(readme, []byte(TableBegin))
	_, after, ends := bytes.Cut(rest, []byte(TableEnd))
	if !begins || !ends {
		return nil, fmt.Errorf("the README has no place for the table of claims: write the lines %q and %q where it belongs", TableBegin, TableEnd)
	}
	var b bytes.Buffer
	b.Write(before)
	fmt.Fprintf(&b, "%s\n\n", TableBegin)
	if err := WriteClaimTable(&b, claims); err != nil {
		return nil, err
	}
	fmt.Fprintf(&b, "\n%s", TableEnd)
	b.Write(after)
	return b.Bytes(), nil
}
