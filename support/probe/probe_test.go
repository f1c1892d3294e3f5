package probe

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestFileFrom(t *testing.T) {
	for name, tc := range map[string]struct {
		out  Output
		want File
		fail bool
	}{
		"there":         {out: Output{Stdout: "text"}, want: File{Exists: true, Content: "text"}},
		"there, empty":  {out: Output{}, want: File{Exists: true}},
		"not there":     {out: Output{Stderr: "cat: can't open '/x': No such file or directory", Exit: 1}},
		"not readable":  {out: Output{Stderr: "cat: can't open '/x': Permission denied", Exit: 1}, fail: true},
		"no cat at all": {out: Output{Stderr: "not found", Exit: 127}, fail: true},
	} {
		t.Run(name, func(t *testing.T) {
			file, err := fileFrom("/x", tc.out)
			assert.Equal(t, tc.fail, err != nil)
			assert.Equal(t, tc.want, file)
		})
	}
}

func TestParseMounts(t *testing.T) {
	mounts, err := parseMounts("1178 1150 254:0 /volumes/html /usr/share/nginx/html ro,relatime shared:1 master:2 - ext4 /dev/vda rw\n" +
		"1179 1150 0:72 / /dev rw,nosuid - tmpfs tmpfs rw,size=64k\n")
	require.NoError(t, err)
	require.Len(t, mounts, 2)
	assert.Equal(t, Mount{Point: "/usr/share/nginx/html", Options: []string{"ro", "relatime"}, FSType: "ext4", Source: "/dev/vda"}, mounts[0])
	assert.Equal(t, "tmpfs", mounts[1].FSType)
	for _, bad := range []string{"1178 1150 254:0\n", "a b c d e f g h\n", "a b c d e f - ext4\n"} {
		_, err := parseMounts(bad)
		require.Errorf(t, err, bad)
	}
}

func TestUndosAreInReverseOrder(t *testing.T) {
	s := &Scene{}
	s.OnLeaving(Undo{Cure: "first"})
	s.OnLeaving(Undo{Cure: "second"})
	assert.Equal(t, []Undo{{Cure: "second"}, {Cure: "first"}}, s.Undos())
}
