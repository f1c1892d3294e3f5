package preflight

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	storagev1 "k8s.io/api/storage/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes/fake"

	"github.com/volconf/volconf/support/claim"
)

func TestTheTextSaysWhatTheClusterIsAndWhatWillNotApply(t *testing.T) {
	r := &Result{
		Server: "v1.37.1", Address: "https://127.0.0.1:6443", Selected: 3,
		Nodes: []Node{
			{Name: "worker", OS: "linux", Arch: "amd64", Kubelet: "v1.36.3", Runtime: "containerd://2.4.2", Learned: &Places{
				Found: map[string]string{claim.KubeletRoot: "/data/kubelet"}, Unknown: map[string]string{claim.KubeletUnit: "no unit"}, CgroupVersion: 2,
			}},
			{Name: "win", OS: "windows", Arch: "amd64", Unfit: "its operating system is windows"},
		},
		Classes:       []Class{{Name: "standard", Provisioner: "p", Binding: "WaitForFirstConsumer", Reclaim: "Retain", Default: true}},
		Missing:       []string{"create pods/exec"},
		Refusals:      []Refusal{{What: "a Pod with a volume of type gitRepo", Words: "the ValidatingAdmissionPolicy 'p' refuses it: not here"}},
		Injected:      []Injected{{Name: "mesh-proxy", Classic: true}},
		NotApplicable: []NotApplicable{{ID: "some-claim", Reason: claim.Text{En: "not here", Ko: "여기서는 안 된다"}}},
		OnlyNodesTell: []string{"other-claim"},
		Problem:       "this user may not create pods/exec",
	}
	var text bytes.Buffer
	require.NoError(t, r.WriteText(&text))
	for _, want := range []string{
		"Kubernetes v1.37.1 at https://127.0.0.1:6443", "containerd://2.4.2", "no: its operating system is windows", "/data/kubelet",
		"kubelet unit: not known: no unit", "cgroups: version 2", "WaitForFirstConsumer", "Retain", "create pods/exec", "refuses it: not here",
		"mesh-proxy, a classic sidecar", "Of 3 selected claims 2 apply", "some-claim: not here", "other-claim", "No run would start: this user",
	} {
		assert.Contains(t, text.String(), want)
	}
}

func TestTheJSONHasEmptyLists(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, (&Result{Schema: Schema}).WriteJSON(&out))
	assert.True(t, json.Valid(out.Bytes()))
	assert.NotContains(t, out.String(), "null")
}

func TestClassesSayWhatTheAPIDefaultsTo(t *testing.T) {
	kube := fake.NewClientset(&storagev1.StorageClass{
		ObjectMeta:  metav1.ObjectMeta{Name: "standard", Annotations: map[string]string{"storageclass.kubernetes.io/is-default-class": "true"}},
		Provisioner: "p", VolumeBindingMode: new(storagev1.VolumeBindingWaitForFirstConsumer),
	})
	classes, err := Classes(t.Context(), kube)
	require.NoError(t, err)
	assert.Equal(t, []Class{{Name: "standard", Provisioner: "p", Binding: "WaitForFirstConsumer", Reclaim: "Delete", Default: true}}, classes)
}
