package report

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/document"
)

const boxes = "# Boxes\n\nA **box** holds things. It never breaks. Nobody asked this.\n\n![a box](https://example.com/box.png)<br>\n\n<script>x</script>\n"

var boxArticle = claim.Document{Slug: claim.Article, Format: claim.Markdown}

// boxReport judges two sentences of boxes, one of them twice, and one that is
// not in it.
func boxReport() *Report {
	r := New(Run{ID: "x"})
	r.Cluster = &Cluster{Kubernetes: "v1.36.1"}
	for _, c := range []struct {
		id, sentence string
		verdict      Verdict
		standing     claim.Standing
	}{
		{"box-holds", "A box holds things.", Pass, claim.Holds},
		{"box-breaks", "It never breaks.", Pass, claim.Wrong},
		{"box-bends", "It never breaks.", Fail, claim.Holds},
		{"lid-opens", "A lid opens.", Pass, claim.Holds},
	} {
		result := sampleResult(c.id, claim.EmptyDir, c.verdict)
		result.Standing, result.Reason = c.standing, Same("a reason")
		result.Sources[0].Sentences = []string{document.Hash(c.sentence)}
		result.Sources[0].Standing, result.Sources[0].Remark = c.standing, Same("a remark")
		r.Claims = append(r.Claims, result)
	}
	r.Exit = r.Conclude()
	return r
}

func TestAnnotated(t *testing.T) {
	d, err := document.Parse(boxArticle, []byte(boxes))
	require.NoErrorf(t, err, "parsing")
	var b bytes.Buffer
	require.NoErrorf(t, boxReport().WriteAnnotated(&b, English, d, "report.html"), "writing")
	page := b.String()
	for _, want := range []string{
		`<mark id="s-1" class="pass holds">A <strong>box</strong> holds things.</mark>`,
		`<mark id="s-2" class="fail wrong">It never breaks.</mark>`,
		`href="#c-2"`, `href="#c-3"`, // both claims of one sentence
		`<span id="s-3">Nobody asked this.</span>`,
		"open: no claim, and no reason why not",
		"Claims whose sentence is not in this document", "lid-opens",
		`href="report.html#box-holds"`,
		`<a class="picture" rel="noreferrer" href="https://example.com/box.png">a box</a>`,
		"&lt;script&gt;x&lt;/script&gt;",
	} {
		assert.Containsf(t, page, want, "the page")
	}
	assert.Equalf(t, 1, strings.Count(page, "<script"), "only the page's own script")
	assert.Emptyf(t, external.FindAllString(page, -1), "what the page would load")
	assert.Containsf(t, page, `Open:</span><span class="t-ko" lang="ko">미정:</span> 2 / 2`, "the picture and a sentence are open")
}

// A page shows the claims that stand in its own document, and what its own words
// are worth.
func TestAnnotatedIsOfOneDocument(t *testing.T) {
	r := boxReport()
	r.Claims[0].Sources = append(r.Claims[0].Sources, claim.Source{
		Document: "volumes", Kind: claim.Sentence, Section: "boxes", Sentences: []string{document.Hash("Boxes hold things.")},
		Standing: claim.Wrong, Remark: Same("not all"),
	})
	d, err := document.Parse(claim.Document{Slug: "volumes", Format: claim.Hugo}, []byte("# Boxes\n\nBoxes hold things. It never breaks.\n"))
	require.NoErrorf(t, err, "parsing")
	var b bytes.Buffer
	require.NoErrorf(t, r.WriteAnnotated(&b, English, d, ""), "writing")
	assert.Contains(t, b.String(), `<mark id="s-1" class="pass wrong">Boxes hold things.</mark>`)
	assert.Contains(t, b.String(), `<span id="s-2">It never breaks.</span>`)
	assert.Contains(t, b.String(), "not all")
	assert.NotContainsf(t, b.String(), "lid-opens", "what points at another document")
}

func TestAnnotatedKnowsTheDocumentsLanguage(t *testing.T) {
	for source, want := range map[string]Lang{"# Box\n\nA box.": English, "# 상자\n\n상자이다.": Korean} {
		d, err := document.Parse(boxArticle, []byte(source))
		require.NoErrorf(t, err, "parsing")
		assert.Equal(t, want, languageOf(d))
	}
}
