package manifest

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"

	"github.com/volconf/volconf/support/probe"
)

const pod = `apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers: [{name: c, image: shell}]
`

func TestDecodeRefuses(t *testing.T) {
	objects, err := Decode([]byte(pod + "---\n" + pod))
	require.NoError(t, err)
	require.Len(t, objects, 2)
	for name, tc := range map[string]struct{ yaml, says string }{
		"a misspelt field":         {pod + "  volumez: []\n", "volumez"},
		"a misspelt volume source": {pod + "  volumes: [{name: v, hostpath: {path: /x}}]\n", "hostpath"},
		"a field given twice":      {pod + "  hostname: a\n  hostname: b\n", "hostname"},
		"an unknown kind":          {"apiVersion: v1\nkind: Pood\nmetadata: {name: p}\n", "Pood"},
		"nothing":                  {"# only a remark\n", "Kind"},
		"an empty file":            {"", "no object"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Decode([]byte(tc.yaml))
			require.ErrorContains(t, err, tc.says)
		})
	}
}

func TestFitMakesAnObjectTheClaimsOwn(t *testing.T) {
	scene := &probe.Scene{
		RunID: "1a2b3c", ClaimID: "some-claim", Folder: "some-claim-2", Namespace: "ns",
		Image: func(name string) (string, corev1.PullPolicy, error) { return "built/" + name, corev1.PullNever, nil },
	}
	objects, err := Decode([]byte(pod + `  initContainers: [{name: i, image: git}]
  volumes:
    - {name: ours, hostPath: {path: /var/lib/volconf/data}}
    - {name: theirs, hostPath: {path: /run}}
`))
	require.NoError(t, err)
	require.NoError(t, Fit(t.Context(), scene, objects[0]))
	got := objects[0].(*corev1.Pod)
	assert.Equal(t, "ns", got.Namespace)
	assert.Equal(t, map[string]string{probe.RunLabel: "1a2b3c", probe.ClaimLabel: "some-claim", probe.AttemptLabel: "some-claim-2"}, got.Labels)
	assert.Equal(t, "built/shell", got.Spec.Containers[0].Image)
	assert.Equal(t, "built/git", got.Spec.InitContainers[0].Image)
	assert.Equal(t, corev1.PullNever, got.Spec.InitContainers[0].ImagePullPolicy)
	assert.Equal(t, "/var/lib/volconf/1a2b3c/some-claim-2/data", got.Spec.Volumes[0].HostPath.Path)
	assert.Equal(t, "/run", got.Spec.Volumes[1].HostPath.Path)
	assert.Equal(t, new(false), got.Spec.AutomountServiceAccountToken)
}

func TestFitLeavesATokenThatIsAskedFor(t *testing.T) {
	objects, err := Decode([]byte(pod + "  automountServiceAccountToken: true\n"))
	require.NoError(t, err)
	scene := &probe.Scene{Image: func(name string) (string, corev1.PullPolicy, error) { return name, corev1.PullNever, nil }}
	require.NoError(t, Fit(t.Context(), scene, objects[0]))
	assert.Equal(t, new(true), objects[0].(*corev1.Pod).Spec.AutomountServiceAccountToken)
}

func TestInURL(t *testing.T) {
	assert.Equal(t, "10.96.0.10", inURL("10.96.0.10"))
	assert.Equal(t, "[fd00:10:96::a]", inURL("fd00:10:96::a"))
}
