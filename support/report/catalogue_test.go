package report

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/volconf/volconf/support/claim"
)

// Whatever the register holds must find its place in the generated documents.
func TestCatalogueHasEveryClaim(t *testing.T) {
	var catalogue bytes.Buffer
	require.NoErrorf(t, WriteCatalogue(&catalogue, claim.All()), "writing the catalogue")
	for _, c := range claim.All() {
		assert.Containsf(t, catalogue.String(), `<a id="`+c.ID+`"></a>`, "the catalogue")
		assert.Containsf(t, catalogue.String(), mdText(c.Statement.Ko), "the catalogue, in Korean")
		assert.Containsf(t, catalogue.String(), "["+c.ID+"](#"+c.ID+")", "its index")
	}
}

func TestReplaceCount(t *testing.T) {
	readme := []byte("before\n" + CountBegin + "\nold\n" + CountEnd + "\nafter\n")
	once, err := ReplaceCount(readme, claim.All()[:1])
	require.NoErrorf(t, err, "replacing")
	assert.Equalf(t, "before\n"+CountBegin+"\n\n1 claims: `"+string(claim.All()[0].Feature)+"` 1.\n\n"+CountEnd+"\nafter\n", string(once),
		"the rest stays")
	twice, err := ReplaceCount(once, claim.All()[:1])
	require.NoErrorf(t, err, "replacing again")
	assert.Equalf(t, string(once), string(twice), "nothing changes the second time")
	for _, bad := range []string{"", CountBegin, CountEnd + CountBegin} {
		_, err := ReplaceCount([]byte(bad), claim.All())
		require.ErrorContainsf(t, err, "has no place for the count", "%q", bad)
	}
}
