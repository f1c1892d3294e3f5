package document

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/volconf/volconf/support/claim"
)

func claimed(id, section, lines string, sentences ...string) claim.Claim {
	s := claim.Source{Document: claim.Article, Section: section, Lines: lines}
	for _, sentence := range sentences {
		s.Sentences = append(s.Sentences, Hash(sentence))
	}
	return claim.Claim{ID: id, Sources: []claim.Source{s}}
}

// reread parses a text of which the register knows what an earlier one said.
func reread(t *testing.T, earlier, now string) *Document {
	t.Helper()
	about := plain
	about.Sections = parse(t, earlier).Sections()
	d, err := Parse(about, []byte(now))
	require.NoErrorf(t, err, "parsing")
	return d
}

func TestCheck(t *testing.T) {
	register := []claim.Claim{
		claimed("box-holds", "Boxes", "8", "A box holds things."),
		claimed("box-wood", "Boxes", "8-9", "It is made of wood!"),
		claimed("lid-closes", "Lids", "", "A lid closes."),
		claimed("lid-implied", "Lids", ""),
	}
	type state struct {
		claim string
		state State
		line  int
	}
	as := func(holds, wood, closes State, lines ...int) []state {
		return []state{{"box-holds", holds, lines[0]}, {"box-wood", wood, lines[1]}, {"lid-closes", closes, lines[2]}}
	}
	same := func(s string) string { return s }
	replace := func(pairs ...string) func(string) string { return strings.NewReplacer(pairs...).Replace }
	for name, tc := range map[string]struct {
		change func(string) string
		want   []state
	}{
		"as it was":      {same, as(Unchanged, Unchanged, Unchanged, 0, 0, 0)},
		"other emphasis": {replace("**box**", "*box*"), as(Unchanged, Unchanged, Unchanged, 0, 0, 0)},
		"reworded":       {replace("of wood", "of tin"), as(Unchanged, Changed, Unchanged, 0, 8, 0)},
		"pushed down and reworded": {
			replace("# Boxes\n", "# Boxes\n\n\n\n\n", "of wood", "of tin"),
			as(Moved, Changed, Unchanged, 12, 12, 0),
		},
		"two in a row reworded": {
			replace("A **box** holds", "A box keeps", "of wood", "of tin"),
			as(Changed, Changed, Unchanged, 8, 8, 0),
		},
		"taken out": {replace("A lid *closes. It* opens", "It *opens*"), as(Unchanged, Unchanged, Gone, 0, 0, 0)},
		"to another section": {
			func(s string) string {
				return strings.Replace(s, "A **box** holds things. ", "", 1) + "\nA box holds things.\n"
			},
			as(Moved, Unchanged, Unchanged, 30, 0, 0),
		},
		"another sentence came": {
			replace("e.g. by hand.", "e.g. by hand. It is round."),
			append(as(Unchanged, Unchanged, Unchanged, 0, 0, 0), state{"", Came, 26}),
		},
		"an unclaimed sentence went": {
			replace("Is it?", ""),
			append(as(Unchanged, Unchanged, Unchanged, 0, 0, 0), state{"", Gone, 0}),
		},
		"an unclaimed sentence moved": {
			func(s string) string { return strings.Replace(s, "Is it?", "", 1) + "\nIs it?\n" },
			append(as(Unchanged, Unchanged, Unchanged, 0, 0, 0), state{"", Moved, 30}),
		},
	} {
		t.Run(name, func(t *testing.T) {
			findings, err := reread(t, synthetic, tc.change(synthetic)).Check(register)
			require.NoErrorf(t, err, "checking")
			var got []state
			for _, f := range findings {
				got = append(got, state{f.Claim, f.State, f.Line})
				assert.Containsf(t, f.String(), string(f.State), "the line for a reader")
				assert.Containsf(t, f.String(), string(claim.Article), "it names the document")
			}
			assert.Equal(t, tc.want, got)
		})
	}
}

func TestCheckLooksAtItsOwnDocument(t *testing.T) {
	other := claimed("box-holds", "Boxes", "", "No such sentence.")
	other.Sources[0].Document = "volumes"
	findings, err := reread(t, synthetic, synthetic).Check([]claim.Claim{other})
	require.NoErrorf(t, err, "checking")
	assert.Empty(t, findings)
}

func TestCheckOfSlips(t *testing.T) {
	unpinned := claimed("no-hash", "Boxes", "8")
	unpinned.Sources[0].Kind = claim.Sentence
	findings, err := reread(t, synthetic, synthetic).Check([]claim.Claim{unpinned})
	require.NoErrorf(t, err, "checking")
	require.Lenf(t, findings, 1, "a claim without a hash cannot be checked, and does not pass for checked")
	assert.Equal(t, Unpinned, findings[0].State)
	for _, lines := range []string{"x", "9-8", "0", "3-", "1,2"} {
		_, err := parse(t, synthetic).Check([]claim.Claim{claimed("a-b", "Boxes", lines, "x")})
		require.ErrorContainsf(t, err, "claim a-b: lines", "lines %q", lines)
	}
}

func TestCover(t *testing.T) {
	about := plain
	about.Sections = []claim.Section{
		{Slug: "boxes", Units: []string{"a", "b", "c", "a"}},
		{Slug: "lids", Units: []string{"d", "e"}, Reason: claim.Text{En: "not about boxes"}},
	}
	about.Reasoned = []claim.Reasoned{{Reason: claim.Text{En: "defines a word"}, Units: []string{"b"}}}
	one, two := claimed("box-holds", "boxes", ""), claimed("lid-closes", "lids", "")
	one.Sources[0].Sentences = []string{"a", "not-a-unit"}
	two.Sources[0].Sentences = []string{"d"}
	elsewhere := claimed("other", "boxes", "")
	elsewhere.Sources[0].Document, elsewhere.Sources[0].Sentences = "volumes", []string{"c"}
	assert.Equal(t, Coverage{Units: 5, Claimed: 2, Reasoned: 2, Open: 1, Claims: 2}, Cover(about, []claim.Claim{one, two, elsewhere}))
}

func TestWriteUnits(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, WriteUnits(&b, "f00d", []claim.Section{{Slug: "top"}, {Slug: "boxes", Units: []string{"a", "b"}}}))
	_, lines, _ := strings.Cut(b.String(), "\n")
	assert.Equal(t, "text: f00d\ntop\nboxes a b\n", lines)
}
