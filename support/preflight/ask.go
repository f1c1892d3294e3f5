// Package preflight asks a cluster, before anything is tried on it, what it is, what it
// admits and what the user may do there. It asks by dry runs, with what a run will
// really make, each beside a twin without the thing that is asked about: a policy about
// images is not taken for one about volumes. A run and `volconf preflight` ask the same.
package preflight

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/manifest"
	"github.com/volconf/volconf/support/probe"
)

// Findings are what the cluster's answers tell.
type Findings struct {
	Lacking  map[string]string // capability or level that the cluster lacks, and why
	Refusals []Refusal         // what somebody of the cluster refused, in their words
	Injected []Injected        // containers that the cluster puts into Pods
	// GitRepoOff tells whether the API server says that the driver of gitRepo volumes is
	// off; it is nil where it could not be asked.
	GitRepoOff *bool
}

// Refusal is what somebody of the cluster does not admit.
type Refusal struct {
	What  string `json:"what"`  // "a Pod with a gitRepo volume"
	Words string `json:"words"` // who refuses it, and in which words
}

// Injected is a container that somebody else puts into each Pod of the run.
type Injected struct {
	Name    string `json:"name"`
	Classic bool   `json:"classic"` // an ordinary container: a Pod with it does not end by itself
}

// Images resolves the name of a fixture image, as Scene.Image does.
type Images = func(name string) (reference string, policy corev1.PullPolicy, err error)

// Ordinary is a Pod that the strictest level of Pod Security admits, with an image that
// the run uses and with what the user asks for on Pods.
func Ordinary(image Images, wishes probe.Wishes, namespace string, labels map[string]string) (*corev1.Pod, error) {
	pod, err := plain(image, wishes, namespace, labels)
	if err != nil {
		return nil, err
	}
	pod.Spec.SecurityContext = &corev1.PodSecurityContext{
		RunAsNonRoot: new(true), RunAsUser: new(int64(65532)),
		SeccompProfile: &corev1.SeccompProfile{Type: corev1.SeccompProfileTypeRuntimeDefault},
	}
	pod.Spec.Containers[0].SecurityContext = &corev1.SecurityContext{
		AllowPrivilegeEscalation: new(false), Capabilities: &corev1.Capabilities{Drop: []corev1.Capability{"ALL"}},
	}
	return pod, nil
}

// plain is a Pod as the claims of level baseline make it: as root, and without a token.
func plain(image Images, wishes probe.Wishes, namespace string, labels map[string]string) (*corev1.Pod, error) {
	reference, policy, err := image("shell")
	if err != nil {
		return nil, err
	}
	pod := &corev1.Pod{
		TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "Pod"},
		ObjectMeta: metav1.ObjectMeta{Name: "preflight", Namespace: namespace, Labels: labels},
		Spec: corev1.PodSpec{
			AutomountServiceAccountToken: new(false),
			Containers:                   []corev1.Container{{Name: ownContainer, Image: reference, ImagePullPolicy: policy, Command: []string{"true"}}},
		},
	}
	manifest.WishPod(wishes, &pod.Spec, pod)
	return pod, nil
}

const ownContainer = "preflight"

// Ask finds out what the cluster admits in the scene's namespace, which has admitted
// an ordinary Pod already: admitted is that Pod as it came back. observer is the
// template of the node observer's Pods. types are the volume types that claims need.
// It takes about 5 ms for each. An error is a cluster that did not answer.
func Ask(ctx context.Context, s *probe.Scene, admitted *corev1.Pod, observer corev1.PodTemplateSpec, types []string) (Findings, error) {
	a := asker{scene: s, findings: Findings{Lacking: map[string]string{}, Injected: injected(admitted)}}
	if why := endless(a.findings.Injected); why != "" {
		a.findings.Lacking[claim.PodsEnd] = why
	}
	for _, ask := range []func(context.Context) error{
		a.levels,
		func(ctx context.Context) error { return a.observer(ctx, observer) },
		func(ctx context.Context) error { return a.volumes(ctx, types) },
	} {
		if err := ask(ctx); err != nil {
			return Findings{}, err
		}
	}
	return a.findings, nil
}

type asker struct {
	scene    *probe.Scene
	findings Findings
}

// levels asks for a Pod that only level baseline admits, and beside it for one that
// only level privileged does: what claims of that level have is a folder of the node.
func (a *asker) levels(ctx context.Context) error {
	why, err := a.refused(ctx, "a Pod that runs as root", func(*corev1.Pod) {})
	if err != nil {
		return err
	}
	if why != "" {
		a.findings.Lacking[string(claim.Baseline)] = why
		a.findings.Lacking[string(claim.Privileged)] = why
		return nil
	}
	why, err = a.refused(ctx, "a Pod with a hostPath volume", with(corev1.VolumeSource{
		HostPath: &corev1.HostPathVolumeSource{Path: probe.NodeRoot + "/" + a.scene.RunID},
	}))
	if err == nil && why != "" {
		a.findings.Lacking[string(claim.Privileged)] = why
	}
	return err
}

// observer asks for a Pod of the node observer's DaemonSet as it will be made.
func (a *asker) observer(ctx context.Context, template corev1.PodTemplateSpec) error {
	if why := a.findings.Lacking[string(claim.Baseline)]; why != "" {
		a.findings.Lacking[claim.NodeObserver] = why
		return nil
	}
	as := func(change func(*corev1.PodSpec)) func(*corev1.Pod) {
		return func(pod *corev1.Pod) {
			pod.Labels = template.Labels
			template.Spec.DeepCopyInto(&pod.Spec)
			change(&pod.Spec)
		}
	}
	why, err := a.refused(ctx, "the node observer, without the node's folders", as(withoutHostPath))
	if err == nil && why == "" {
		why, err = a.refused(ctx, "the node observer, a Pod with the node's root as a hostPath volume", as(func(*corev1.PodSpec) {}))
	}
	if err == nil && why != "" {
		a.findings.Lacking[claim.NodeObserver] = why
	}
	return err
}

func withoutHostPath(spec *corev1.PodSpec) {
	for i := range spec.Volumes {
		if spec.Volumes[i].HostPath != nil {
			spec.Volumes[i].VolumeSource = corev1.VolumeSource{EmptyDir: &corev1.EmptyDirVolumeSource{}}
		}
	}
	for i := range spec.Containers {
		for j := range spec.Containers[i].VolumeMounts {
			spec.Containers[i].VolumeMounts[j].MountPropagation = nil
		}
	}
}

// volumes asks for a Pod with a volume of each type, beside one with an emptyDir.
func (a *asker) volumes(ctx context.Context, types []string) error {
	if a.findings.Lacking[string(claim.Baseline)] != "" {
		return nil // the level lacks already, and every claim of these types needs it
	}
	twin, err := a.refused(ctx, "a Pod with an emptyDir volume", with(corev1.VolumeSource{EmptyDir: &corev1.EmptyDirVolumeSource{}}))
	if err != nil {
		return err
	}
	for _, name := range types {
		source, known := samples[name]
		if !known {
			return fmt.Errorf("no sample of volume type %s: add one to support/preflight/samples.go", name)
		}
		why := twin
		if twin == "" {
			if why, err = a.refused(ctx, "a Pod with a volume of type "+name, with(source)); err != nil {
				return err
			}
		}
		if why != "" {
			a.findings.Lacking[claim.Admits(name)] = why
		}
	}
	return nil
}

func with(source corev1.VolumeSource) func(*corev1.Pod) {
	return func(pod *corev1.Pod) {
		pod.Spec.Volumes = []corev1.Volume{{Name: "asked", VolumeSource: source}}
		pod.Spec.Containers[0].VolumeMounts = []corev1.VolumeMount{{Name: "asked", MountPath: "/asked"}}
	}
}

// refused tries a Pod without making it, and returns who of the cluster refuses it in
// which words, or "". What the API server's own validation refuses is a matter of its
// version, and of the claims.
func (a *asker) refused(ctx context.Context, what string, change func(*corev1.Pod)) (string, error) {
	answer, err := a.try(ctx, change)
	if err != nil {
		return "", fmt.Errorf("trying whether the cluster admits %s: %w", what, err)
	}
	a.noteGitRepo(answer)
	if answer.Refused == nil || answer.Refused.By == "" {
		return "", nil
	}
	words := answer.Refused.Words()
	a.findings.Refusals = append(a.findings.Refusals, Refusal{What: what, Words: words})
	return what + " is not admitted: " + words, nil
}

// noteGitRepo reads from the warning of an admitted gitRepo volume whether its driver is
// off: "deprecated in v1.11, and disabled by default in v1.33+" (pkg/api/pod/warnings.go,
// v1.33).
func (a *asker) noteGitRepo(answer probe.Answer) {
	for _, warning := range answer.Warnings {
		if strings.Contains(warning, ".gitRepo: deprecated") {
			a.findings.GitRepoOff = new(strings.Contains(warning, "disabled by default"))
		}
	}
}

func (a *asker) try(ctx context.Context, change func(*corev1.Pod)) (probe.Answer, error) {
	pod, err := plain(a.scene.Image, a.scene.Wishes, a.scene.Namespace, a.scene.Labels())
	if err != nil {
		return probe.Answer{}, err
	}
	change(pod)
	body, err := runtime.DefaultUnstructuredConverter.ToUnstructured(pod)
	if err != nil {
		return probe.Answer{}, err
	}
	return a.scene.Ask(ctx, probe.Request{
		Verb: http.MethodPost, Path: "/api/v1/namespaces/" + a.scene.Namespace + "/pods", Body: body, DryRun: true, Lenient: true,
	})
}

// injected are the containers of an admitted Pod that it was not sent with. An init
// container that ends is of no matter to any claim; one that goes on is a native
// sidecar, which ends with the Pod (KEP-753).
func injected(admitted *corev1.Pod) []Injected {
	var found []Injected
	for _, c := range admitted.Spec.Containers {
		if c.Name != ownContainer {
			found = append(found, Injected{Name: c.Name, Classic: true})
		}
	}
	for _, c := range admitted.Spec.InitContainers {
		if c.RestartPolicy != nil && *c.RestartPolicy == corev1.ContainerRestartPolicyAlways {
			found = append(found, Injected{Name: c.Name})
		}
	}
	return found
}

func endless(found []Injected) string {
	i := slices.IndexFunc(found, func(c Injected) bool { return c.Classic })
	if i < 0 {
		return ""
	}
	return "the cluster puts a container into every Pod (" + found[i].Name + "), and a Pod with it does not end by itself"
}
