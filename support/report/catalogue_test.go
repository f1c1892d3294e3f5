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
	var catalogue, table bytes.Buffer
	require.NoErrorf(t, WriteCatalogue(&catalogue, claim.All()), "writing the catalogue")
	require.NoErrorf(t, WriteClaimTable(&table, claim.All()), "writing the table")
	for _, c := range claim.All() {
		assert.Containsf(t, catalogue.String(), `<a id="`+c.ID+`"></a>`, "the catalogue")
		assert.Containsf(t, catalogue.String(), mdText(c.Statement.Ko), "the catalogue, in Korean")
		assert.Containsf(t, table.String(), "(suites/CLAIMS.md#"+c.ID+")", "the table")
	}
}

func TestReplaceTable(t *testing.T) {
	readme := []byte("before\n" + TableBegin + "\nold\n" + TableEnd + "\nafter\n")
	once, err := ReplaceTable(readme, claim.All())
	require.NoErrorf(t, err, "replacing")
	assert.NotContains(t, string(once), "old")
	assert.Truef(t, bytes.HasPrefix(once, []byte("before\n")) && bytes.HasSuffix(once, []byte("\nafter\n")), "the rest stays")
	twice, err := ReplaceTable(once, claim.All())
	require.NoErrorf(t, err, "replacing again")
	assert.Equalf(t, string(once), string(twice), "nothing changes the second time")
	for _, bad := range []string{"", TableBegin, TableEnd + TableBegin} {
		_, err := ReplaceTable([]byte(bad), claim.All())
		require.ErrorContainsf(t, err, "has no place for the table", "%q", bad)
	}
}
