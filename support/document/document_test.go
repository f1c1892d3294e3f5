package document

import (
	"html/template"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/volconf/volconf/support/claim"
)

// synthetic stands for the real document, which is not kept here.
const synthetic = `---
title: "A **title**"
tags: x
---

# Boxes

A **box** holds things. It is made
of wood! Is it?<br>A break ends a sentence
![a box](https://example.com/box.png)

<br>

> 1. red: the colour of
>    the first box.
> 2. blue: version v1.11 of it

## Lids

` + "```yaml\n# the whole box\nlid: true # can be opened\nurl: a#b\n```" + `

A lid *closes. It* opens, e.g. by hand. See <b onclick="x()">this</b> and [that](javascript:alert(1)).

<script>alert(1)</script>
`

func parse(t *testing.T, source string) *Document {
	t.Helper()
	d, err := Parse([]byte(source))
	require.NoErrorf(t, err, "parsing")
	return d
}

func TestUnits(t *testing.T) {
	type unit struct {
		kind      Kind
		section   string
		line, end int
		text      string
	}
	var got []unit
	for _, u := range parse(t, synthetic).Units {
		got = append(got, unit{u.Kind, u.Section, u.Line, u.EndLine, u.Text})
	}
	assert.Equal(t, []unit{
		{Heading, "A title", 2, 2, "A title"},
		{Heading, "Boxes", 6, 6, "Boxes"},
		{Sentence, "Boxes", 8, 8, "A box holds things."},
		{Sentence, "Boxes", 8, 9, "It is made of wood!"},
		{Sentence, "Boxes", 9, 9, "Is it?"},
		{Sentence, "Boxes", 9, 9, "A break ends a sentence"},
		{Figure, "Boxes", 10, 10, "https://example.com/box.png"},
		{Sentence, "Boxes", 14, 15, "red: the colour of the first box."},
		{Sentence, "Boxes", 16, 16, "blue: version v1.11 of it"},
		{Heading, "Lids", 18, 18, "Lids"},
		{Comment, "Lids", 21, 21, "the whole box"},
		{Comment, "Lids", 22, 22, "can be opened"},
		{Sentence, "Lids", 26, 26, "A lid closes."},
		{Sentence, "Lids", 26, 26, "It opens, e.g. by hand."},
		{Sentence, "Lids", 26, 26, "See"},
		{Sentence, "Lids", 26, 26, "this"},
		{Sentence, "Lids", 26, 26, "and that."},
	}, got)
}

// The hash must not tell apart what a reader cannot tell apart, and must tell
// apart everything else.
func TestHash(t *testing.T) {
	composed, decomposed := "\uac00\ub098", "\u1100\u1161\u1102\u1161"
	assert.Equalf(t, Hash(composed), Hash(decomposed), "NFC")
	assert.Equalf(t, Hash("a **b** `c`\n d"), Hash("a b c d"), "Markdown and white space")
	assert.NotEqualf(t, Hash("It holds."), Hash("It holds"), "a full stop")
	assert.NotEqualf(t, Hash("It does hold."), Hash("It does not hold."), "a word")
	assert.Lenf(t, Hash(""), 16, "the form")
}

func TestParseRefuses(t *testing.T) {
	for name, tc := range map[string]struct{ source, says string }{
		"EUC-KR":    {"line\n\xba\xbc\xb7\xfd", "is not UTF-8 (line 2)"},
		"UTF-16":    {"\xff\xfe#\x00 \x00", "is not UTF-8 (line 1)"},
		"NUL bytes": {"# a\n\x00", "is not UTF-8 (line 2)"},
		"empty":     {"", "holds no text"},
		"head only": {"---\ntitle: x\n---\n\n", "holds no text"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "d.md")
			require.NoErrorf(t, os.WriteFile(path, []byte(tc.source), 0o600), "writing")
			_, err := Open(path)
			require.ErrorContainsf(t, err, tc.says, "reading")
			assert.Containsf(t, err.Error(), path, "names the file")
		})
	}
	_, err := Open(filepath.Join(t.TempDir(), "absent.md"))
	require.ErrorContainsf(t, err, "no document to read", "no file")
}

func TestByteOrderMarkAndLineEnds(t *testing.T) {
	want := parse(t, synthetic).Units
	assert.Equal(t, want, parse(t, "\xef\xbb\xbf"+strings.ReplaceAll(synthetic, "\n", "\r\n")).Units)
}

func TestRender(t *testing.T) {
	d := parse(t, synthetic)
	page, err := d.Render(func(_ int, u Unit) Mark {
		return Mark{Open: template.HTML("{" + string(u.Kind[0])), Close: "}"}
	})
	require.NoErrorf(t, err, "rendering")
	for _, want := range []string{
		`<p class="title">{hA title}</p>`,
		"<h1>{hBoxes}</h1>",
		"<p>{sA <strong>box</strong> holds things.} {sIt is made\nof wood!} {sIs it?}<br>{sA break ends a sentence\n}",
		`{f<a class="picture" rel="noreferrer" href="https://example.com/box.png">a box</a>}`,
		"{sred: the colour of\nthe first box.}",
		"<code>{c# the whole box}\nlid: true {c# can be opened}\nurl: a#b\n</code>",
		"&lt;b onclick=&#34;x()&#34;&gt;",
		"<pre>&lt;script&gt;alert(1)&lt;/script&gt;\n</pre>",
	} {
		assert.Containsf(t, string(page), want, "the page")
	}
	for _, never := range []string{"<img", "<script", "<b onclick", "javascript:"} {
		assert.NotContainsf(t, string(page), never, "the page loads and runs nothing")
	}
	assert.Equalf(t, strings.Count(string(page), "{"), strings.Count(string(page), "}"), "marks are closed")
}

func claimed(id, section, lines string, sentences ...string) claim.Claim {
	c := claim.Claim{ID: id, Source: claim.Source{Section: section, Lines: lines}}
	for _, s := range sentences {
		c.Source.Sentences = append(c.Source.Sentences, Hash(s))
	}
	return c
}

func TestCheck(t *testing.T) {
	register := []claim.Claim{
		claimed("box-holds", "Boxes", "8", "A box holds things."),
		claimed("box-wood", "Boxes", "8-9", "It is made of wood!"),
		claimed("lid-closes", "Lids", "26", "A lid closes."),
		claimed("lid-implied", "Lids", ""),
	}
	type state struct {
		claim string
		state State
		line  int
	}
	for name, tc := range map[string]struct {
		change func(string) string
		want   []state
	}{
		"as it was": {
			func(s string) string { return s },
			[]state{{"box-holds", Unchanged, 0}, {"box-wood", Unchanged, 0}, {"lid-closes", Unchanged, 0}},
		},
		"other emphasis": {
			func(s string) string { return strings.Replace(s, "**box**", "*box*", 1) },
			[]state{{"box-holds", Unchanged, 0}, {"box-wood", Unchanged, 0}, {"lid-closes", Unchanged, 0}},
		},
		"reworded": {
			func(s string) string { return strings.Replace(s, "of wood", "of tin", 1) },
			[]state{{"box-holds", Unchanged, 0}, {"box-wood", Changed, 8}, {"lid-closes", Unchanged, 0}},
		},
		"pushed down and reworded": {func(s string) string {
			return strings.Replace(strings.Replace(s, "# Boxes\n", "# Boxes\n\n\n\n\n", 1), "of wood", "of tin", 1)
		}, []state{{"box-holds", Moved, 12}, {"box-wood", Changed, 12}, {"lid-closes", Moved, 30}}},
		"taken out": {
			func(s string) string {
				return strings.Replace(s, "A lid *closes. It* opens, e.g. by hand. See <b onclick=\"x()\">this</b> and [that](javascript:alert(1)).", "", 1)
			},
			[]state{{"box-holds", Unchanged, 0}, {"box-wood", Unchanged, 0}, {"lid-closes", Gone, 0}},
		},
		"to another section": {
			func(s string) string {
				return strings.Replace(s, "A **box** holds things. ", "", 1) + "\nA box holds things.\n"
			},
			[]state{{"box-holds", Moved, 30}, {"box-wood", Unchanged, 0}, {"lid-closes", Unchanged, 0}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			findings, err := parse(t, tc.change(synthetic)).Check(register)
			require.NoErrorf(t, err, "checking")
			var got []state
			for _, f := range findings {
				got = append(got, state{f.Claim, f.State, f.Line})
				assert.Containsf(t, f.String(), string(f.State[:4]), "the line for a reader")
			}
			assert.Equal(t, tc.want, got)
		})
	}
	unpinned := claimed("no-hash", "Boxes", "8")
	unpinned.Source.Kind = claim.Sentence
	findings, err := parse(t, synthetic).Check([]claim.Claim{unpinned})
	require.NoErrorf(t, err, "checking")
	require.Lenf(t, findings, 1, "a claim without a hash cannot be checked, and does not pass for checked")
	assert.Equal(t, Unpinned, findings[0].State)
	for _, lines := range []string{"x", "9-8", "0", "3-", "1,2"} {
		_, err := parse(t, synthetic).Check([]claim.Claim{claimed("a-b", "Boxes", lines, "x")})
		require.ErrorContainsf(t, err, "claim a-b: lines", "lines %q", lines)
	}
}

// Every section and every reason is worded in both languages.
func TestWording(t *testing.T) {
	slugs := map[string]bool{}
	for _, s := range Sections() {
		assert.NotEmptyf(t, s.Title.En, "%s in English", s.Slug)
		assert.NotEmptyf(t, s.Title.Ko, "%s in Korean", s.Slug)
		assert.Falsef(t, slugs[s.Slug], "%s is there twice", s.Slug)
		slugs[s.Slug] = true
		assert.Equalf(t, s.Title, SectionTitle(s.Slug), "the title of %s", s.Slug)
	}
	for hash, reason := range unclaimed {
		assert.NotEmptyf(t, reason.En, "%s in English", hash)
		assert.NotEmptyf(t, reason.Ko, "%s in Korean", hash)
	}
	assert.Equal(t, "unknown", SectionTitle("unknown").En)
	for _, c := range claim.All() {
		assert.Truef(t, slugs[c.Source.Section], "section %q of claim %s", c.Source.Section, c.ID)
	}
}

func FuzzRender(f *testing.F) {
	f.Add(synthetic)
	f.Add("a *b. c* d. [e. f](g) ![h. i](j)<br>`k. l`")
	f.Fuzz(func(t *testing.T, source string) {
		d, err := Parse([]byte(source))
		if err != nil {
			return
		}
		_, err = d.Render(func(int, Unit) Mark { return Mark{} })
		require.NoErrorf(t, err, "rendering")
	})
}
