package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
)

func volumeIn(phase corev1.PersistentVolumePhase) *corev1.PersistentVolume {
	return &corev1.PersistentVolume{Status: corev1.PersistentVolumeStatus{Phase: phase, Message: "no such disk"}}
}

// TestReclaimed: what contradicts a reclaim policy, and what is only slow or in trouble.
func TestReclaimed(t *testing.T) {
	retains := func(now *corev1.PersistentVolume) (bool, error) { return isReleased("pv", now) }
	for name, tc := range map[string]struct {
		judge  func(*corev1.PersistentVolume) (bool, error)
		now    *corev1.PersistentVolume
		done   bool
		broken bool
		plain  bool
	}{
		"Retain, released":                   {judge: retains, now: volumeIn(corev1.VolumeReleased), done: true},
		"Retain, not released yet":           {judge: retains, now: volumeIn(corev1.VolumeBound)},
		"Retain, gone":                       {judge: retains, broken: true},
		"Retain, offered to others":          {judge: retains, now: volumeIn(corev1.VolumeAvailable), broken: true},
		"Delete, gone":                       {judge: isDeleted, done: true},
		"Delete, being detached":             {judge: isDeleted, now: volumeIn(corev1.VolumeReleased)},
		"Delete, the provisioner in trouble": {judge: isDeleted, now: volumeIn(corev1.VolumeFailed), plain: true},
	} {
		t.Run(name, func(t *testing.T) {
			done, err := tc.judge(tc.now)
			assert.Equal(t, tc.done, done)
			assert.Equal(t, tc.broken, isBroken(err))
			assert.Equal(t, tc.broken || tc.plain, err != nil)
		})
	}
}

func TestMadeFor(t *testing.T) {
	class := "standard"
	pvc := &corev1.PersistentVolumeClaim{ObjectMeta: metav1.ObjectMeta{Name: "data", UID: "ours"}}
	pvc.Spec.StorageClassName = &class
	pvc.Spec.Resources.Requests = corev1.ResourceList{corev1.ResourceStorage: resource.MustParse("1Gi")}
	made := func(change func(*corev1.PersistentVolume)) *corev1.PersistentVolume {
		pv := &corev1.PersistentVolume{ObjectMeta: metav1.ObjectMeta{Name: "pvc-1", Annotations: map[string]string{provisionedBy: "rancher.io/local-path"}}}
		pv.Spec.StorageClassName = class
		pv.Spec.ClaimRef = &corev1.ObjectReference{UID: "ours"}
		pv.Spec.Capacity = corev1.ResourceList{corev1.ResourceStorage: resource.MustParse("2Gi")}
		change(pv)
		return pv
	}
	for name, tc := range map[string]struct {
		change func(*corev1.PersistentVolume)
		broken bool
		plain  bool
	}{
		"made for it, and larger": {change: func(*corev1.PersistentVolume) {}},
		"of another claim":        {change: func(pv *corev1.PersistentVolume) { pv.Spec.ClaimRef.UID = types.UID("another") }, broken: true},
		"of another class":        {change: func(pv *corev1.PersistentVolume) { pv.Spec.StorageClassName = "fast" }, broken: true},
		"too small": {change: func(pv *corev1.PersistentVolume) {
			pv.Spec.Capacity[corev1.ResourceStorage] = resource.MustParse("1Mi")
		}, broken: true},
		"there before": {change: func(pv *corev1.PersistentVolume) { pv.Annotations = nil }, plain: true},
	} {
		t.Run(name, func(t *testing.T) {
			err := madeFor(pvc, made(tc.change))
			assert.Equal(t, tc.broken, isBroken(err))
			assert.Equal(t, tc.broken || tc.plain, err != nil)
		})
	}
}

func TestStorageFolder(t *testing.T) {
	for want, source := range map[string]corev1.PersistentVolumeSource{
		"/a": {HostPath: &corev1.HostPathVolumeSource{Path: "/a"}},
		"/b": {Local: &corev1.LocalVolumeSource{Path: "/b"}},
		"":   {CSI: &corev1.CSIPersistentVolumeSource{Driver: "d", VolumeHandle: "h"}},
	} {
		assert.Equal(t, want, storageFolder(&corev1.PersistentVolume{Spec: corev1.PersistentVolumeSpec{PersistentVolumeSource: source}}))
	}
}
