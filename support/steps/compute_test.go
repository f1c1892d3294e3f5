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

func TestParentsFromLinesOfRuntimes(t *testing.T) {
	const id = "3f2e1d0c9b8a7f6e5d4c3b2a19080706f5e4d3c2b1a0918273645546372819ab"
	const slice = "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod0a1b2c3d_0000_4000_8000_000000000001.slice"
	for name, tc := range map[string]struct {
		text string
		want []string // nil where no line is the container's
	}{
		"containerd and systemd":  {"0::" + slice + "/cri-containerd-" + id + ".scope\n", []string{slice}},
		"containerd and cgroupfs": {"0::/kubepods/burstable/pod0a1b/" + id + "\n", []string{"/kubepods/burstable/pod0a1b"}},
		"from within a cgroup namespace": {
			"0::/../../pod0a1b.slice/cri-containerd-" + id + ".scope\n", []string{"/pod0a1b.slice"},
		},
		"CRI-O and runc":      {"0::" + slice + "/crio-" + id + ".scope\n", []string{slice}},
		"CRI-O and crun":      {"0::" + slice + "/crio-" + id + ".scope/container\n", []string{slice}},
		"with CRI-O's conmon": {"0::/system.slice/crio-conmon-" + id + ".scope\n0::" + slice + "/crio-" + id + ".scope/container\n", []string{slice}},
		"its conmon alone":    {"0::/system.slice/crio-conmon-" + id + ".scope\n", nil},
		"a group that it made": {
			"0::" + slice + "/cri-containerd-" + id + ".scope/init.scope\n0::" + slice + "/cri-containerd-" + id + ".scope\n", []string{slice},
		},
		"version 1, some hierarchies elsewhere": {
			"11:cpu:" + slice + "/cri-containerd-" + id + ".scope\n5:misc:/\n1:name=systemd:" + slice + "/cri-containerd-" + id + ".scope\n", []string{slice},
		},
		"another container's": {"0::" + slice + "/cri-containerd-" + id[1:] + "f.scope\n", nil},
	} {
		t.Run(name, func(t *testing.T) {
			parents, err := parentsFrom(tc.text, id)
			if tc.want == nil {
				require.Error(t, err)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, tc.want, parents)
		})
	}
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
