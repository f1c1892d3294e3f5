package manifest

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	admissionv1 "k8s.io/api/admissionregistration/v1"
	corev1 "k8s.io/api/core/v1"
	storagev1 "k8s.io/api/storage/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/e2e-framework/klient/k8s"

	"github.com/volconf/volconf/support/probe"
)

// Owned is the name that a cluster-scoped object of a manifest has in the
// cluster, and a further namespace of the claim.
func Owned(s *probe.Scene, name string) string { return cmp.Or(s.Prefix, s.Namespace) + "-" + name }

// fitReferences lets the objects of a claim that are not in its namespace, and
// those that name them, find each other and nobody else's. A StorageClass that
// a manifest names is the claim's own.
func fitReferences(s *probe.Scene, object k8s.Object) {
	if class, found := object.GetAnnotations()[corev1.BetaStorageClassAnnotation]; found {
		object.GetAnnotations()[corev1.BetaStorageClassAnnotation] = Owned(s, class)
	}
	switch o := object.(type) {
	case *corev1.PersistentVolume:
		own(s, &o.Spec.StorageClassName)
		if ref := o.Spec.ClaimRef; ref != nil && ref.Namespace == "" {
			ref.Namespace = s.Namespace
		}
		for _, path := range volumePaths(o) {
			*path = onNode(s, *path)
		}
	case *corev1.PersistentVolumeClaim:
		own(s, &o.Spec.VolumeName)
		if o.Spec.StorageClassName != nil {
			own(s, o.Spec.StorageClassName)
		}
	case *admissionv1.ValidatingAdmissionPolicy:
		for i := range o.Spec.Validations {
			o.Spec.Validations[i].Expression = strings.ReplaceAll(o.Spec.Validations[i].Expression, probe.NodeRoot, s.HostPath())
		}
	case *admissionv1.ValidatingAdmissionPolicyBinding:
		own(s, &o.Spec.PolicyName)
		bind(s, o)
	}
}

func own(s *probe.Scene, name *string) {
	if *name != "" {
		*name = Owned(s, *name)
	}
}

func volumePaths(pv *corev1.PersistentVolume) []*string {
	switch {
	case pv.Spec.HostPath != nil:
		return []*string{&pv.Spec.HostPath.Path}
	case pv.Spec.Local != nil:
		return []*string{&pv.Spec.Local.Path}
	}
	return nil
}

func onNode(s *probe.Scene, path string) string {
	if strings.HasPrefix(path, probe.NodeRoot+"/") {
		return s.HostPath() + strings.TrimPrefix(path, probe.NodeRoot)
	}
	return path
}

// bind keeps a policy to the claim's own namespaces: to all of them, or to the
// one that the manifest names.
func bind(s *probe.Scene, b *admissionv1.ValidatingAdmissionPolicyBinding) {
	if b.Spec.MatchResources == nil {
		b.Spec.MatchResources = &admissionv1.MatchResources{}
	}
	selector := b.Spec.MatchResources.NamespaceSelector
	if selector == nil {
		selector = &metav1.LabelSelector{}
	}
	if name := selector.MatchLabels[corev1.LabelMetadataName]; name != "" {
		selector.MatchLabels[corev1.LabelMetadataName] = Owned(s, name)
	}
	selector.MatchLabels = Merged(s.Labels(), selector.MatchLabels)
	b.Spec.MatchResources.NamespaceSelector = selector
}

// clusterScoped tells the kinds of the suite that are in no namespace.
func clusterScoped(object k8s.Object) bool {
	switch object.(type) {
	case *corev1.PersistentVolume, *storagev1.StorageClass,
		*admissionv1.ValidatingAdmissionPolicy, *admissionv1.ValidatingAdmissionPolicyBinding:
		return true
	}
	return false
}

// nfsService is the Service by whose name manifests reach the claim's own NFS
// server. It is the node that mounts, and a node does not know the name.
const nfsService = "nfs"

func reachNFS(ctx context.Context, s *probe.Scene, volume *corev1.NFSVolumeSource) error {
	if volume == nil || volume.Server != nfsService {
		return nil
	}
	service, err := s.Kube.CoreV1().Services(s.Namespace).Get(ctx, nfsService, metav1.GetOptions{})
	if err != nil {
		return fmt.Errorf("finding the NFS server's address: %w", err)
	}
	volume.Server = service.Spec.ClusterIP
	return nil
}
