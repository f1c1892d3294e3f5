package report

import (
	"fmt"
	"io"
	"strings"
)

// WriteMarkdown writes report.md, in the form that a job summary shows.
func (r *Report) WriteMarkdown(w io.Writer, lang Lang) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s\n\n", mdText(r.Title(lang)), mdText(r.Subtitle(lang)))
	if why := r.Run.Partial; why != "" {
		fmt.Fprintf(&b, "%s\n\n", mdText(fmt.Sprintf(lang.In(wordPartial), why)))
	}
	r.mdProblems(&b, lang)
	for _, v := range []Verdict{Fail, Error, NotApplicable} {
		r.mdList(&b, lang, mark[v]+" "+lang.In(verdictHeading[v]), r.unexpected(v))
	}
	r.mdList(&b, lang, lang.In(knownHeading), r.known())
	r.mdUnmet(&b, lang)
	r.mdReaches(&b, lang)
	r.mdTable(&b, lang)
	r.mdDocuments(&b, lang)
	if r.Run.Command != "" {
		fmt.Fprintf(&b, "\n%s\n\n%s", lang.In(wordRepeat), mdBlock("sh", r.Run.Command))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (r *Report) mdProblems(b *strings.Builder, lang Lang) {
	if len(r.Problems) == 0 {
		return
	}
	fmt.Fprintf(b, "## %s\n\n", lang.In(wordProblems))
	for _, p := range r.Problems {
		fmt.Fprintf(b, "- **%s**: %s", p.Stage, mdText(p.Message))
		if p.Cure != "" {
			fmt.Fprintf(b, " — %s", mdText(p.Cure))
		}
		b.WriteString("\n")
	}
	b.WriteString("\n")
}

func (r *Report) mdUnmet(b *strings.Builder, lang Lang) {
	unmet := r.unmet()
	if len(unmet) == 0 {
		return
	}
	fmt.Fprintf(b, "## %s\n\n", lang.In(unmetHeading))
	for _, result := range unmet {
		fmt.Fprintf(b, "- **%s**: %s\n", result.ID, mdText(result.Expected.Unmet))
	}
	b.WriteString("\n")
}

func (r *Report) mdList(b *strings.Builder, lang Lang, heading string, results []Result) {
	if len(results) == 0 {
		return
	}
	fmt.Fprintf(b, "## %s\n\n", heading)
	for _, result := range results {
		fmt.Fprintf(b, "- **%s**: %s", result.ID, mdText(lang.In(result.Statement)))
		fmt.Fprintf(b, "\n  %s\n", mdText(lang.In(result.Reason)))
		if result.Verdict != NotApplicable && len(result.Observed) > 0 {
			b.WriteString("\n" + indent(mdBlock("text", strings.Join(result.Observed, "\n")), "  "))
		}
	}
	b.WriteString("\n")
}

func (r *Report) mdTable(b *strings.Builder, lang Lang) {
	fmt.Fprintf(b, "\n<details><summary>%s (%d)</summary>\n\n", lang.In(wordAllClaims), len(r.Claims))
	fmt.Fprintf(b, "| %s | %s | %s | %s |\n|---|---|---|---:|\n", lang.In(wordVerdict), lang.In(wordClaim), lang.In(wordStatement), lang.In(wordTime))
	for _, result := range r.Claims {
		fmt.Fprintf(b, "| %s %s | `%s` | %s | %s |\n", mark[result.Verdict], lang.In(verdictWord[result.Verdict]), result.ID,
			mdText(lang.In(result.Statement)), duration(result.Seconds))
	}
	b.WriteString("\n</details>\n")
}

// mdDocuments tells how much of each document the suite asserts, and whose texts
// they are.
func (r *Report) mdDocuments(b *strings.Builder, lang Lang) {
	if len(r.Documents) == 0 {
		return
	}
	fmt.Fprintf(b, "\n<details><summary>%s</summary>\n\n", lang.In(wordDocuments))
	mdCoverage(b, lang, r.Documents, func(d Document) string { return mdText(lang.In(d.Title)) })
	for _, l := range licences(r.Documents) {
		fmt.Fprintf(b, "\n%s %s\n", mdText(lang.In(l.Notice)), strings.Join(mdLinks(lang, l.Documents), " · "))
	}
	b.WriteString("\n</details>\n")
}

// mdCoverage is the table of the documents; name says what stands in its first column.
func mdCoverage(b *strings.Builder, lang Lang, documents []Document, name func(Document) string) {
	fmt.Fprintf(b, "| %s | %s | %s | %s | %s | %s |\n|---|---:|---:|---:|---:|---:|\n", lang.In(wordDocument), lang.In(wordClaims),
		lang.In(wordUnits), lang.In(wordClaimed), lang.In(wordReasoned), lang.In(wordOpen))
	for _, d := range documents {
		c := d.Coverage
		fmt.Fprintf(b, "| %s | %d | %d | %d | %d | %d |\n", name(d), c.Claims, c.Units, c.Claimed, c.Reasoned, c.Open)
	}
}

func mdLinks(lang Lang, documents []Document) []string {
	var out []string
	for _, d := range documents {
		out = append(out, fmt.Sprintf("[%s](%s)", mdText(lang.In(d.Title)), d.Link()))
	}
	return out
}

// mdText keeps a text from meaning anything to Markdown or HTML.
func mdText(s string) string {
	return mdEscapes.Replace(strings.Join(strings.Fields(s), " "))
}

var mdEscapes = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "|", `\|`, "#", `\#`, "~", `\~`,
	"<", "&lt;", ">", "&gt;", "&", "&amp;", "@", "&#64;",
)

// mdBlock fences a text with more backticks than it holds in a row.
func mdBlock(language, s string) string {
	fence := "```"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	return fmt.Sprintf("%s%s\n%s\n%s\n", fence, language, s, fence)
}

func indent(s, by string) string {
	return by + strings.ReplaceAll(strings.TrimSuffix(s, "\n"), "\n", "\n"+by) + "\n"
}
