package mutation

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// twins is a Pod of an init container and two containers that share an emptyDir.
func twins() *corev1.Pod {
	mounts := func(path string) []corev1.VolumeMount {
		return []corev1.VolumeMount{
			{Name: "shared", MountPath: path, ReadOnly: path == "/right"},
			{Name: "kube-api-access-x7x7x", MountPath: "/var/run/secrets", ReadOnly: true},
		}
	}
	return &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{Name: "twins"},
		Spec: corev1.PodSpec{
			InitContainers: []corev1.Container{{
				Name: "clone", Image: "volconf.local/git:28af", Args: []string{"clone", "--branch=master", "/seed"}, VolumeMounts: mounts("/seed"),
			}},
			Containers: []corev1.Container{
				{Name: "left", Image: "volconf.local/shell:c026", Command: []string{"sleep", "1"}, VolumeMounts: mounts("/left")},
				{Name: "right", Image: "volconf.local/nginx:0a67", VolumeMounts: mounts("/right")},
			},
			Volumes: []corev1.Volume{
				{Name: "shared", VolumeSource: corev1.VolumeSource{EmptyDir: &corev1.EmptyDirVolumeSource{}}},
				{Name: "kube-api-access-x7x7x", VolumeSource: corev1.VolumeSource{Projected: &corev1.ProjectedVolumeSource{}}},
			},
			Affinity: asking("worker"),
		},
	}
}

func changed(pod *corev1.Pod, rules ...Rule) *corev1.Pod {
	set := Set{
		ID: "test", Helper: "volconf.local/shell:c026", Images: map[string]string{"git": "volconf.local/git:28af"},
		Nodes: []string{"worker", "worker2"}, Rules: rules,
	}
	if err := set.Apply(pod, "ns"); err != nil {
		panic(err)
	}
	return pod
}

func mountOf(c corev1.Container, path string) string {
	for _, m := range c.VolumeMounts {
		if m.MountPath == path {
			return m.Name
		}
	}
	return ""
}

func volumeOf(pod *corev1.Pod, name string) *corev1.Volume {
	for i := range pod.Spec.Volumes {
		if pod.Spec.Volumes[i].Name == name {
			return &pod.Spec.Volumes[i]
		}
	}
	return nil
}

func TestRedirectToNodeKeepsTheVolumeAndTheMode(t *testing.T) {
	group := int64(65533)
	pod := twins()
	pod.Spec.SecurityContext = &corev1.PodSecurityContext{FSGroup: &group}
	changed(pod, Rule{Redirect: &Redirect{From: []Kind{EmptyDir}, To: NodeByPod}})

	place := volumeOf(pod, "sabotage-shared")
	require.NotNil(t, place)
	assert.Equal(t, NodeFolder+"/test/ns/twins/shared", place.HostPath.Path)
	require.Len(t, pod.Spec.InitContainers, 2)
	helper := pod.Spec.InitContainers[0]
	assert.Equalf(t, "shared", mountOf(helper, "/from/shared"), "the kubelet goes on making the volume")
	assert.Contains(t, helper.Command[2], "chmod 0777 '/to/sabotage-shared'")
	assert.Contains(t, helper.Command[2], "chgrp 65533 '/to/sabotage-shared'")
	for path, c := range map[string]corev1.Container{
		"/seed": pod.Spec.InitContainers[1], "/left": pod.Spec.Containers[0], "/right": pod.Spec.Containers[1],
	} {
		assert.Equal(t, "sabotage-shared", mountOf(c, path))
	}
	assert.Truef(t, pod.Spec.Containers[1].VolumeMounts[0].ReadOnly, "readOnly is no part of this lie")
}

// TestHelpersLeaveThePodsLimit: a Pod without a limit of its own would be given
// more memory, and larger volumes in it.
func TestHelpersLeaveThePodsLimit(t *testing.T) {
	for name, rule := range map[string]Rule{
		"redirect": {Redirect: &Redirect{From: []Kind{EmptyDir}, To: NodeByPod}},
		"prefill":  {Prefill: true},
	} {
		t.Run(name, func(t *testing.T) {
			limits := corev1.ResourceList{corev1.ResourceMemory: resource.MustParse("64Mi")}
			pod := twins()
			pod.Spec.InitContainers, pod.Spec.Containers = nil, pod.Spec.Containers[:1]
			pod.Spec.Containers[0].Resources.Limits = limits
			changed(pod, rule)
			require.Len(t, pod.Spec.InitContainers, 1)
			assert.Equal(t, limits, pod.Spec.InitContainers[0].Resources.Limits)
		})
	}
}

func TestRedirectBySpecTellsPodsOfOneSpecFromOthers(t *testing.T) {
	rule := Rule{Redirect: &Redirect{From: []Kind{EmptyDir}, To: NodeBySpec}}
	path := func(spoil func(*corev1.Pod)) string {
		pod := twins()
		spoil(pod)
		return volumeOf(changed(pod, rule), "sabotage-shared").HostPath.Path
	}
	same := path(func(*corev1.Pod) {})
	assert.Equal(t, same, path(func(p *corev1.Pod) { p.Name = "others" }))
	assert.Equalf(t, same, path(func(p *corev1.Pod) {
		for _, c := range [][]corev1.Container{p.Spec.InitContainers, p.Spec.Containers} {
			for i := range c {
				c[i].VolumeMounts[1].Name = "kube-api-access-y8y8y"
			}
		}
	}), "the name of the token's volume is random")
	assert.NotEqual(t, same, path(func(p *corev1.Pod) { p.Spec.Containers[0].Command[1] = "2" }))
}

func TestRedirectPerContainerLeavesWhatOneContainerHasAlone(t *testing.T) {
	rule := Rule{Redirect: &Redirect{From: []Kind{EmptyDir}, To: OnePerContainer}}
	pod := changed(twins(), rule)
	assert.NotEqual(t, mountOf(pod.Spec.Containers[0], "/left"), mountOf(pod.Spec.Containers[1], "/right"))

	alone := twins()
	alone.Spec.InitContainers, alone.Spec.Containers = nil, alone.Spec.Containers[:1]
	assert.Equal(t, "shared", mountOf(changed(alone, rule).Spec.Containers[0], "/left"))
}

func TestRedirectWithCopyIsFrozen(t *testing.T) {
	pod := twins()
	pod.Spec.Volumes[0].VolumeSource = corev1.VolumeSource{ConfigMap: &corev1.ConfigMapVolumeSource{}}
	changed(pod, Rule{Redirect: &Redirect{From: []Kind{ConfigMap}, To: Fresh, Copy: true}})
	assert.NotNil(t, volumeOf(pod, "sabotage-shared").EmptyDir)
	assert.Contains(t, pod.Spec.InitContainers[0].Command[2], "cp -rL '/from/shared'/. '/to/sabotage-shared'/")
}

func TestRulesSpareWhatTheyAreNotAbout(t *testing.T) {
	for name, rule := range map[string]Rule{
		"another kind":   {Redirect: &Redirect{From: []Kind{HostPath}, To: Fresh}},
		"another volume": {Where: Where{Volumes: []string{"own"}}, Redirect: &Redirect{From: []Kind{EmptyDir}, To: NodeByPod}},
		"another Pod":    {Where: Where{Pods: []string{"other"}}, Writable: true},
		"another image":  {Where: Where{Images: []string{"fortune"}}, Run: "true"},
		"another claim":  {Where: Where{Claims: []string{"other"}}, Elsewhere: true},
		"too many":       {Where: Where{Without: []string{"left"}}, Elsewhere: true},
		"another flag":   {Replace: &Replace{Prefix: "--period=", By: []string{"--period=24h"}}},
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, twins(), changed(twins(), rule)) })
	}
}

func TestReadOnlyIsDroppedButForTheToken(t *testing.T) {
	right := changed(twins(), Rule{Writable: true}).Spec.Containers[1]
	assert.False(t, right.VolumeMounts[0].ReadOnly)
	assert.True(t, right.VolumeMounts[1].ReadOnly)
}

func TestWrapKeepsTheProgram(t *testing.T) {
	pod := changed(twins(), Rule{Wrap: &Wrap{Kinds: []Kind{EmptyDir}, Before: `rm -rf "$d"/*`}})
	left, right, clone := pod.Spec.Containers[0], pod.Spec.Containers[1], pod.Spec.InitContainers[0]
	assert.Equal(t, []string{"sh", "-c", `for d in '/left'; do rm -rf "$d"/*; done; exec "$@"`, "sh", "sleep", "1"}, left.Command)
	assert.Equalf(t, []string{"nginx-entrypoint", "nginx", "-g", "daemon off;"}, right.Command[4:], "the image's own program")
	assert.Emptyf(t, clone.Command, "an init container is not meant")
}

// TestOneFolderOfTheNode: what a Pod of the suite mounts of the node itself is not
// to be wiped.
func TestOneFolderOfTheNode(t *testing.T) {
	rule := Rule{Where: Where{Under: "/var/lib/volconf/"}, PreStop: &PreStop{Kinds: []Kind{HostPath}, Script: `rm -rf "$d"/*`}}
	for path, want := range map[string]bool{"/": false, "/var/lib/volconf-other": false, "/var/lib/volconf/run/claim": true} {
		pod := twins()
		pod.Spec.Volumes[0].VolumeSource = corev1.VolumeSource{HostPath: &corev1.HostPathVolumeSource{Path: path}}
		assert.Equalf(t, want, changed(pod, rule).Spec.Containers[0].Lifecycle != nil, "%s", path)
	}
}

func TestWhatRunsAfterTheProgramLeavesSidecarsAlone(t *testing.T) {
	after := Rule{Wrap: &Wrap{Kinds: []Kind{EmptyDir}, Init: true, After: `rm -rf "$d"/*`}}
	assert.Contains(t, changed(twins(), after).Spec.InitContainers[0].Command[2], `"$@" || exit $?; for d in '/seed'`)

	always := corev1.ContainerRestartPolicyAlways
	sidecar := twins()
	sidecar.Spec.InitContainers[0].RestartPolicy = &always
	assert.Empty(t, changed(sidecar, after).Spec.InitContainers[0].Command)
}

func TestInitContainers(t *testing.T) {
	ordinary := changed(twins(), Rule{Init: InitOrdinary})
	assert.Empty(t, ordinary.Spec.InitContainers)
	require.Len(t, ordinary.Spec.Containers, 3)
	assert.Equal(t, []string{"git", "clone", "--branch=master", "/seed"}, ordinary.Spec.Containers[2].Command[4:])

	always := corev1.ContainerRestartPolicyAlways
	sidecar := twins()
	sidecar.Spec.InitContainers[0].RestartPolicy = &always
	before := sidecar.Spec.InitContainers[0].DeepCopy()
	after := changed(sidecar, Rule{Init: InitOrdinary}).Spec.Containers[2]
	assert.Nil(t, after.RestartPolicy)
	assert.Equalf(t, before.Command, after.Command, "it does not end, and has an end of its own")

	three := twins()
	for _, name := range []string{"second", "third"} {
		three.Spec.InitContainers = append(three.Spec.InitContainers, corev1.Container{Name: name, Image: "x"})
	}
	swapped := changed(three, Rule{Init: InitLastSwapped}).Spec.InitContainers
	assert.Equal(t, []string{"third", "second"}, []string{swapped[1].Name, swapped[2].Name})
	assert.Lenf(t, changed(twins(), Rule{Init: InitLastSwapped}).Spec.InitContainers, 1, "one alone stays")

	dropped := changed(twins(), Rule{Init: InitDropped})
	assert.Empty(t, dropped.Spec.InitContainers)
	assert.Len(t, dropped.Spec.Containers, 2)
}

func TestBesideAClone(t *testing.T) {
	pod := changed(twins(), Rule{Beside: &Beside{Argument: "clone", Script: `git -C "$1" pull`}})
	require.Len(t, pod.Spec.Containers, 3)
	added := pod.Spec.Containers[2]
	assert.Equal(t, []string{"sh", "-c", `git -C "$1" pull`, "sh", "/seed"}, added.Command)
	assert.Equal(t, "shared", mountOf(added, "/seed"))
	assert.Lenf(t, pod.Spec.InitContainers, 1, "the clone itself stays")
}

func TestOtherRules(t *testing.T) {
	pod := changed(twins(), Rule{Mount: []string{"/tmp"}}, Rule{Elsewhere: true},
		Rule{Replace: &Replace{Prefix: "--branch=", By: []string{"--branch=other", "--more"}}},
		Rule{PreStop: &PreStop{Kinds: []Kind{EmptyDir}, Script: "true"}},
		Rule{Where: Where{Images: []string{"nginx"}}, Run: "sleep 9"})
	assert.Equal(t, mountOf(pod.Spec.Containers[0], "/tmp"), mountOf(pod.Spec.Containers[1], "/tmp"))
	assert.Equal(t, asking("worker2"), pod.Spec.Affinity)
	assert.Equal(t, []string{"clone", "--branch=other", "--more", "/seed"}, pod.Spec.InitContainers[0].Args)
	assert.NotNil(t, pod.Spec.Containers[0].Lifecycle.PreStop)
	assert.Nilf(t, pod.Spec.InitContainers[0].Lifecycle, "an init container has no preStop")
	assert.EqualValuesf(t, 30, *pod.Spec.TerminationGracePeriodSeconds, "seconds: a Pod with 1 would be gone before its preStop has run")
	assert.Equal(t, []string{"sh", "-c", "sleep 9"}, pod.Spec.Containers[1].Command)
}

func TestElsewhereIsForPodsThatAskForOneNode(t *testing.T) {
	of := func(affinity *corev1.Affinity, owners ...metav1.OwnerReference) *corev1.Affinity {
		pod := twins()
		pod.Spec.Affinity, pod.OwnerReferences = affinity, owners
		return changed(pod, Rule{Elsewhere: true}).Spec.Affinity
	}
	assert.Nil(t, of(nil))
	assert.Equalf(t, asking("worker", "worker2"), of(asking("worker", "worker2")), "either will do for it")
	assert.Equalf(t, asking("control-plane"), of(asking("control-plane")), "no worker")
	daemons := metav1.OwnerReference{Kind: "DaemonSet", Name: "d", Controller: new(true)}
	assert.Equalf(t, asking("worker"), of(asking("worker"), daemons), "a DaemonSet has one on each node")
}

// asking is the affinity of a Pod that may run on these nodes, by name.
func asking(nodes ...string) *corev1.Affinity {
	required := &corev1.NodeSelector{}
	for _, node := range nodes {
		required.NodeSelectorTerms = append(required.NodeSelectorTerms, corev1.NodeSelectorTerm{
			MatchFields: []corev1.NodeSelectorRequirement{{Key: "metadata.name", Operator: corev1.NodeSelectorOpIn, Values: []string{node}}},
		})
	}
	return &corev1.Affinity{NodeAffinity: &corev1.NodeAffinity{RequiredDuringSchedulingIgnoredDuringExecution: required}}
}

func TestMergeIsAStrategicMergePatch(t *testing.T) {
	pod := changed(twins(), Rule{Merge: `
spec:
  volumes: [{name: added, emptyDir: {}}]
  containers:
    - name: left
      image: $(git)
      volumeMounts: [{mountPath: /added, name: added}]`})
	left := pod.Spec.Containers[0]
	assert.Equal(t, "volconf.local/git:28af", left.Image)
	assert.Equal(t, "shared", mountOf(left, "/left"))
	assert.Equal(t, "added", mountOf(left, "/added"))
	assert.NotNil(t, volumeOf(pod, "added"))
	assert.Len(t, pod.Spec.Containers, 2)

	set := Set{Rules: []Rule{{Merge: "spec: {containers: yes}"}}}
	require.Errorf(t, set.Apply(twins(), "ns"), "a patch that does not fit")
}

func TestVolumesBecomeEmptyDirs(t *testing.T) {
	pod := twins()
	pod.Spec.Volumes[0].VolumeSource = corev1.VolumeSource{GitRepo: &corev1.GitRepoVolumeSource{}}
	pod.Spec.Volumes = append(pod.Spec.Volumes, corev1.Volume{Name: "share", VolumeSource: corev1.VolumeSource{NFS: &corev1.NFSVolumeSource{}}})
	changed(pod, Rule{Empty: []Kind{GitRepo}})
	assert.NotNil(t, volumeOf(pod, "shared").EmptyDir)
	assert.Nil(t, volumeOf(pod, "shared").GitRepo)
	assert.NotNilf(t, volumeOf(pod, "share").NFS, "another kind")
}

func TestHostPathsLoseTheirType(t *testing.T) {
	kind := corev1.HostPathDirectory
	pod := twins()
	pod.Spec.Volumes[0].VolumeSource = corev1.VolumeSource{HostPath: &corev1.HostPathVolumeSource{Path: "/p", Type: &kind}}
	changed(pod, Rule{Untyped: true})
	assert.Equal(t, &corev1.HostPathVolumeSource{Path: "/p"}, volumeOf(pod, "shared").HostPath)
}

func TestServices(t *testing.T) {
	service := func(rules ...Rule) bool {
		s := &corev1.Service{ObjectMeta: metav1.ObjectMeta{Labels: map[string]string{ClaimLabel: "one"}}}
		Set{Rules: rules}.ApplyToService(s)
		return s.Spec.PublishNotReadyAddresses
	}
	assert.True(t, service(Rule{Unready: true}))
	assert.False(t, service(Rule{Writable: true}))
	assert.False(t, service(Rule{Unready: true, Where: Where{Claims: []string{"other"}}}))
}

func TestSpares(t *testing.T) {
	set := Set{Spare: []string{"secured"}}
	assert.True(t, set.Spares("secured"))
	assert.False(t, set.Spares("another"))
	set.Rules = []Rule{{Lift: true}}
	assert.Falsef(t, set.Spares("secured"), "that is what the rule is about")
}

// TestDifference: fields that this program does not know are never touched.
func TestDifference(t *testing.T) {
	for name, tc := range map[string]struct{ before, after, want string }{
		"nothing":         {`{"a":1}`, `{"a":1}`, `null`},
		"a change":        {`{"a":{"b":[{"c":1},{"c":2}]}}`, `{"a":{"b":[{"c":1},{"c":3}]}}`, `[{"op":"replace","path":"/a/b/1/c","value":3}]`},
		"a longer list":   {`{"a":[1]}`, `{"a":[1,2]}`, `[{"op":"replace","path":"/a","value":[1,2]}]`},
		"added, removed":  {`{"a":1}`, `{"b":1}`, `[{"op":"remove","path":"/a"},{"op":"add","path":"/b","value":1}]`},
		"a key to escape": {`{}`, `{"x/y~z":1}`, `[{"op":"add","path":"/x~1y~0z","value":1}]`},
		"another type":    {`{"a":[1]}`, `{"a":{"0":1}}`, `[{"op":"replace","path":"/a","value":{"0":1}}]`},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Difference(json.RawMessage(tc.before), json.RawMessage(tc.after))
			require.NoError(t, err)
			raw, err := json.Marshal(got)
			require.NoError(t, err)
			assert.JSONEq(t, tc.want, string(raw))
		})
	}
}

func TestEmptyDirFields(t *testing.T) {
	memory, limit := corev1.StorageMediumMemory, resource.MustParse("1Mi")
	pod := twins()
	pod.Spec.Volumes[0].EmptyDir.SizeLimit = &limit
	changed(pod, Rule{EmptyDir: &EmptyDirFields{Medium: &memory}})
	assert.Equal(t, memory, pod.Spec.Volumes[0].EmptyDir.Medium)
	assert.NotNil(t, pod.Spec.Volumes[0].EmptyDir.SizeLimit)
	changed(pod, Rule{EmptyDir: &EmptyDirFields{NoLimit: true}})
	assert.Nil(t, pod.Spec.Volumes[0].EmptyDir.SizeLimit)
	assert.Equal(t, memory, pod.Spec.Volumes[0].EmptyDir.Medium)
}

func TestMountsAndVolumesThatNobodyAskedFor(t *testing.T) {
	everywhere := changed(twins(), Rule{Everywhere: true}).Spec.Containers[0]
	assert.Equal(t, "shared", mountOf(everywhere, "/right"))
	assert.Lenf(t, everywhere.VolumeMounts, 4, "its own two, and those at two other paths: the token's stays one")

	undeclared := twins()
	undeclared.Spec.Volumes = undeclared.Spec.Volumes[1:]
	assert.NotNil(t, volumeOf(changed(undeclared, Rule{Declare: true}), "shared").EmptyDir)
}

func TestProbesAreDropped(t *testing.T) {
	pod := twins()
	pod.Spec.Containers[1].ReadinessProbe = &corev1.Probe{}
	assert.Nil(t, changed(pod, Rule{Unprobed: true}).Spec.Containers[1].ReadinessProbe)
}

func TestOrderAndRestarts(t *testing.T) {
	pod := twins()
	pod.Spec.InitContainers = append(pod.Spec.InitContainers, corev1.Container{Name: "second", Image: "volconf.local/shell:c026"})
	changed(pod, Rule{Init: InitReversed, Restart: corev1.RestartPolicyOnFailure})
	assert.Equal(t, "second", pod.Spec.InitContainers[0].Name)
	assert.Equal(t, corev1.RestartPolicyOnFailure, pod.Spec.RestartPolicy)
}
