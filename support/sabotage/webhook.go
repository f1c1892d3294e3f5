package sabotage

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"time"

	admissionregistrationv1 "k8s.io/api/admissionregistration/v1"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/client-go/kubernetes"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/held"
	"github.com/volconf/volconf/support/incluster/mutator/mutation"
	"github.com/volconf/volconf/support/namespace"
)

const (
	webhookName = "volconf-sabotage" // of the namespace; all else that is installed has it before its own
	firstPort   = 19443              // on the control-plane node, where nothing else listens
)

// Webhook is the admission webhook that applies a sabotage's rules to one run of
// the suite.
type Webhook struct {
	Kube     kubernetes.Interface
	Image    string // reference of the fixture image mutator
	RunID    string // of the run that it lies to; others go on beside it
	Port     int32  // of its own on the control-plane node
	Timeouts await.Timeouts
}

func (w Webhook) name() string { return webhookName + "-" + w.RunID }

// Install starts the webhook on the control-plane node and returns when the API
// server asks it. Only namespaces of the run's claims are concerned: the
// instruments have no claim label.
func (w Webhook) Install(ctx context.Context, set mutation.Set) error {
	pair, err := held.SelfSigned(net.IPv4(127, 0, 0, 1), time.Now())
	if err != nil {
		return err
	}
	rules, err := json.Marshal(set)
	if err != nil {
		return fmt.Errorf("writing the rules of %s: %w", set.ID, err)
	}
	if err := w.makeNamespace(ctx); err != nil {
		return err
	}
	secret := &corev1.Secret{
		ObjectMeta: metav1.ObjectMeta{Name: set.ID, Namespace: webhookName},
		Data:       map[string][]byte{"tls.crt": pair.Certificate, "tls.key": pair.Key, "set.json": rules},
	}
	if _, err := w.Kube.CoreV1().Secrets(webhookName).Create(ctx, secret, metav1.CreateOptions{}); err != nil {
		return fmt.Errorf("handing the rules to the webhook: %w", err)
	}
	if err := w.start(ctx, set.ID); err != nil {
		return err
	}
	if _, err := w.Kube.AdmissionregistrationV1().MutatingWebhookConfigurations().
		Create(ctx, w.configuration(pair.Certificate), metav1.CreateOptions{}); err != nil {
		return fmt.Errorf("registering the webhook: %w", err)
	}
	return w.awaitMark(ctx, set.ID)
}

// breaks is Install as part of a sabotage.
func (w Webhook) breaks(set mutation.Set) held.Change {
	return func(ctx context.Context, _ held.Cluster) (*held.Changed, error) {
		mend := func(ctx context.Context) error { return w.Remove(ctx, set.ID) }
		if err := w.Install(ctx, set); err != nil {
			return nil, errors.Join(err, mend(context.WithoutCancel(ctx)))
		}
		return &held.Changed{Undo: mend}, nil
	}
}

// makeNamespace makes the namespace of all webhooks, once.
func (w Webhook) makeNamespace(ctx context.Context) error {
	err := namespace.Make(ctx, w.Kube, webhookName, nil, w.Timeouts.NamespaceReady)
	if apierrors.IsAlreadyExists(err) {
		return namespace.Ready(ctx, w.Kube, webhookName, w.Timeouts.NamespaceReady)
	}
	return err
}

func (w Webhook) start(ctx context.Context, id string) error {
	if _, err := w.Kube.CoreV1().Pods(webhookName).Create(ctx, w.pod(id), metav1.CreateOptions{}); err != nil {
		return fmt.Errorf("starting the webhook: %w", err)
	}
	return await.For(ctx, "the webhook's Pod to be Ready", w.Timeouts.PodReady, func(ctx context.Context) (bool, string, error) {
		pod, err := w.Kube.CoreV1().Pods(webhookName).Get(ctx, id, metav1.GetOptions{})
		if err != nil {
			return false, "", err
		}
		for _, c := range pod.Status.Conditions {
			if c.Type == corev1.PodReady && c.Status == corev1.ConditionTrue {
				return true, "", nil
			}
		}
		return false, webhookState(pod), nil
	})
}

func webhookState(pod *corev1.Pod) string {
	state := "phase " + string(pod.Status.Phase)
	for _, status := range pod.Status.ContainerStatuses {
		if status.State.Waiting != nil {
			state += ", waiting: " + status.State.Waiting.Reason
		}
	}
	return state
}

func (w Webhook) pod(id string) *corev1.Pod {
	grace := int64(0)
	return &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{Name: id, Namespace: webhookName},
		Spec: corev1.PodSpec{
			HostNetwork: true, TerminationGracePeriodSeconds: &grace,
			NodeSelector: map[string]string{"node-role.kubernetes.io/control-plane": ""},
			Tolerations:  []corev1.Toleration{{Operator: corev1.TolerationOpExists}},
			Containers: []corev1.Container{{
				Name: "mutator", Image: w.Image, ImagePullPolicy: corev1.PullNever,
				Args: []string{fmt.Sprintf("-addr=:%d", w.Port)},
				ReadinessProbe: &corev1.Probe{PeriodSeconds: 1, ProbeHandler: corev1.ProbeHandler{
					TCPSocket: &corev1.TCPSocketAction{Port: intstr.FromInt32(w.Port)},
				}},
				VolumeMounts: []corev1.VolumeMount{{Name: "set", MountPath: "/etc/mutator", ReadOnly: true}},
			}},
			Volumes: []corev1.Volume{{Name: "set", VolumeSource: corev1.VolumeSource{
				Secret: &corev1.SecretVolumeSource{SecretName: id},
			}}},
		},
	}
}

// configuration has the API server ask the webhook about the Pods and the
// namespaces of the run's claims. It fails closed: a Pod that slipped through unchanged
// would look like a survivor.
func (w Webhook) configuration(authority []byte) *admissionregistrationv1.MutatingWebhookConfiguration {
	fail, none := admissionregistrationv1.Fail, admissionregistrationv1.SideEffectClassNone
	url := fmt.Sprintf("https://127.0.0.1:%d/", w.Port)
	hook := func(name, resource string) admissionregistrationv1.MutatingWebhook {
		return admissionregistrationv1.MutatingWebhook{
			Name:                    name + ".sabotage.volconf.dev",
			ClientConfig:            admissionregistrationv1.WebhookClientConfig{URL: &url, CABundle: authority},
			FailurePolicy:           &fail,
			SideEffects:             &none,
			AdmissionReviewVersions: []string{"v1"},
			NamespaceSelector: &metav1.LabelSelector{
				MatchLabels:      map[string]string{mutation.RunLabel: w.RunID},
				MatchExpressions: []metav1.LabelSelectorRequirement{{Key: mutation.ClaimsLabel, Operator: metav1.LabelSelectorOpExists}},
			},
			Rules: []admissionregistrationv1.RuleWithOperations{{
				Operations: []admissionregistrationv1.OperationType{admissionregistrationv1.Create},
				Rule:       admissionregistrationv1.Rule{APIGroups: []string{""}, APIVersions: []string{"v1"}, Resources: []string{resource}},
			}},
		}
	}
	return &admissionregistrationv1.MutatingWebhookConfiguration{
		ObjectMeta: metav1.ObjectMeta{Name: w.name()},
		Webhooks:   []admissionregistrationv1.MutatingWebhook{hook("pods", "pods"), hook("services", "services"), hook("namespaces", "namespaces")},
	}
}

// awaitMark waits until the API server marks a namespace that is tried with an
// ID, or with an empty one until it marks it no more: its own caches lag behind
// the objects.
func (w Webhook) awaitMark(ctx context.Context, id string) error {
	tried := &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{
		Name: w.name() + "-trial", Labels: map[string]string{mutation.RunLabel: w.RunID, mutation.ClaimsLabel: "true"},
	}}
	return await.For(ctx, fmt.Sprintf("the API server to take up the webhook %q", id), w.Timeouts.Settle,
		func(ctx context.Context) (bool, string, error) {
			answer, err := w.Kube.CoreV1().Namespaces().Create(ctx, tried, metav1.CreateOptions{DryRun: []string{metav1.DryRunAll}})
			if err != nil {
				return false, "", err
			}
			mark := answer.Annotations[mutation.MarkAnnotation]
			return mark == id, fmt.Sprintf("namespaces are marked %q", mark), nil
		})
}

// Remove takes the webhook out again. It is not an error if it is not there.
func (w Webhook) Remove(ctx context.Context, id string) error {
	now := metav1.DeleteOptions{GracePeriodSeconds: new(int64)}
	err := errors.Join(
		gone(w.Kube.AdmissionregistrationV1().MutatingWebhookConfigurations().Delete(ctx, w.name(), metav1.DeleteOptions{})),
		gone(w.Kube.CoreV1().Pods(webhookName).Delete(ctx, id, now)),
		gone(w.Kube.CoreV1().Secrets(webhookName).Delete(ctx, id, metav1.DeleteOptions{})),
	)
	if err != nil {
		return fmt.Errorf("removing the webhook: %w", err)
	}
	return errors.Join(w.awaitMark(ctx, ""), w.awaitPodGone(ctx, id))
}

// awaitPodGone frees the port for the next webhook.
func (w Webhook) awaitPodGone(ctx context.Context, id string) error {
	return await.For(ctx, "the webhook's Pod to be gone", w.Timeouts.PodDeleted, func(ctx context.Context) (bool, string, error) {
		_, err := w.Kube.CoreV1().Pods(webhookName).Get(ctx, id, metav1.GetOptions{})
		if apierrors.IsNotFound(err) {
			return true, "", nil
		}
		return false, "the Pod is there", err
	})
}

func gone(err error) error {
	if apierrors.IsNotFound(err) {
		return nil
	}
	return err
}
