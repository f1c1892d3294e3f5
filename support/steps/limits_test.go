package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/volconf/volconf/support/probe"
)

func limited(name, memory string, always bool) corev1.Container {
	c := corev1.Container{Name: name}
	if memory != "" {
		c.Resources.Limits = corev1.ResourceList{corev1.ResourceMemory: resource.MustParse(memory)}
	}
	if always {
		policy := corev1.ContainerRestartPolicyAlways
		c.RestartPolicy = &policy
	}
	return c
}

// TestPodMemoryLimit: what a cluster puts beside a container counts.
func TestPodMemoryLimit(t *testing.T) {
	main := limited("main", "64Mi", false)
	whole := corev1.ResourceRequirements{Limits: corev1.ResourceList{corev1.ResourceMemory: resource.MustParse("80Mi")}}
	for name, tc := range map[string]struct {
		spec corev1.PodSpec
		mib  uint64
		none bool
	}{
		"one":                           {spec: corev1.PodSpec{Containers: []corev1.Container{main}}, mib: 64},
		"two":                           {spec: corev1.PodSpec{Containers: []corev1.Container{main, limited("b", "32Mi", false)}}, mib: 96},
		"a sidecar without a limit":     {spec: corev1.PodSpec{Containers: []corev1.Container{main, limited("mesh", "", false)}}, none: true},
		"an init container without one": {spec: corev1.PodSpec{InitContainers: []corev1.Container{limited("i", "", false)}, Containers: []corev1.Container{main}}, none: true},
		"a native sidecar":              {spec: corev1.PodSpec{InitContainers: []corev1.Container{limited("s", "16Mi", true)}, Containers: []corev1.Container{main}}, mib: 80},
		"a large init container": {spec: corev1.PodSpec{
			InitContainers: []corev1.Container{limited("s", "16Mi", true), limited("i", "100Mi", false)}, Containers: []corev1.Container{main},
		}, mib: 116},
		"the Pod's own": {spec: corev1.PodSpec{Resources: &whole, Containers: []corev1.Container{main, limited("b", "", false)}}, mib: 80},
	} {
		t.Run(name, func(t *testing.T) {
			limit, has := podMemoryLimit(&tc.spec)
			assert.Equal(t, !tc.none, has)
			if has {
				assert.Equal(t, tc.mib*mebibyte, limit)
			}
		})
	}
}

func TestAsLarge(t *testing.T) {
	require.NoError(t, asLarge(64*mebibyte, 64*mebibyte))
	require.NoErrorf(t, asLarge(64*mebibyte+4096, 64*mebibyte+100), "whole pages")
	assert.True(t, isBroken(asLarge(32*mebibyte, 64*mebibyte)))
	assert.True(t, isBroken(asLarge(64*mebibyte, 32*mebibyte)))
}

func TestAllowed(t *testing.T) {
	require.NoError(t, allowed("write", probe.Output{}))
	assert.True(t, isBroken(allowed("write", probe.Output{Exit: 1, Stderr: "touch: /data/allowed: Permission denied"})))
	full := allowed("write", probe.Output{Exit: 1, Stderr: "touch: /data/allowed: No space left on device"})
	require.Error(t, full)
	assert.False(t, isBroken(full))
}

// TestMountOf: the folder that a mount shows tells, and not where it is.
func TestMountOf(t *testing.T) {
	const folder = "/var/lib/kubelet/pods/uid/volumes/kubernetes.io~empty-dir/"
	for root, want := range map[string]bool{folder + "data": true, folder + "data/sub": true, folder + "database": false, "/": false} {
		_, got := mountOf([]probe.Mount{{Root: "/", Point: "/"}, {Root: root, Point: "/anywhere"}}, "data")
		assert.Equalf(t, want, got, root)
	}
}
