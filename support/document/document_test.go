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

var plain = claim.Document{Slug: claim.Article, Format: claim.Markdown}

func parse(t *testing.T, source string) *Document {
	t.Helper()
	d, err := Parse(plain, []byte(source))
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
			_, err := Open(plain, path)
			require.ErrorContainsf(t, err, tc.says, "reading")
			assert.Containsf(t, err.Error(), path, "names the file")
		})
	}
	_, err := Open(plain, filepath.Join(t.TempDir(), "absent.md"))
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

func FuzzRender(f *testing.F) {
	f.Add(synthetic)
	f.Add("a *b. c* d. [e. f](g) ![h. i](j)<br>`k. l`")
	f.Add("{{< note >}}\n| a | b |\n|---|---|\n| c | d |\n{{< /note >}}\n\ne\n: f\n\n```yaml\ng: h # i\n```\n{{< tab codelang=\"yaml\" >}}")
	f.Fuzz(func(t *testing.T, source string) {
		for _, format := range []claim.Format{claim.Markdown, claim.Hugo} {
			d, err := Parse(claim.Document{Format: format}, []byte(source))
			if err != nil {
				continue
			}
			_, err = d.Render(func(int, Unit) Mark { return Mark{} })
			require.NoErrorf(t, err, "rendering")
		}
	})
}
