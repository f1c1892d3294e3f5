// Package mutation changes Pods at their creation, as data says: it is how a
// sabotage in the API lies about volumes. The catalogue writes the data, the
// webhook in the cluster applies it.
package mutation

import (
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
)

// Set is everything that the webhook does while a sabotage lasts.
type Set struct {
	ID     string   `json:"id"`
	Helper string   `json:"helper"` // reference of an image with a shell, for containers that the rules add
	Relax  bool     `json:"relax"`  // lift Pod Security: it judges after mutation
	Spare  []string `json:"spare,omitempty"`
	Rules  []Rule   `json:"rules"`
}

// Spares tells whether the namespaces of a claim are left alone.
func (s Set) Spares(claimID string) bool { return slices.Contains(s.Spare, claimID) }

// Rule is one lie: what it is told about, and what is changed. The changes that
// are named are made in the order of the fields.
type Rule struct {
	Where Where `json:"where,omitzero"`

	EmptyDir   *EmptyDirFields `json:"emptyDir,omitempty"`
	Redirect   *Redirect       `json:"redirect,omitempty"`
	Prefill    bool            `json:"prefill,omitempty"`    // emptyDirs begin with what the image has at their path
	Writable   bool            `json:"writable,omitempty"`   // readOnly is dropped from mounts
	Everywhere bool            `json:"everywhere,omitempty"` // what one container mounts, all do, at the same path
	Declare    bool            `json:"declare,omitempty"`    // volumes that are mounted and not declared are declared
	Mount      []string        `json:"mount,omitempty"`      // a fresh volume for all containers at each path
	Replace    *Replace        `json:"replace,omitempty"`
	Run        string          `json:"run,omitempty"` // a script in place of the containers' program
	Wrap       *Wrap           `json:"wrap,omitempty"`
	PreStop    *PreStop        `json:"preStop,omitempty"`
	Unprobed   bool            `json:"unprobed,omitempty"` // readiness probes are dropped
	Beside     *Beside         `json:"beside,omitempty"`
	Init       InitChange      `json:"init,omitempty"`
	// Restart is the restartPolicy that the Pod gets whatever it asked for.
	Restart corev1.RestartPolicy `json:"restart,omitempty"`
	Nodes   []string             `json:"nodes,omitempty"` // a Pod that asks for one of them is sent to the next
}

// Where narrows a rule. What is empty narrows nothing.
type Where struct {
	Pods    []string `json:"pods,omitempty"`    // names
	Volumes []string `json:"volumes,omitempty"` // names
	Images  []string `json:"images,omitempty"`  // short names of fixture images: "git"
}

// Kind is a kind of volume, by the name of its field in the API.
type Kind string

// The kinds of volume that rules tell apart.
const (
	EmptyDir    Kind = "emptyDir" // on disk
	Memory      Kind = "memory"   // emptyDir in memory
	HostPath    Kind = "hostPath"
	ConfigMap   Kind = "configMap"
	Secret      Kind = "secret"
	DownwardAPI Kind = "downwardAPI"
	Projected   Kind = "projected"
	Claim       Kind = "persistentVolumeClaim"
	Ephemeral   Kind = "ephemeral"
	Other       Kind = "other"
)

// KindOf tells the kind of a volume.
func KindOf(v corev1.Volume) Kind {
	switch {
	case v.EmptyDir != nil && v.EmptyDir.Medium == corev1.StorageMediumMemory:
		return Memory
	case v.EmptyDir != nil:
		return EmptyDir
	case v.HostPath != nil:
		return HostPath
	case v.ConfigMap != nil:
		return ConfigMap
	case v.Secret != nil:
		return Secret
	case v.DownwardAPI != nil:
		return DownwardAPI
	case v.Projected != nil:
		return Projected
	case v.PersistentVolumeClaim != nil:
		return Claim
	case v.Ephemeral != nil:
		return Ephemeral
	}
	return Other
}

// Apply makes the changes of a set to a Pod that is about to be created in a
// namespace.
func (s Set) Apply(pod *corev1.Pod, namespace string) {
	w := work{set: s, pod: pod, namespace: namespace}
	for _, rule := range s.Rules {
		if len(rule.Where.Pods) > 0 && !slices.Contains(rule.Where.Pods, nameOf(pod)) {
			continue
		}
		w.apply(rule)
	}
	w.finish()
}

// nameOf is the Pod's name, or that of what makes it.
func nameOf(pod *corev1.Pod) string {
	if pod.Name != "" {
		return pod.Name
	}
	if app := pod.Labels["app"]; app != "" {
		return app
	}
	return strings.TrimSuffix(pod.GenerateName, "-")
}

// work is a Pod under change.
type work struct {
	set       Set
	pod       *corev1.Pod
	namespace string
	helper    helper
	before    []corev1.Container // containers to run before all others
}

func (w *work) apply(rule Rule) {
	if rule.EmptyDir != nil {
		w.emptyDirs(rule.Where, *rule.EmptyDir)
	}
	w.changeMounts(rule)
	w.changePrograms(rule)
	if rule.Beside != nil {
		w.beside(rule.Where, *rule.Beside)
	}
	w.changeInit(rule.Init)
	if rule.Restart != "" {
		w.pod.Spec.RestartPolicy = rule.Restart
	}
	if len(rule.Nodes) > 0 {
		w.sendElsewhere(rule.Nodes)
	}
}

func (w *work) changeMounts(rule Rule) {
	if rule.Redirect != nil {
		w.redirect(rule.Where, *rule.Redirect)
	}
	if rule.Prefill {
		w.prefill(rule.Where)
	}
	if rule.Writable {
		w.writable(rule.Where)
	}
	if rule.Everywhere {
		w.mountEverywhere(rule.Where)
	}
	if rule.Declare {
		w.declare()
	}
	for _, path := range rule.Mount {
		w.mount(path)
	}
}

// finish adds the containers that prepare what the rules put in place.
func (w *work) finish() {
	if prepared := w.helper.container(w.set.Helper); prepared != nil {
		w.before = append([]corev1.Container{*prepared}, w.before...)
	}
	w.pod.Spec.InitContainers = append(w.before, w.pod.Spec.InitContainers...)
}

// containers are all containers of the Pod that a rule is about.
func (w *work) containers(where Where) []*corev1.Container {
	var found []*corev1.Container
	for _, list := range [][]corev1.Container{w.pod.Spec.InitContainers, w.pod.Spec.Containers} {
		for i := range list {
			if len(where.Images) == 0 || slices.Contains(where.Images, shortName(list[i].Image)) {
				found = append(found, &list[i])
			}
		}
	}
	return found
}

// volumes are the Pod's volumes of some kinds that a rule is about.
func (w *work) volumes(where Where, kinds ...Kind) []corev1.Volume {
	var found []corev1.Volume
	for _, v := range w.pod.Spec.Volumes {
		named := len(where.Volumes) == 0 || slices.Contains(where.Volumes, v.Name)
		if named && slices.Contains(kinds, KindOf(v)) && !strings.HasPrefix(v.Name, prefix) {
			found = append(found, v)
		}
	}
	return found
}

// mountPaths are where a container mounts volumes of some kinds.
func (w *work) mountPaths(c *corev1.Container, where Where, kinds ...Kind) []string {
	var paths []string
	for _, v := range w.volumes(where, kinds...) {
		for _, m := range c.VolumeMounts {
			if m.Name == v.Name {
				paths = append(paths, m.MountPath)
			}
		}
	}
	return paths
}

// shortName is "git" for volconf.local/git:28af36.
func shortName(image string) string {
	image = image[strings.LastIndexByte(image, '/')+1:]
	image, _, _ = strings.Cut(image, ":")
	image, _, _ = strings.Cut(image, "@")
	return image
}

// MarkAnnotation is put on the namespaces of claims and names the sabotage.
const MarkAnnotation = "volconf.dev/sabotage"
