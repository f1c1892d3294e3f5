package steps

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"

	"github.com/volconf/volconf/support/probe"
)

func TestMountsBesidesWhatEveryPodIsGiven(t *testing.T) {
	at := func(points ...string) []probe.Mount {
		var mounts []probe.Mount
		for _, point := range points {
			mounts = append(mounts, probe.Mount{Point: point})
		}
		return mounts
	}
	pod := &corev1.Pod{Spec: corev1.PodSpec{Containers: []corev1.Container{{VolumeMounts: []corev1.VolumeMount{{MountPath: "/data/"}}}}}}
	for name, tc := range map[string]struct {
		mounts []probe.Mount
		extra  []string
	}{
		"what every Pod is given":       {at("/", "/proc", "/proc/kcore", "/sys/fs/cgroup", "/dev/shm", "/dev/termination-log", "/etc/hosts", "/etc/resolv.conf", "/run/secrets"), nil},
		"a token":                       {at("/var/run/secrets/kubernetes.io/serviceaccount"), nil},
		"a volume of its own":           {at("/data", "/data/below"), nil},
		"a folder of the node":          {at("/", "/var/lib/volconf"), []string{"/var/lib/volconf"}},
		"another one of that beginning": {at("/database", "/etc/hosts.d", "/processes"), []string{"/database", "/etc/hosts.d", "/processes"}},
	} {
		assert.Equalf(t, tc.extra, besides(tc.mounts, ownMounts(pod)), name)
	}
	assert.Equalf(t, []string{"/data"}, besides(at("/", "/data"), nil), "the control sees the volume that is asked for")
}

// TestAnEmptyMountShowsNoFile, and one that cannot be looked into is not taken for it.
func TestAnEmptyMountShowsNoFile(t *testing.T) {
	list := func(_ context.Context, point string) ([]string, error) {
		switch point {
		case "/tmp":
			return nil, nil
		case "/blind":
			return nil, errors.New("no answer")
		}
		return []string{"file"}, nil
	}
	all, err := withEntries(t.Context(), []string{"/tmp", "/node"}, list)
	require.NoError(t, err)
	assert.Equal(t, []string{"/node"}, all)
	_, err = withEntries(t.Context(), []string{"/blind"}, list)
	require.ErrorContains(t, err, "no answer")
}
