package document

import (
	"html/template"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/volconf/volconf/support/claim"
)

var crates = claim.Document{Slug: "volumes", Format: claim.Hugo}

func parseCrates(t *testing.T) *Document {
	t.Helper()
	source, err := os.ReadFile("testdata/hugo.md")
	require.NoErrorf(t, err, "reading the page")
	d, err := Parse(crates, source)
	require.NoErrorf(t, err, "parsing")
	return d
}

func TestUnitsOfHugo(t *testing.T) {
	type unit struct {
		kind    Kind
		section string
		line    int
		text    string
	}
	var got []unit
	for _, u := range parseCrates(t).Units {
		got = append(got, unit{u.Kind, u.Section, u.Line, u.Text})
	}
	assert.Equal(t, []unit{
		{Heading, "top", 2, "Crates"},
		{Sentence, "top", 9, "A crate is told of here, with a lid on top of a tea chest."},
		{Heading, "filling", 14, "Filling a crate"},
		{Sentence, "filling", 17, "In version a crate takes tea."},
		{Sentence, "filling", 17, "See crate-v1."},
		{Row, "filling", 27, "small | one pound"},
		{Row, "filling", 28, "large | two pounds, or more"},
		{Heading, "filling", 30, "small"},
		{Sentence, "filling", 31, "The usual one."},
		{Sentence, "filling", 31, "It is cheap."},
		{Heading, "filling", 34, "large"},
		{Sentence, "filling", 35, "The other."},
		{Heading, "dont-drop-it", 37, "Don't drop it"},
		{Example, "dont-drop-it", 40, "# the whole crate\nkind: Crate # of tea\n<!-- not a remark -->"},
		{Comment, "dont-drop-it", 40, "the whole crate"},
		{Comment, "dont-drop-it", 41, "of tea"},
		{Example, "dont-drop-it", 45, "crates/tea.yaml"},
		{Example, "dont-drop-it", 49, "kind: Oak"},
		{Sentence, "dont-drop-it", 52, "Pine is softer."},
		{Example, "dont-drop-it", 57, "kind: Lid"},
		{Sentence, "dont-drop-it", 60, "A crate that is open."},
		{Figure, "dont-drop-it", 60, "/images/crate.svg"},
		{Comment, "dont-drop-it", 63, "open it"},
		{Heading, "whatsnext", 67, "whatsnext"},
		{Sentence, "whatsnext", 69, "Read of barrels."},
	}, got)
}

// White space is folded in a sentence, and has a meaning in a manifest.
func TestHashOfExamples(t *testing.T) {
	hash := func(manifest string) string {
		d, err := Parse(crates, []byte("# A\n\n```yaml\n"+manifest+"\n```\n"))
		require.NoErrorf(t, err, "parsing")
		require.Lenf(t, d.Units, 2, "the heading and the manifest")
		return d.Units[1].Hash
	}
	assert.Equalf(t, hash("a:\n  b: c"), hash("a:\n  b: c\n\n"), "what stands behind it")
	assert.NotEqualf(t, hash("a:\n  b: c"), hash("a:\nb: c"), "indentation")
	assert.NotEqualf(t, hash("a: `b`"), hash("a: b"), "characters that are Markdown elsewhere")
}

// A manifest that changed is told of once, with the hash that it has now.
func TestCheckOfExamples(t *testing.T) {
	before := parseCrates(t)
	about := crates
	about.Sections = before.Sections()
	source, err := os.ReadFile("testdata/hugo.md")
	require.NoErrorf(t, err, "reading the page")
	now, err := Parse(about, []byte(strings.Replace(string(source), "kind: Oak", "kind: Ash", 1)))
	require.NoErrorf(t, err, "parsing")
	oak := claim.Claim{ID: "oak-is-a-crate", Sources: []claim.Source{{
		Document: crates.Slug, Kind: claim.Example, Section: "dont-drop-it", Sentences: []string{sum([]byte("kind: Oak"))},
	}}}
	findings, err := now.Check([]claim.Claim{oak})
	require.NoErrorf(t, err, "checking")
	require.Lenf(t, findings, 1, "%v", findings)
	assert.Equal(t, Changed, findings[0].State)
	assert.Equal(t, "kind: Ash", findings[0].Text)
	assert.Equal(t, sum([]byte("kind: Ash")), findings[0].Instead)
	assert.Contains(t, findings[0].String(), findings[0].Instead)
}

// What the site fills in at each release is no part of a sentence.
func TestShortcodesThatMove(t *testing.T) {
	parse := func(source string) []Unit {
		d, err := Parse(crates, []byte(source))
		require.NoErrorf(t, err, "parsing")
		return d.Units
	}
	assert.Equal(t,
		parse("# A\n\nSince {{< skew currentVersion >}} it is so.\n"),
		parse("# A\n\nSince {{< param \"version\" >}} it is so.\n"))
	assert.Equalf(t, "It is so, says {{ .Name }}.", parse("# A\n\nIt is so, says {{ .Name }}.\n")[1].Text, "a template is no shortcode")
	assert.Equalf(t, "after-1", parse("# After\n\n# After\n\nA.\n")[2].Section, "anchors of one name differ")
}

func TestRenderOfHugo(t *testing.T) {
	d := parseCrates(t)
	page, err := d.Render(func(_ int, u Unit) Mark {
		return Mark{Open: template.HTML("{" + string(u.Kind[0])), Close: "}"}
	})
	require.NoErrorf(t, err, "rendering")
	for _, want := range []string{
		"<h2>{hFilling a crate}</h2>",
		"<td style=\"text-align:left\">{rlarge}</td>",
		"<dt>{h<code>small</code>}</dt>",
		"<code>{e{c# the whole crate}\nkind: Crate {c# of tea}",
		`{e<span class="picture">crates/tea.yaml</span>}`,
	} {
		assert.Containsf(t, string(page), want, "the page")
	}
	assert.NotContainsf(t, string(page), ` id="`, "anchors would take the page's own names")
	assert.NotContainsf(t, string(page), "never said", "what is commented out")
	assert.Equalf(t, strings.Count(string(page), "{"), strings.Count(string(page), "}"), "marks are closed")
}
