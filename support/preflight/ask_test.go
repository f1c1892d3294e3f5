package preflight

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/probe"
)

// policy decides on a Pod: "" admits it, anything else is the policy's words.
type policy func(pod *corev1.Pod) string

// clusterWith is a scene on an API server that has this policy, and warns about gitRepo.
func clusterWith(t *testing.T, p policy) *probe.Scene {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		assert.Equalf(t, "All", r.URL.Query().Get("dryRun"), "nothing may be made")
		pod := &corev1.Pod{}
		assert.NoError(t, json.NewDecoder(r.Body).Decode(pod))
		w.Header().Set("Content-Type", "application/json")
		if words := p(pod); words != "" {
			message := fmt.Sprintf("pods %q is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied request: %s", pod.Name, words)
			w.WriteHeader(http.StatusUnprocessableEntity)
			_ = json.NewEncoder(w).Encode(metav1.Status{
				TypeMeta: metav1.TypeMeta{APIVersion: "v1", Kind: "Status"},
				Status:   metav1.StatusFailure, Code: http.StatusUnprocessableEntity, Reason: metav1.StatusReasonInvalid, Message: message,
			})
			return
		}
		if has(pod, func(v corev1.VolumeSource) bool { return v.GitRepo != nil }) {
			w.Header().Set("Warning", `299 - "spec.volumes[0].gitRepo: deprecated in v1.11, and disabled by default in v1.33+"`)
		}
		_ = json.NewEncoder(w).Encode(pod)
	}))
	t.Cleanup(server.Close)
	config := &rest.Config{Host: server.URL, WarningHandler: rest.NoWarnings{}}
	kube, err := kubernetes.NewForConfig(config)
	require.NoError(t, err)
	return &probe.Scene{RunID: "ci42", Namespace: "ns", Kube: kube, Timeouts: await.Default(), Image: images}
}

func images(name string) (string, corev1.PullPolicy, error) {
	return "registry.example/" + name + ":1", corev1.PullNever, nil
}

func has(pod *corev1.Pod, is func(corev1.VolumeSource) bool) bool {
	for _, v := range pod.Spec.Volumes {
		if is(v.VolumeSource) {
			return true
		}
	}
	return false
}

func observerTemplate() corev1.PodTemplateSpec {
	return corev1.PodTemplateSpec{Spec: corev1.PodSpec{
		Containers: []corev1.Container{{
			Name: "observer", Image: "registry.example/observer:1",
			VolumeMounts: []corev1.VolumeMount{{Name: "node", MountPath: "/host", MountPropagation: new(corev1.MountPropagationHostToContainer)}},
		}},
		Volumes: []corev1.Volume{{Name: "node", VolumeSource: corev1.VolumeSource{HostPath: &corev1.HostPathVolumeSource{Path: "/"}}}},
	}}
}

func TestWhatAPolicyRefusesIsLacking(t *testing.T) {
	isGitRepo := func(v corev1.VolumeSource) bool { return v.GitRepo != nil }
	isHostPath := func(v corev1.VolumeSource) bool { return v.HostPath != nil }
	isRoot := func(v corev1.VolumeSource) bool { return v.HostPath != nil && v.HostPath.Path == "/" }
	gitRepo, nfs := claim.Admits("gitRepo"), claim.Admits("nfs")
	for name, tc := range map[string]struct {
		policy  policy
		lacking []string
	}{
		"none": {policy: func(*corev1.Pod) string { return "" }},
		"images of our registry only": {policy: func(pod *corev1.Pod) string {
			if !strings.HasPrefix(pod.Spec.Containers[0].Image, "registry.example/") {
				return "image not from an allowed registry"
			}
			return ""
		}},
		"no gitRepo": {policy: func(pod *corev1.Pod) string { return words(has(pod, isGitRepo)) }, lacking: []string{gitRepo}},
		"no hostPath": {
			policy:  func(pod *corev1.Pod) string { return words(has(pod, isHostPath)) },
			lacking: []string{string(claim.Privileged), claim.NodeObserver},
		},
		"not the node's root": {policy: func(pod *corev1.Pod) string { return words(has(pod, isRoot)) }, lacking: []string{claim.NodeObserver}},
		"no observer by its image": {
			policy:  func(pod *corev1.Pod) string { return words(strings.Contains(pod.Spec.Containers[0].Image, "observer")) },
			lacking: []string{claim.NodeObserver},
		},
		"a list of volume types": {
			policy: func(pod *corev1.Pod) string {
				return words(len(pod.Spec.Volumes) > 0 && !has(pod, func(v corev1.VolumeSource) bool { return v.EmptyDir != nil }))
			},
			lacking: []string{string(claim.Privileged), claim.NodeObserver, gitRepo, nfs},
		},
		"no Pod as root": {
			policy:  func(pod *corev1.Pod) string { return words(pod.Spec.SecurityContext == nil) },
			lacking: []string{string(claim.Baseline), string(claim.Privileged), claim.NodeObserver},
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := clusterWith(t, tc.policy)
			admitted, err := Ordinary(images, probe.Wishes{}, "ns", nil)
			require.NoError(t, err)
			found, err := Ask(t.Context(), s, admitted, observerTemplate(), []string{"gitRepo", "nfs"})
			require.NoError(t, err)
			var lacking []string
			for capability, why := range found.Lacking {
				lacking = append(lacking, capability)
				assert.Containsf(t, why, "the ValidatingAdmissionPolicy 'p' refuses it", capability)
				assert.Containsf(t, why, "not here", capability)
			}
			assert.ElementsMatch(t, tc.lacking, lacking)
			assert.Equal(t, len(tc.lacking) > 0, len(found.Refusals) > 0)
			if found.Lacking[gitRepo]+found.Lacking[string(claim.Baseline)] == "" {
				assert.Equal(t, new(true), found.GitRepoOff)
			} else {
				assert.Nilf(t, found.GitRepoOff, "a refusal has no warning that could tell")
			}
		})
	}
}

func words(refused bool) string {
	if refused {
		return "not here"
	}
	return ""
}

func TestOnlyAClassicSidecarKeepsPodsFromEnding(t *testing.T) {
	with := func(change func(*corev1.Pod)) Findings {
		s := clusterWith(t, func(*corev1.Pod) string { return "" })
		admitted, err := Ordinary(images, probe.Wishes{}, "ns", nil)
		require.NoError(t, err)
		change(admitted)
		found, err := Ask(t.Context(), s, admitted, observerTemplate(), nil)
		require.NoError(t, err)
		return found
	}
	assert.Empty(t, with(func(*corev1.Pod) {}).Injected)

	classic := with(func(pod *corev1.Pod) {
		pod.Spec.Containers = append(pod.Spec.Containers, corev1.Container{Name: "mesh-proxy"})
	})
	assert.Equal(t, []Injected{{Name: "mesh-proxy", Classic: true}}, classic.Injected)
	assert.Contains(t, classic.Lacking[claim.PodsEnd], "mesh-proxy")

	native := with(func(pod *corev1.Pod) {
		pod.Spec.InitContainers = []corev1.Container{{Name: "setup"}, {Name: "mesh-proxy", RestartPolicy: new(corev1.ContainerRestartPolicyAlways)}}
	})
	assert.Equal(t, []Injected{{Name: "mesh-proxy"}}, native.Injected)
	assert.NotContains(t, native.Lacking, claim.PodsEnd)
}

func TestOrdinaryPodsAreAdmittedAtEveryLevel(t *testing.T) {
	pod, err := Ordinary(images, probe.Wishes{PodLabels: map[string]string{"team": "storage"}}, "ns", map[string]string{"a": "b"})
	require.NoError(t, err)
	assert.Equal(t, map[string]string{"a": "b", "team": "storage"}, pod.Labels)
	assert.True(t, *pod.Spec.SecurityContext.RunAsNonRoot)
	assert.Equal(t, "registry.example/shell:1", pod.Spec.Containers[0].Image)
}

func TestThereIsASampleOfEachTypeThatClaimsNeed(t *testing.T) {
	types := Types(claims.All())
	assert.Contains(t, types, "gitRepo")
	for _, name := range types {
		assert.Containsf(t, samples, name, "add a sample to samples.go")
	}
}
