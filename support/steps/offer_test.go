package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/volconf/volconf/support/probe"
)

// Judgements on what the API server answers: what each accepts, what breaks a
// claim, and what shows nothing about it.
func TestJudgementsOnAnswers(t *testing.T) {
	refusal := func(code int, by, message string) probe.Answer {
		return probe.Answer{Code: code, Refused: &probe.Refusal{Code: code, By: by, Message: message}}
	}
	created := probe.Answer{Code: 201}
	warning := probe.Answer{Code: 201, Warnings: []string{"spec.volumes[0].gitRepo: deprecated in v1.11"}}
	inTemplate := probe.Answer{Code: 201, Warnings: []string{"spec.jobTemplate.spec.template.spec.volumes[0].gitRepo: deprecated in v1.11"}}
	ofOthers := probe.Answer{Code: 201, Warnings: []string{
		`would violate PodSecurity "restricted:latest": restricted volume types (volume "data" uses restricted volume type "gitRepo")`,
		"Validation failed for ValidatingAdmissionPolicy 'p' with binding 'b': gitRepo is deprecated in v1.11",
		"policy volumes.types: rule failed at path /spec/volumes/0/gitRepo/: deprecated in v1.11",
		"spec.containers[0].image: deprecated in v1.11",
	}}
	refused := refusal(422, "", `spec.volumes[0]: Not found: "x"`)
	byPolicy := refusal(422, "the ValidatingAdmissionPolicy 'p'", "no gitRepo volumes")
	byRBAC := refusal(403, "RBAC or another authorizer", `User "ci" cannot create resource "pods"`)
	for name, tc := range map[string]struct {
		good, broken, other []error
	}{
		"admitted": {
			good:   []error{admitted("Pod", created), admitted("Pod", warning)},
			broken: []error{admitted("Pod", refused)},
			other:  []error{admitted("Pod", byPolicy), admitted("Pod", byRBAC)},
		},
		"rejected": {
			good:   []error{rejected("Pod", refused, 422, "Not found"), rejected("Pod", byPolicy, 422, "no gitRepo volumes")},
			broken: []error{rejected("Pod", created, 422, "Not found"), rejected("Pod", warning, 422, "")},
			other: []error{
				rejected("Pod", refused, 422, "must be unique"),
				rejected("Pod", refusal(403, "", "Not found"), 422, "Not found"),
				rejected("Pod", byRBAC, 422, "Not found"),
			},
		},
		"warned": {
			good: []error{
				warned("PodTemplate", probe.Answer{Code: 201, Warnings: []string{"template.spec.volumes[0].gitRepo: deprecated in v1.11"}}, "deprecated"),
				warned("Pod", warning, "deprecated in v1.11"), warned("CronJob", inTemplate, "gitRepo: deprecated"),
			},
			broken: []error{warned("Pod", created, "deprecated"), warned("Pod", warning, "v1.33"), warned("Pod", refused, "Not found"), warned("Pod", ofOthers, "deprecated in v1.11")},
			other:  []error{warned("Pod", byPolicy, "deprecated in v1.11")},
		},
		"notWarned": {
			good:   []error{notWarned("Pod", created), notWarned("Pod", ofOthers)},
			broken: []error{notWarned("Pod", warning), notWarned("CronJob", inTemplate), notWarned("Pod", refused)},
			other:  []error{notWarned("Pod", byPolicy)},
		},
		"notWarnedAbout": {
			good:   []error{notWarnedAbout("Pod", created, "deprecated"), notWarnedAbout("Pod", warning, "fractional")},
			broken: []error{notWarnedAbout("Pod", warning, "deprecated"), notWarnedAbout("Pod", refused, "deprecated")},
			other:  []error{notWarnedAbout("Pod", byPolicy, "deprecated")},
		},
	} {
		t.Run(name, func(t *testing.T) { assertJudged(t, tc.good, tc.broken, tc.other) })
	}
}

func assertJudged(t *testing.T, good, broken, other []error) {
	t.Helper()
	for _, err := range good {
		require.NoError(t, err)
	}
	for _, err := range broken {
		assert.Truef(t, isBroken(err), "%v", err)
	}
	for _, err := range other {
		require.Error(t, err)
		assert.Falsef(t, isBroken(err), "%v", err)
	}
}

func TestHasSource(t *testing.T) {
	pod := &unstructured.Unstructured{Object: map[string]any{"spec": map[string]any{"volumes": []any{
		map[string]any{"name": "data", "emptyDir": map[string]any{}},
		map[string]any{"name": "old", "cephfs": map[string]any{"monitors": []any{"m"}}},
	}}}}
	require.NoError(t, hasSource(pod, "data", "emptyDir"))
	require.NoError(t, hasSource(pod, "old", "cephfs"))
	assert.Truef(t, isBroken(hasSource(pod, "data", "cephfs")), "a dropped field")
	missing := hasSource(pod, "none", "emptyDir")
	require.Error(t, missing)
	assert.False(t, isBroken(missing))
}

func TestJudgementsOnCommandsAndMounts(t *testing.T) {
	mounts := []probe.Mount{{Point: "/"}, {Point: "/data"}, {Point: "/deep/down"}}
	folder := probe.NodeFile{Path: "/a", Exists: true, Inode: 1, Dev: 2}
	another := folder
	another.Inode = 3
	for name, tc := range map[string]struct {
		good, broken, other []error
	}{
		"failedBefore": {
			good: []error{failedBefore("k", probe.Output{Exit: 1, Stderr: "locked"}, "locked", "no file")},
			broken: []error{
				failedBefore("k", probe.Output{Exit: 1, Stderr: "no file"}, "locked", "no file"),
				failedBefore("k", probe.Output{Stdout: "ok"}, "locked", "no file"),
			},
			other: []error{failedBefore("k", probe.Output{Exit: 127, Stderr: "not found"}, "locked", "no file")},
		},
		"failed": {
			good:   []error{failed("ls", probe.Output{Exit: 1, Stderr: "No such file"}, "No such file")},
			broken: []error{failed("ls", probe.Output{Stdout: "No such file"}, "No such file")},
			other:  []error{failed("ls", probe.Output{Exit: 1, Stderr: "Permission denied"}, "No such file")},
		},
		"noMountAt": {
			good:   []error{noMountAt(mounts, "/dat"), noMountAt(mounts, "/database")},
			broken: []error{noMountAt(mounts, "/data"), noMountAt(mounts, "/deep")},
		},
		"sameFolder": {
			good:   []error{sameFolder(folder, folder)},
			broken: []error{sameFolder(folder, another), sameFolder(folder, probe.NodeFile{Path: "/a"})},
			other:  []error{sameFolder(probe.NodeFile{Path: "/a"}, folder)},
		},
	} {
		t.Run(name, func(t *testing.T) { assertJudged(t, tc.good, tc.broken, tc.other) })
	}
}
