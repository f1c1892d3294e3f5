package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/volconf/volconf/support/probe"
)

func TestParentsFrom(t *testing.T) {
	parents, err := parentsFrom("4:memory:/kubelet/pod1/cri-abc.scope\n3:cpu:/kubelet/pod1/cri-abc.scope\n0::/other/abc-of-someone/x\n", "abc")
	require.NoError(t, err)
	assert.Equal(t, []string{"/kubelet/pod1"}, parents)
	for name, text := range map[string]string{"nothing": "", "others": "0::/kubelet/pod1/def\n", "not a line": "abc\n"} {
		_, err := parentsFrom(text, "abc")
		require.Errorf(t, err, name)
	}
	_, err = parentsFrom("0::/a/b\n", "")
	require.Errorf(t, err, "a container without an ID")
}

func TestJudgementsOnSharing(t *testing.T) {
	mine, theirs := []string{"/kubelet-pod1_2.slice"}, []string{"/kubelet-pod3.slice"}
	for name, tc := range map[string]struct {
		good, broken, other []error
	}{
		"oneParent": {
			good:   []error{oneParent("1-2", mine, mine)},
			broken: []error{oneParent("1-2", mine, theirs), oneParent("1-2", theirs, theirs)},
		},
		"noCommonParent": {
			good:   []error{noCommonParent(mine, theirs)},
			broken: []error{noCommonParent(mine, append(theirs, mine...))},
		},
		"sameImage": {
			good:   []error{sameImage("sha256:a", "sha256:a")},
			broken: []error{sameImage("sha256:a", "sha256:b")},
			other:  []error{sameImage("", ""), sameImage("sha256:a", "")},
		},
		"answered": {
			good: []error{answered("x", probe.Output{Stdout: "HTTP/1.0 200 OK\r\n\r\ntoken"}, "token")},
			broken: []error{
				answered("x", probe.Output{Stdout: "HTTP/1.0 404"}, "token"),
				answered("x", probe.Output{Exit: 1, Stderr: "token: Connection refused"}, "token"),
			},
		},
	} {
		t.Run(name, func(t *testing.T) { assertJudged(t, tc.good, tc.broken, tc.other) })
	}
}
