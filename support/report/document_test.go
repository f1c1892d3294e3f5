package report

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/volconf/volconf/support/claim"
)

// shelf is two documents, one of them public, and a claim that stands in both.
func shelf(t *testing.T) ([]claim.Document, []claim.Claim) {
	t.Helper()
	documents := []claim.Document{
		{Slug: claim.Article, Title: claim.Text{En: "The article", Ko: "글"}, Sections: []claim.Section{
			{Slug: "emptydir", Title: claim.Text{En: "Boxes", Ko: "상자"}, Units: []string{"a1", "a2"}},
		}},
		{
			Slug: "volumes", Title: claim.Text{En: "The page", Ko: "문서"}, Repository: "boxes/website", Page: "docs/boxes.md", Commit: "c0ffee",
			Authors: "The Box Authors", License: "CC-BY-4.0",
			Sections: []claim.Section{
				{Slug: "lids", Title: claim.Text{En: "Lids", Ko: "뚜껑"}, Units: []string{"b1", "b2", "b3"}},
				{Slug: "links", Reason: claim.Text{En: "points elsewhere", Ko: "다른 글"}, Units: []string{"b4"}},
			},
		},
		{Slug: "secret", Title: claim.Text{En: "Unread", Ko: "읽지 않음"}, Sections: []claim.Section{{Slug: "top", Units: []string{"c1"}}}},
	}
	c, err := claim.Claim{
		ID: "box-holds", Feature: claim.EmptyDir, Statement: claim.Text{En: "A box holds", Ko: "상자는 담는다"},
		Sources: []claim.Source{
			{Document: claim.Article, Kind: claim.Sentence, Section: "emptydir", Lines: "3", Sentences: []string{"a1"}},
			{
				Document: "volumes", Kind: claim.Sentence, Section: "lids", Sentences: []string{"b1"},
				Standing: claim.Wrong, Remark: claim.Text{En: "Not the lid", Ko: "뚜껑은 아니다"},
			},
		},
	}.Completed()
	require.NoError(t, err)
	return documents, []claim.Claim{c}
}

func shelfReport(t *testing.T) *Report {
	t.Helper()
	documents, claims := shelf(t)
	r := New(Run{ID: "x"})
	r.Documents = DescribeAll(documents, claims)
	result := NewResult(claims[0])
	result.Verdict = Pass
	r.Claims = []Result{result}
	r.Exit = r.Conclude()
	return r
}

func TestDescribeAll(t *testing.T) {
	documents := shelfReport(t).Documents
	require.Lenf(t, documents, 2, "those that a claim stands in")
	page := documents[1]
	assert.Equal(t, "https://github.com/boxes/website/blob/c0ffee/docs/boxes.md", page.Link())
	assert.Equal(t, []Section{{"lids", claim.Text{En: "Lids", Ko: "뚜껑"}}}, page.Sections)
	assert.Equal(t, 4, page.Coverage.Units)
	assert.Equal(t, 1, page.Coverage.Claimed)
	assert.Equal(t, 1, page.Coverage.Reasoned)
	assert.Equal(t, 2, page.Coverage.Open)
	assert.Emptyf(t, documents[0].Link(), "the article is nowhere")
}

func TestPagesTellOfDocuments(t *testing.T) {
	r := shelfReport(t)
	var page, markdown bytes.Buffer
	require.NoErrorf(t, r.WriteHTML(&page, English, nil), "writing the page")
	require.NoErrorf(t, r.WriteMarkdown(&markdown, English), "writing Markdown")
	for _, want := range []string{
		"boxes/website", "c0ffee", "© The Box Authors", "CC-BY-4.0", `href="https://github.com/boxes/website/blob/c0ffee/docs/boxes.md"`,
		"line 3 of the document", "The page: Lids", "The document is wrong.", "Not the lid", "every cluster",
	} {
		assert.Containsf(t, page.String(), want, "the page")
	}
	for _, want := range []string{"| The page | 1 | 4 | 1 | 1 | 2 |", "| The article | 1 | 2 | 1 | 0 | 1 |", "CC-BY-4.0", "(https://github.com/boxes/website/blob/c0ffee/docs/boxes.md)"} {
		assert.Containsf(t, markdown.String(), want, "Markdown")
	}
}
