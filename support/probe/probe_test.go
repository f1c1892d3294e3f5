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
		"there":                 {out: Output{Stdout: "text"}, want: File{Exists: true, Content: "text"}},
		"there, empty":          {out: Output{}, want: File{Exists: true}},
		"not there":             {out: Output{Stderr: "cat: can't open '/x': No such file or directory", Exit: 1}},
		"not there, for GNU":    {out: Output{Stderr: "cat: /x: No such file or directory\n", Exit: 1}},
		"not there, quoted":     {out: Output{Stderr: "cat: '/x': No such file or directory\n", Exit: 1}},
		"another path":          {out: Output{Stderr: "cat: can't open '/y': No such file or directory", Exit: 1}, fail: true},
		"no program to run":     {out: Output{Stderr: "exec: \"cat\": No such file or directory", Exit: 127}, fail: true},
		"a runtime's own words": {out: Output{Stderr: "cat: can't open '/x': No such file or directory", Exit: 255}, fail: true},
		"words beside it":       {out: Output{Stderr: "cat: libc.so: broken\ncat: /x: No such file or directory", Exit: 1}, fail: true},
		"not readable":          {out: Output{Stderr: "cat: can't open '/x': Permission denied", Exit: 1}, fail: true},
		"no cat at all":         {out: Output{Stderr: "not found", Exit: 127}, fail: true},
	} {
		t.Run(name, func(t *testing.T) {
			file, err := fileFrom("/x", tc.out)
			assert.Equal(t, tc.fail, err != nil)
			assert.Equal(t, tc.want, file)
		})
	}
}

// A reader that sees nothing is believed only where it sees what is always there.
func TestSees(t *testing.T) {
	c := Container{Pod: "p", Container: "c"}
	require.NoError(t, sees("cat", c, alwaysThere, Output{Stdout: "overlay / overlay rw 0 0"}))
	for name, out := range map[string]Output{
		"a cat that finds nothing": {Exit: 1, Stderr: "cat: can't open '/proc/self/mounts': No such file or directory"},
		"a cat that says nothing":  {},
		"no cat":                   {Exit: 127, Stderr: "not found"},
	} {
		require.ErrorContainsf(t, sees("cat", c, alwaysThere, out), "is blind", name)
	}
}

func TestParseMounts(t *testing.T) {
	mounts, err := parseMounts("1178 1150 254:0 /volumes/html /usr/share/nginx/html ro,relatime shared:1 master:2 - ext4 /dev/vda rw\n" +
		"1179 1150 0:72 / /dev rw,nosuid - tmpfs tmpfs rw,size=64k\n")
	require.NoError(t, err)
	require.Len(t, mounts, 2)
	assert.Equal(t, Mount{Root: "/volumes/html", Point: "/usr/share/nginx/html", Options: []string{"ro", "relatime"}, FSType: "ext4", Source: "/dev/vda"}, mounts[0])
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
