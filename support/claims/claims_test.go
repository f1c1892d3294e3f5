package claims

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/volconf/volconf/support/claim"
)

// TestTheArticlesClaimsStay holds what the first claims point at: another
// document beside the article changes none of it.
func TestTheArticlesClaimsStay(t *testing.T) {
	file, err := os.Open("testdata/blog-ko.txt")
	require.NoError(t, err)
	defer file.Close()
	n := 0
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if strings.HasPrefix(lines.Text(), "#") {
			continue
		}
		n++
		id, want, _ := strings.Cut(lines.Text(), " ")
		c, ok := ByID(id)
		if !assert.Truef(t, ok, "claim %s", id) {
			continue
		}
		home := c.Home()
		got := []string{string(home.Kind), home.Section, orDash(home.Lines), string(home.Standing), orDash(strings.Join(home.Sentences, ","))}
		assert.Equalf(t, want, strings.Join(got, " "), "the home of %s", id)
		assert.Equalf(t, claim.Article, home.Document, "the home of %s", id)
	}
	assert.Equalf(t, 90, n, "the first claims")
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

func TestRegister(t *testing.T) {
	assert.Panicsf(t, func() { register(All()[0]) }, "an ID that is taken")
	assert.Panicsf(t, func() { register(claim.Claim{ID: "a-b"}) }, "a claim that says nothing")
	order := claim.Features()
	assert.Truef(t, slices.IsSortedFunc(All(), func(a, b claim.Claim) int {
		return slices.Index(order, a.Feature) - slices.Index(order, b.Feature)
	}), "feature by feature")
	_, ok := ByID("no-such-claim")
	assert.False(t, ok)
}
