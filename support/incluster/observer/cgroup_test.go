package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const anotherUID = "11111111-2222-3333-4444-555555555555"

func TestPodGroup(t *testing.T) {
	for name, c := range map[string]struct {
		files map[string]string
		want  PodGroup
	}{
		"version 1": {
			files: map[string]string{
				"sys/fs/cgroup/memory/kubepods/besteffort/pod" + anotherUID + "/memory.usage_in_bytes": "77",
				"sys/fs/cgroup/memory/kubepods/besteffort/pod" + ownUID + "/memory.usage_in_bytes":     "4096\n",
				"sys/fs/cgroup/memory/kubepods/besteffort/pod" + ownUID + "/abc/memory.usage_in_bytes": "1",
			},
			want: PodGroup{Path: "/sys/fs/cgroup/memory/kubepods/besteffort/pod" + ownUID, Charged: 4096},
		},
		"version 2, by systemd": {
			files: map[string]string{"sys/fs/cgroup/kubepods.slice/kubepods-pod" + strings.ReplaceAll(ownUID, "-", "_") + ".slice/memory.current": "5000000\n"},
			want:  PodGroup{Path: "/sys/fs/cgroup/kubepods.slice/kubepods-pod" + strings.ReplaceAll(ownUID, "-", "_") + ".slice", Charged: 5000000},
		},
		"no group of the Pod":    {files: map[string]string{"sys/fs/cgroup/kubepods/pod" + anotherUID + "/memory.current": "1"}},
		"a group without memory": {files: map[string]string{"sys/fs/cgroup/kubepods/pod" + ownUID + "/cgroup.procs": ""}},
		"no control groups":      {files: map[string]string{"etc/hostname": "x"}},
	} {
		t.Run(name, func(t *testing.T) {
			root := t.TempDir()
			put(t, root, c.files)
			assert.Equal(t, c.want, nodeAt(t, root).podGroup(ownUID))
		})
	}
}

func TestMounted(t *testing.T) {
	root := t.TempDir()
	put(t, root, map[string]string{
		"proc/1/mountinfo": "1 0 0:1 / / rw - overlay overlay rw\n2 1 8:1 / /var rw - ext4 /dev/sda rw\n" +
			"3 2 0:3 / /var/lib/kubelet/pods/x/volumes/kubernetes.io~secret/all rw shared:1 - tmpfs tmpfs rw\n" +
			"4 2 0:4 / /var/lib/kubelet/pods/x/volumes/never-entered rw - ext4 /dev/sdb rw\n5 4 0:5 / /var/lib/kubelet/pods/x/volumes/never-entered rw - tmpfs tmpfs rw\n",
		"var/lib/kubelet/pods/x/volumes/kubernetes.io~secret/all/key":      "value",
		"var/lib/kubelet/pods/x/volumes/kubernetes.io~secret/all-else/key": "value",
		"data": "-> /var/lib/kubelet",
	})
	for path, want := range map[string]Mounted{
		"/var/lib/kubelet/pods/x/volumes/kubernetes.io~secret/all":      {Exists: true, FSType: "tmpfs"},
		"/data/pods/x/volumes/kubernetes.io~secret/all":                 {Exists: true, FSType: "tmpfs"},
		"/var/lib/kubelet/pods/x/volumes/kubernetes.io~secret/all-else": {Exists: true, FSType: "ext4"},
		"/var/lib/kubelet/pods/x/volumes/none":                          {FSType: "ext4"},
		"/var/lib/kubelet/pods/x/volumes/never-entered":                 {Exists: true, FSType: "tmpfs"}, // is not there to be looked at
		"/": {Exists: true, FSType: "overlay"},
	} {
		var got Mounted
		observe(t, root, &got, "mount", path)
		assert.Equal(t, path, got.Path)
		assert.Equalf(t, want.Exists, got.Exists, path)
		assert.Equalf(t, want.FSType, got.FSType, path)
	}
	_, err := nodeAt(t, t.TempDir()).mounted("/var")
	require.ErrorContains(t, err, "no mount of the node is seen")
}
