package habitat

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/util/version"
	"sigs.k8s.io/kind/pkg/apis/config/v1alpha4"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/held"
)

// The words of the crowd's policy against gitRepo, and of the suite about what never
// ends beside a sidecar.
const (
	noGitRepo = "gitRepo volumes are not allowed here"
	noEnd     = "a Pod with it does not end by itself"
)

// policies are the habitats that are made in the API.
func policies() []Habitat {
	return []Habitat{
		{
			ID: "crowded",
			Is: claim.Text{
				En: "A cluster that many use: another project's volumes, a default class that retains, policies on images, limits and gitRepo, sidecars in every Pod, finalizers that go late",
				Ko: "여럿이 쓰는 클러스터: 다른 프로젝트의 volumes 리소스, 보존하는 기본 클래스, 이미지·제한·gitRepo 정책, 모든 파드의 사이드카, 늦게 사라지는 파이널라이저",
			},
			Needs:  mutatesByPolicy,
			Visits: []Visit{{Whole: true}},
			Enter: held.All(defaultClassMoves, objects("crowded.yaml"), puts("crowd-proxy"),
				refuses("images come from volconf.local", func(pod *corev1.Pod) { pod.Spec.Containers[0].Image = "elsewhere.example/none" }),
				refuses(noGitRepo, func(pod *corev1.Pod) {
					pod.Spec.Volumes = []corev1.Volume{{Name: "v", VolumeSource: corev1.VolumeSource{GitRepo: &corev1.GitRepoVolumeSource{Repository: "http://x"}}}}
				}),
				refuses("every container has a limit", func(pod *corev1.Pod) { pod.Spec.Containers[0].Resources = corev1.ResourceRequirements{} }),
				limitsInEachNamespace, lateFinalizers),
			NotApplicable: map[string]string{
				claims.GitRepoDeprecatedWarning.ID:      noGitRepo,
				claims.GitRepoAdmittedButNeverRuns.ID:   noGitRepo,
				claims.GitRepoNoCredentialsInAPI.ID:     noGitRepo,
				claims.GitRepoBlockedByPolicy.ID:        noGitRepo,
				claims.TypeGitRepoInventory.ID:          noGitRepo,
				claims.EmptyDirGoneWhenPodTerminates.ID: noEnd,
				claims.InitFailureFailsPodWhenNever.ID:  noEnd,
				claims.NativeSidecarOrdering.ID:         noEnd,
			},
		},
		{
			ID:     "no-default-class",
			Is:     claim.Text{En: "No StorageClass is the default one", Ko: "기본 StorageClass가 없다"},
			Enter:  noDefaultClass,
			Ground: "plain",
			NotApplicable: map[string]string{
				claims.TypePVCDynamic.ID: "no default StorageClass",
			},
		},
		{
			ID:     "admission-defaults",
			Ground: "plain",
			Is: claim.Text{
				En: "The API server's own defaults of Pod Security: enforce baseline, warn and audit restricted",
				Ko: "API 서버의 파드 시큐리티 기본값: baseline을 강제하고 restricted를 경고·감사한다",
			},
			Files: map[string]string{"admission.yaml": admissionConfiguration},
			Kind: func(config *v1alpha4.Cluster) {
				config.KubeadmConfigPatches = append(config.KubeadmConfigPatches, readsAdmissionConfiguration)
			},
		},
		{
			ID: "label-policy", Ground: "disks",
			Is:    claim.Text{En: "A policy wants a label on every Pod", Ko: "모든 파드에 레이블을 요구하는 정책"},
			Enter: held.All(objects("label-policy.yaml"), refuses("every Pod says whose it is", func(*corev1.Pod) {})),
			Visits: []Visit{
				{Name: "with-the-label", Flags: []string{"-pod-label=team=volconf"}},
				{Name: "without", Exit: 3, Nothing: true, Says: []string{"every Pod says whose it is, by a label team"}},
			},
		},
		{
			ID: "broken-aggregation", Ground: "older",
			Is:     claim.Text{En: "An aggregated API is not available", Ko: "집계된 API 하나를 쓸 수 없다"},
			Enter:  objects("broken-aggregation.yaml"),
			Visits: []Visit{{Exit: 5, Says: []string{"v1beta1.custom.metrics.example"}}},
		},
	}
}

// mutatesByPolicy looks for MutatingAdmissionPolicy in admissionregistration.k8s.io/v1
// (KEP-3962: from 1.36).
func mutatesByPolicy(m Machine) string {
	if v, err := version.ParseGeneric(m.Kubernetes); err != nil || v.LessThan(version.MustParseGeneric("1.36")) {
		return "Kubernetes " + m.Kubernetes + " has no MutatingAdmissionPolicy of version v1"
	}
	return ""
}

// Pod Security by the API server itself (pod-security-admission admission/api, v1.37).
// What local-path does is exempt: its helper mounts folders of the node.
const (
	admissionConfiguration = `apiVersion: apiserver.config.k8s.io/v1
kind: AdmissionConfiguration
plugins:
  - name: PodSecurity
    configuration:
      apiVersion: pod-security.admission.config.k8s.io/v1
      kind: PodSecurityConfiguration
      defaults: {enforce: baseline, enforce-version: latest, warn: restricted, warn-version: latest, audit: restricted, audit-version: latest}
      exemptions: {namespaces: [kube-system, local-path-storage]}
`
	readsAdmissionConfiguration = `kind: ClusterConfiguration
apiServer:
  extraArgs: [{name: admission-control-config-file, value: ` + FilesAt + `/admission.yaml}]
  extraVolumes: [{name: habitat, hostPath: ` + FilesAt + `, mountPath: ` + FilesAt + `, readOnly: true, pathType: Directory}]
`
)

const defaultClass = "storageclass.kubernetes.io/is-default-class"

// ownClass is the StorageClass that kind's default-storage.yaml makes.
const ownClass = "standard"

// noDefaultClass takes the mark of the default off the cluster's own class.
func noDefaultClass(ctx context.Context, c held.Cluster) (*held.Changed, error) {
	mark := func(ctx context.Context, value any) error {
		patch, err := json.Marshal(map[string]any{"metadata": map[string]any{"annotations": map[string]any{defaultClass: value}}})
		if err != nil {
			return fmt.Errorf("writing the patch of a StorageClass: %w", err)
		}
		if _, err := c.Kube.StorageV1().StorageClasses().Patch(ctx, ownClass, types.MergePatchType, patch, metav1.PatchOptions{}); err != nil {
			return fmt.Errorf("marking StorageClass %s: %w", ownClass, err)
		}
		return nil
	}
	if err := mark(ctx, nil); err != nil {
		return nil, err
	}
	return &held.Changed{Undo: func(ctx context.Context) error { return mark(ctx, "true") }}, nil
}

// defaultClassMoves makes room for another default class.
var defaultClassMoves held.Change = noDefaultClass

// crowdEvery is how often a controller of the crowd looks, and how late it is.
const crowdEvery = time.Second

// limitsInEachNamespace is a controller that puts a LimitRange into each new
// namespace, a moment after it was made.
func limitsInEachNamespace(_ context.Context, c held.Cluster) (*held.Changed, error) {
	limits := &corev1.LimitRange{
		ObjectMeta: metav1.ObjectMeta{Name: "crowd"},
		Spec: corev1.LimitRangeSpec{Limits: []corev1.LimitRangeItem{{
			Type:           corev1.LimitTypeContainer,
			Default:        corev1.ResourceList{corev1.ResourceMemory: resource.MustParse("512Mi")},
			DefaultRequest: corev1.ResourceList{corev1.ResourceMemory: resource.MustParse("8Mi")},
		}}},
	}
	system := []string{metav1.NamespaceSystem, metav1.NamespacePublic, corev1.NamespaceNodeLease, metav1.NamespaceDefault, "local-path-storage", visitorName}
	meanwhile := func(ctx context.Context) error {
		return held.Again(ctx, crowdEvery/4, time.Minute, func(ctx context.Context) error {
			all, err := c.Kube.CoreV1().Namespaces().List(ctx, metav1.ListOptions{})
			if err != nil {
				return fmt.Errorf("listing the namespaces: %w", err)
			}
			for _, namespace := range all.Items {
				if namespace.DeletionTimestamp != nil || slices.Contains(system, namespace.Name) || time.Since(namespace.CreationTimestamp.Time) < crowdEvery {
					continue
				}
				_, err := c.Kube.CoreV1().LimitRanges(namespace.Name).Create(ctx, limits, metav1.CreateOptions{})
				if err != nil && !apierrors.IsAlreadyExists(err) && !apierrors.IsForbidden(err) && !apierrors.IsNotFound(err) {
					return fmt.Errorf("limiting namespace %s: %w", namespace.Name, err)
				}
			}
			return nil
		})
	}
	return &held.Changed{Meanwhile: []func(context.Context) error{meanwhile}, Undo: func(context.Context) error { return nil }}, nil
}

// lateFinalizer is put on every Pod by a policy of objects/crowded.yaml.
const lateFinalizer = "crowd.example/late"

// lateFinalizers is a controller that lets go of Pods a moment after they were to go.
func lateFinalizers(_ context.Context, c held.Cluster) (*held.Changed, error) {
	release := func(ctx context.Context) error { return letGo(ctx, c, 0) }
	meanwhile := func(ctx context.Context) error {
		return held.Again(ctx, crowdEvery/4, time.Minute, func(ctx context.Context) error { return letGo(ctx, c, crowdEvery) })
	}
	return &held.Changed{Meanwhile: []func(context.Context) error{meanwhile}, Undo: release}, nil
}

// letGo takes the finalizer off Pods that were to go so long ago.
func letGo(ctx context.Context, c held.Cluster, ago time.Duration) error {
	pods, err := c.Kube.CoreV1().Pods(metav1.NamespaceAll).List(ctx, metav1.ListOptions{})
	if err != nil {
		return fmt.Errorf("listing the Pods: %w", err)
	}
	for i := range pods.Items {
		pod := &pods.Items[i]
		if pod.DeletionTimestamp == nil || !slices.Contains(pod.Finalizers, lateFinalizer) || time.Since(pod.DeletionTimestamp.Time) < ago {
			continue
		}
		pod.Finalizers = slices.DeleteFunc(pod.Finalizers, func(f string) bool { return f == lateFinalizer })
		patch, err := json.Marshal(map[string]any{"metadata": map[string]any{"finalizers": pod.Finalizers, "uid": pod.UID}})
		if err != nil {
			return fmt.Errorf("writing the patch of a Pod: %w", err)
		}
		_, err = c.Kube.CoreV1().Pods(pod.Namespace).Patch(ctx, pod.Name, types.MergePatchType, patch, metav1.PatchOptions{})
		if err != nil && !apierrors.IsNotFound(err) && !apierrors.IsConflict(err) {
			return fmt.Errorf("letting go of Pod %s: %w", pod.Name, err)
		}
	}
	return nil
}
