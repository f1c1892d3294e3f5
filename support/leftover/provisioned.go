package leftover

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/kubernetes"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claims"
)

// provisionedKind is a volume that a provisioner made for the PVC of a run. It
// carries no label of ours, and with the policy Retain no namespace takes it along.
const provisionedKind = "provisioned PersistentVolume"

// provisionedBy is the annotation of a volume that no person made
// (pkg/controller/volume/persistentvolume/pv_controller_base.go, v1.37, and the
// library of external provisioners).
const provisionedBy = "pv.kubernetes.io/provisioned-by"

// claimNamespace is the name of a namespace that a run makes for a claim.
var claimNamespace = regexp.MustCompile(`^volconf-([a-z0-9]{1,8})-(.+)$`)

// Provisioned lists the volumes that provisioners made for the PVCs of a run, or,
// with an empty ID, of any.
func Provisioned(ctx context.Context, kube kubernetes.Interface, runID string) ([]corev1.PersistentVolume, error) {
	list, err := kube.CoreV1().PersistentVolumes().List(ctx, metav1.ListOptions{})
	if err != nil {
		return nil, fmt.Errorf("listing the PersistentVolumes: %w", err)
	}
	var found []corev1.PersistentVolume
	for _, pv := range list.Items {
		if run := madeFor(&pv); run != "" && (runID == "" || run == runID) {
			found = append(found, pv)
		}
	}
	return found, nil
}

// madeFor is the run that a volume was provisioned for, or "". A namespace that
// happens to begin with volconf- is somebody else's unless a claim's ID follows.
func madeFor(pv *corev1.PersistentVolume) string {
	if pv.Spec.ClaimRef == nil || pv.Annotations[provisionedBy] == "" {
		return ""
	}
	match := claimNamespace.FindStringSubmatch(pv.Spec.ClaimRef.Namespace)
	if match == nil {
		return ""
	}
	for _, c := range claims.All() {
		// A long ID is cut in the name.
		if strings.HasPrefix(match[2], c.ID) || len(match[2]) > 20 && strings.HasPrefix(c.ID, match[2]) {
			return match[1]
		}
	}
	return ""
}

// GiveBack has a provisioned volume go, with what it holds: once its policy is
// Delete, its provisioner deletes it as soon as nobody claims it
// (https://kubernetes.io/docs/tasks/administer-cluster/change-pv-reclaim-policy/).
// It does not wait.
func GiveBack(ctx context.Context, kube kubernetes.Interface, name string) error {
	patch := []byte(`{"spec":{"persistentVolumeReclaimPolicy":"Delete"}}`)
	_, err := kube.CoreV1().PersistentVolumes().Patch(ctx, name, types.MergePatchType, patch, metav1.PatchOptions{})
	if err != nil && !apierrors.IsNotFound(err) {
		return fmt.Errorf("giving PersistentVolume %s back to its provisioner: %w", name, err)
	}
	return nil
}

// removeProvisioned gives a volume back and waits until it is gone, for as long as
// namespaces may take.
func (c *Cluster) removeProvisioned(ctx context.Context, name string) error {
	if err := GiveBack(ctx, c.kube, name); err != nil {
		return err
	}
	return await.For(ctx, "its provisioner to delete it", c.timeouts.NamespaceGone, func(ctx context.Context) (bool, string, error) {
		pv, err := c.kube.CoreV1().PersistentVolumes().Get(ctx, name, metav1.GetOptions{})
		if apierrors.IsNotFound(err) {
			return true, "", nil
		}
		if err != nil {
			return false, "", err
		}
		return false, fmt.Sprintf("it is %s %s", pv.Status.Phase, pv.Status.Message), nil
	})
}

// provisioned lists them as left-overs: what is still claimed belongs to a PVC that
// is found otherwise.
func (c *Cluster) provisioned(ctx context.Context) ([]Item, error) {
	volumes, err := Provisioned(ctx, c.kube, "")
	if err != nil {
		return nil, err
	}
	var found []Item
	for i := range volumes {
		found = append(found, Item{
			Kind: provisionedKind, Name: volumes[i].Name, Run: madeFor(&volumes[i]), Created: volumes[i].CreationTimestamp.Time,
		})
	}
	return found, nil
}
