package manifest

import (
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/e2e-framework/klient/k8s"

	"github.com/volconf/volconf/support/probe"
)

// WishPod puts what the user asked for on a Pod spec and on what its Pods are
// labelled by. What a manifest says itself stands.
func WishPod(w probe.Wishes, spec *corev1.PodSpec, pods Labelled) {
	if len(w.PodLabels) > 0 {
		pods.SetLabels(Merged(pods.GetLabels(), w.PodLabels))
	}
	if len(w.NodeSelector) > 0 {
		spec.NodeSelector = Merged(spec.NodeSelector, w.NodeSelector)
	}
	if w.PullSecret != "" {
		spec.ImagePullSecrets = append(spec.ImagePullSecrets, corev1.LocalObjectReference{Name: w.PullSecret})
	}
	if w.RuntimeClass != "" && spec.RuntimeClassName == nil {
		spec.RuntimeClassName = &w.RuntimeClass
	}
	for i := range spec.Volumes {
		if ephemeral := spec.Volumes[i].Ephemeral; ephemeral != nil && ephemeral.VolumeClaimTemplate != nil {
			wishPVC(w, &ephemeral.VolumeClaimTemplate.Spec)
		}
	}
}

// wishPVCs puts the class that the user asked for on the PVCs of an object.
func wishPVCs(w probe.Wishes, object k8s.Object) {
	switch o := object.(type) {
	case *corev1.PersistentVolumeClaim:
		wishPVC(w, &o.Spec)
	case *appsv1.StatefulSet:
		for i := range o.Spec.VolumeClaimTemplates {
			wishPVC(w, &o.Spec.VolumeClaimTemplates[i].Spec)
		}
	}
}

func wishPVC(w probe.Wishes, spec *corev1.PersistentVolumeClaimSpec) {
	if w.StorageClass != "" && spec.StorageClassName == nil {
		spec.StorageClassName = &w.StorageClass
	}
}

// wishRaw does the same to an object that is kept as it stands.
func wishRaw(w probe.Wishes, object *unstructured.Unstructured) {
	if object.GetKind() == "PersistentVolumeClaim" {
		wishRawPVC(w, object.Object)
	}
	wishRawPods(w, object.Object)
}

// wishRawPods finds what has a Pod's spec: a Pod, or a template of one.
func wishRawPods(w probe.Wishes, node any) {
	switch n := node.(type) {
	case []any:
		for _, item := range n {
			wishRawPods(w, item)
		}
	case map[string]any:
		if spec, ok := n["spec"].(map[string]any); ok && spec["containers"] != nil {
			wishRawPod(w, n, spec)
			return
		}
		for key, value := range n {
			if templates, ok := value.([]any); ok && key == "volumeClaimTemplates" {
				for _, template := range templates {
					wishRawPVC(w, template)
				}
			}
			wishRawPods(w, value)
		}
	}
}

func wishRawPod(w probe.Wishes, pod, spec map[string]any) {
	markFirst(pod, spec)
	if len(w.PodLabels) > 0 {
		merge(within(pod, "metadata"), "labels", w.PodLabels)
	}
	if len(w.NodeSelector) > 0 {
		merge(spec, "nodeSelector", w.NodeSelector)
	}
	if w.PullSecret != "" {
		secrets, _ := spec["imagePullSecrets"].([]any)
		spec["imagePullSecrets"] = append(secrets, map[string]any{"name": w.PullSecret})
	}
	if w.RuntimeClass != "" && spec["runtimeClassName"] == nil {
		spec["runtimeClassName"] = w.RuntimeClass
	}
	volumes, _ := spec["volumes"].([]any)
	for _, volume := range volumes {
		if v, ok := volume.(map[string]any); ok {
			if ephemeral, ok := v["ephemeral"].(map[string]any); ok {
				wishRawPVC(w, ephemeral["volumeClaimTemplate"])
			}
		}
	}
}

// markFirst says which container of a Pod is the manifest's first: others may be put
// in beside it.
func markFirst(pod, spec map[string]any) {
	containers, _ := spec["containers"].([]any)
	if len(containers) == 0 {
		return
	}
	if first, ok := containers[0].(map[string]any); ok {
		if name, ok := first["name"].(string); ok {
			merge(within(pod, "metadata"), "annotations", map[string]string{probe.FirstContainer: name})
		}
	}
}

func wishRawPVC(w probe.Wishes, node any) {
	pvc, ok := node.(map[string]any)
	if !ok || w.StorageClass == "" {
		return
	}
	if spec := within(pvc, "spec"); spec["storageClassName"] == nil {
		spec["storageClassName"] = w.StorageClass
	}
}

// within returns the map below a key, which is made if there is none.
func within(node map[string]any, key string) map[string]any {
	inner, ok := node[key].(map[string]any)
	if !ok {
		inner = map[string]any{}
		node[key] = inner
	}
	return inner
}

// merge adds pairs to the map below a key; what is there stands.
func merge(node map[string]any, key string, pairs map[string]string) {
	inner := within(node, key)
	for name, value := range pairs {
		if inner[name] == nil {
			inner[name] = value
		}
	}
}
