package report

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/documents"
)

// Whatever the register holds must find its place in the generated documents.
func TestCatalogueHasEveryClaim(t *testing.T) {
	pages := map[string]string{}
	for _, p := range Catalogue(documents.All(), claims.All()) {
		pages[p.Path] = string(p.Content)
	}
	for _, c := range claims.All() {
		home := string(c.Home().Document)
		assert.Containsf(t, pages["CLAIMS.md"], `<a id="`+c.ID+`"></a>[`+c.ID+"](claims/"+home+".md#"+c.ID+")", "the index")
		for _, s := range c.Sources {
			page := pages["claims/"+string(s.Document)+".md"]
			assert.Containsf(t, page, `<a id="`+c.ID+`"></a>`, "the page of %s", s.Document)
			assert.Containsf(t, page, mdText(c.Statement.Ko), "the page of %s, in Korean", s.Document)
			assert.Containsf(t, page, mdText(s.Remark.En), "the page of %s", s.Document)
		}
	}
}

func TestCatalogueOfAShelf(t *testing.T) {
	pages := Catalogue(shelf(t))
	require.Lenf(t, pages, 3, "an index, and a page for each document with claims")
	for i, want := range [][]string{
		{"| [The article](claims/blog-ko.md) | 1 | 2 | 1 | 0 | 1 |", "| Unread | 0 | 1 | 0 | 0 | 1 |", "| `every-cluster` | 1 |", "boxes/website"},
		{"# The article · 글", "## Boxes · 상자", "line 3 of the document<br>also [The page](volumes.md#box-holds) | holds | every version | every-cluster |"},
		{"CC-BY-4.0", "[docs/boxes.md](https://github.com/boxes/website/blob/c0ffee/docs/boxes.md)", "sentence<br>also [The article](blog-ko.md#box-holds) | wrong: Not the lid |"},
	} {
		for _, line := range want {
			assert.Containsf(t, string(pages[i].Content), line, pages[i].Path)
		}
	}
}

func TestReplaceCount(t *testing.T) {
	readme := []byte("before\n" + CountBegin + "\nold\n" + CountEnd + "\nafter\n")
	once, err := ReplaceCount(readme, claims.All()[:1])
	require.NoErrorf(t, err, "replacing")
	assert.Equalf(t, "before\n"+CountBegin+"\n\n1 claims: `"+string(claims.All()[0].Feature)+"` 1.\n\n"+CountEnd+"\nafter\n", string(once),
		"the rest stays")
	twice, err := ReplaceCount(once, claims.All()[:1])
	require.NoErrorf(t, err, "replacing again")
	assert.Equalf(t, string(once), string(twice), "nothing changes the second time")
	for _, bad := range []string{"", CountBegin, CountEnd + CountBegin} {
		_, err := ReplaceCount([]byte(bad), claims.All())
		require.ErrorContainsf(t, err, "has no place for the count", "%q", bad)
	}
}
