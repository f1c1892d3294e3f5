package probe

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes/fake"
)

func TestSystemPodsOnTheNode(t *testing.T) {
	pod := func(namespace, name, owner string, change func(*corev1.Pod)) *corev1.Pod {
		p := &corev1.Pod{ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: name}, Spec: corev1.PodSpec{
			Volumes:    []corev1.Volume{{Name: "v", VolumeSource: corev1.VolumeSource{HostPath: &corev1.HostPathVolumeSource{Path: "/x"}}}},
			Containers: []corev1.Container{{Name: "c", VolumeMounts: []corev1.VolumeMount{{Name: "v", MountPath: "/v"}}}},
		}}
		if owner != "" {
			p.OwnerReferences = []metav1.OwnerReference{{Kind: owner, Name: "o", Controller: new(true)}}
		}
		if change != nil {
			change(p)
		}
		return p
	}
	important := func(p *corev1.Pod) { p.Spec.PriorityClassName = "system-node-critical" }
	for name, tc := range map[string]struct {
		pod  *corev1.Pod
		want bool
	}{
		"of a DaemonSet in kube-system":     {pod("kube-system", "p", "DaemonSet", nil), true},
		"static, in another namespace":      {pod("openshift-etcd", "p", "Node", nil), true},
		"an important DaemonSet elsewhere":  {pod("calico-system", "p", "DaemonSet", important), true},
		"mounted by an init container":      {pod("kube-system", "p", "DaemonSet", func(p *corev1.Pod) { p.Spec.InitContainers, p.Spec.Containers = p.Spec.Containers, nil }), true},
		"a user's DaemonSet":                {pod("logging", "p", "DaemonSet", nil), false},
		"of a Deployment":                   {pod("kube-system", "p", "ReplicaSet", important), false},
		"of nobody":                         {pod("kube-system", "p", "", important), false},
		"a volume that no container mounts": {pod("kube-system", "p", "Node", func(p *corev1.Pod) { p.Spec.Containers[0].VolumeMounts = nil }), false},
		"another volume":                    {pod("kube-system", "p", "Node", func(p *corev1.Pod) { p.Spec.Volumes[0].HostPath = nil }), false},
	} {
		t.Run(name, func(t *testing.T) {
			users, err := SystemPodsOnTheNode(t.Context(), fake.NewClientset([]runtime.Object{tc.pod}...))
			require.NoError(t, err)
			assert.Equal(t, tc.want, len(users) == 1)
		})
	}
}
