package probe

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
)

func waitingFor(reason, message string) *corev1.Pod {
	return &corev1.Pod{
		Spec: corev1.PodSpec{NodeName: "n"},
		Status: corev1.PodStatus{ContainerStatuses: []corev1.ContainerStatus{{
			Name: "c", Image: "registry.example/own:1", State: corev1.ContainerState{Waiting: &corev1.ContainerStateWaiting{Reason: reason, Message: message}},
		}}},
	}
}

func TestImageProblemHasTheKubeletsWordsAndACure(t *testing.T) {
	for name, tc := range map[string]struct{ reason, message, cure string }{
		"not loaded":      {"ErrImageNeverPull", `Container image "registry.example/own:1" is not present with pull policy of Never`, "volconf images load"},
		"no credentials":  {"ErrImagePull", `failed to authorize: unexpected status: 401 Unauthorized`, "-pull-secret"},
		"nobody listens":  {"ImagePullBackOff", `Back-off pulling image "registry.example/own:1": ErrImagePull: dial tcp 127.0.0.1:9: connect: connection refused`, "does not reach"},
		"no such name":    {"ErrImagePull", `dial tcp: lookup registry.example: no such host`, "does not reach"},
		"not there":       {"ErrImagePull", `failed to resolve reference "registry.example/own:1": not found`, "does not have it"},
		"not trusted":     {"ErrImagePull", `tls: failed to verify certificate: x509: certificate signed by unknown authority`, "does not trust"},
		"something else":  {"ErrImagePull", `no space left on device`, "look at the node's runtime"},
		"nothing is said": {"ImagePullBackOff", "", "look at the node's runtime"},
	} {
		err := ImageProblem(waitingFor(tc.reason, tc.message))
		require.Errorf(t, err, name)
		assert.ErrorContainsf(t, err, tc.message, name)
		assert.ErrorContainsf(t, err, tc.cure, name)
	}
}

func TestImageProblemIsAboutTheContainersImages(t *testing.T) {
	require.NoError(t, ImageProblem(waitingFor("ContainerCreating", "")))
	require.NoError(t, ImageProblem(&corev1.Pod{}))

	init := waitingFor("ErrImageNeverPull", "")
	init.Status.InitContainerStatuses, init.Status.ContainerStatuses = init.Status.ContainerStatuses, nil
	require.Errorf(t, ImageProblem(init), "of an init container")

	mounted := waitingFor("ImagePullBackOff", `Back-off pulling image "volconf.invalid/none:1"`)
	mounted.Spec.Volumes = []corev1.Volume{{VolumeSource: corev1.VolumeSource{Image: &corev1.ImageVolumeSource{Reference: "volconf.invalid/none:1"}}}}
	require.NoErrorf(t, ImageProblem(mounted), "an image volume")
	mounted.Status.ContainerStatuses[0].State.Waiting.Message = `Back-off pulling image "registry.example/own:1"`
	require.Errorf(t, ImageProblem(mounted), "the container's own, beside an image volume")
}
