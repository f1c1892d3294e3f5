package probe

import (
	"fmt"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
)

// noImage are the reasons under which a container waits for an image that the node
// does not get (pkg/kubelet/images/types.go and k8s.io/cri-client's errors, v1.37).
var noImage = []string{
	"ErrImageNeverPull", "InvalidImageName", "ErrImagePull", "ImagePullBackOff", "ImageInspectError",
	"RegistryUnavailable", "SignatureValidationFailed",
}

// ImageProblem says why a container of the Pod has no image, in the kubelet's own
// words, and what may cure it; nil where no container waits for one. A kubelet tries
// again, but what it says first is what it says for minutes: to wait on would hide
// the cause. An image that is a volume of the Pod is not meant: that it cannot be
// had may be what a claim is about.
func ImageProblem(pod *corev1.Pod) error {
	for _, status := range slices.Concat(pod.Status.InitContainerStatuses, pod.Status.ContainerStatuses, pod.Status.EphemeralContainerStatuses) {
		w := status.State.Waiting
		if w == nil || !slices.Contains(noImage, w.Reason) || isOfAVolume(pod, status.Image, w.Message) {
			continue
		}
		return fmt.Errorf("node %s has no image %s for Pod %s: the kubelet says %s: %s; %s",
			pod.Spec.NodeName, status.Image, pod.Name, w.Reason, shortened(w.Message, 400), cureOf(w.Reason, w.Message))
	}
	return nil
}

// isOfAVolume tells whether the message is about an image that the Pod mounts. Where
// it names neither, it is not known to be about the container's own.
func isOfAVolume(pod *corev1.Pod, own, message string) bool {
	return !strings.Contains(message, own) && slices.ContainsFunc(pod.Spec.Volumes, func(v corev1.Volume) bool { return v.Image != nil })
}

// cures are what helps against what a kubelet or a registry says, the first that
// fits.
var cures = []struct {
	words []string
	cure  string
}{
	{
		[]string{"unauthorized", "forbidden", "authentication required", "authorization failed", "access denied", "denied:"},
		"the registry wants credentials: name a Secret with -pull-secret",
	},
	{
		[]string{"connection refused", "no such host", "i/o timeout", "deadline exceeded", "no route to host", "network is unreachable", "server misbehaving"},
		"the node does not reach the registry: look at -image-registry and -image, and at the node's network and proxy",
	},
	{
		[]string{"x509", "server gave HTTP response", "certificate"},
		"the node's runtime does not trust the registry: configure it there",
	},
	{
		[]string{"not found", "manifest unknown", "does not exist"},
		"the registry does not have it: push the images with 'volconf images push', or correct -image-registry and -image",
	},
}

func cureOf(reason, message string) string {
	if reason == "ErrImageNeverPull" {
		// In the same words a kubelet says that it has the image and that the Pod lacks the
		// credentials for it (imageNotPresentOnNeverPolicyError, image_manager.go, v1.37).
		return "load it with 'volconf images load', or name a registry with -image-registry; " +
			"where it was loaded, the kubelet wants credentials for it (imagePullCredentialsVerificationPolicy): allow it there, or use a registry"
	}
	message = strings.ToLower(message)
	for _, c := range cures {
		if slices.ContainsFunc(c.words, func(word string) bool { return strings.Contains(message, strings.ToLower(word)) }) {
			return c.cure
		}
	}
	return "look at the node's runtime"
}

// shortened keeps the beginning of a text, in bytes.
func shortened(text string, most int) string {
	if text = strings.TrimSpace(text); len(text) > most {
		return strings.ToValidUTF8(text[:most], "") + " …"
	}
	return text
}
