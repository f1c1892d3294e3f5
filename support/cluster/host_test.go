package cluster

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// seenOn reads what the probe printed on a machine.
func seenOn(t *testing.T, machine string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("testdata", "host", machine+".txt"))
	require.NoError(t, err)
	return string(content)
}

func TestParseHost(t *testing.T) {
	for _, test := range []struct {
		machine     string
		want        Host
		filesystems map[string]bool
		advice      map[string][]string // by engine: a part of each line
	}{
		{
			machine:     "podman-cgroup-v1-without-sys-resource",
			want:        Host{CgroupV1: true, SysResource: false, InotifyInstances: 128, ForwardDrop: false, Kernel: "6.18.44-fc-v669"},
			filesystems: map[string]bool{"ext4": true, "tmpfs": true, "nfs": false},
			advice:      map[string][]string{"podman": {"sysctl fs.inotify.max_user_instances=512"}, "docker": {"sysctl fs.inotify.max_user_instances=512"}},
		},
		{
			machine:     "docker-cgroup-v2-forward-drop",
			want:        Host{CgroupV1: false, SysResource: true, InotifyInstances: 8192, ForwardDrop: true, Kernel: "6.18.44-fc-v669"},
			filesystems: map[string]bool{"overlay": true},
			advice:      map[string][]string{"podman": {"iptables -P FORWARD ACCEPT"}, "docker": nil},
		},
	} {
		t.Run(test.machine, func(t *testing.T) {
			host, err := parseHost(seenOn(t, test.machine))
			require.NoError(t, err)
			for name, mountable := range test.filesystems {
				if mountable {
					assert.Contains(t, host.Filesystems, name)
				} else {
					assert.NotContains(t, host.Filesystems, name)
				}
			}
			for engine, wanted := range test.advice {
				lines := host.advice(engine)
				require.Lenf(t, lines, len(wanted), "advice for %s", engine)
				for i, part := range wanted {
					assert.Contains(t, lines[i], part)
				}
			}
			host.Filesystems = nil
			assert.Equal(t, test.want, host)
		})
	}
}

func TestParseHostRefusesWhatIsNotThere(t *testing.T) {
	whole := seenOn(t, "docker-cgroup-v2-forward-drop")
	for name, seen := range map[string]string{
		"nothing":                 "",
		"cut off":                 whole[:strings.Index(whole, "/proc/filesystems")],
		"no capabilities":         strings.Replace(whole, "CapEff", "CapFoo", 1),
		"limit that is no number": strings.Replace(whole, "\n8192\n", "\nmany\n", 1),
		"empty file":              strings.Replace(whole, "\n8192\n", "\n", 1),
	} {
		_, err := parseHost(seen)
		assert.Errorf(t, err, "%s: a lack that was not looked for must not pass for none", name)
	}
}

func TestParseHostDoesWithoutIptables(t *testing.T) {
	seen, _, found := strings.Cut(seenOn(t, "docker-cgroup-v2-forward-drop"), "-P FORWARD")
	require.True(t, found)
	host, err := parseHost(seen)
	require.NoError(t, err)
	assert.False(t, host.ForwardDrop)
}
