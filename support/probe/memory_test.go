package probe

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestParseStat(t *testing.T) {
	shmem, err := parseStat("anon 12288\nshmem 16777216\nfile 4096\n", "shmem")
	require.NoError(t, err)
	assert.EqualValues(t, 16777216, shmem)
	for _, bad := range []string{"", "shmem\n", "shmem many\n", "total_shmem 1\n"} {
		_, err := parseStat(bad, "shmem")
		assert.Errorf(t, err, bad)
	}
}
