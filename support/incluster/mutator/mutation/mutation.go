// Package mutation changes Pods at their creation, as data says: it is how a
// sabotage in the API lies about volumes. The catalogue writes the data, the
// webhook in the cluster applies it.
package mutation

import (
	"fmt"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
)

// Set is everything that the webhook does while a sabotage lasts.
type Set struct {
	ID     string            `json:"id"`
	Helper string            `json:"helper"`           // reference of an image with a shell, for containers that the rules add
	Images map[string]string `json:"images,omitempty"` // references by short name, for patches
	Relax  bool              `json:"relax"`            // lift Pod Security: it judges after mutation
	Spare  []string          `json:"spare,omitempty"`
	Nodes  []string          `json:"nodes,omitempty"` // the workers, for rules that send Pods elsewhere
	Rules  []Rule            `json:"rules"`
}

// Spares tells whether the namespaces of a claim are left alone.
func (s Set) Spares(claimID string) bool {
	lifts := func(r Rule) bool { return r.Lift }
	return slices.Contains(s.Spare, claimID) && !slices.ContainsFunc(s.Rules, lifts)
}

// Rule is one lie: what it is told about, and what is changed. The changes that
// are named are made in the order of the fields.
type Rule struct {
	Where Where `json:"where,omitzero"`

	EmptyDir   *EmptyDirFields `json:"emptyDir,omitempty"`
	Empty      []Kind          `json:"empty,omitempty"`   // volumes of these kinds become emptyDirs
	Untyped    bool            `json:"untyped,omitempty"` // the types that hostPaths ask for are dropped
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
	// Elsewhere sends a Pod that asks for a node to the next one.
	Elsewhere bool `json:"elsewhere,omitempty"`
	// Merge is a strategic merge patch of the Pod, in YAML in which $(git) is the reference of that fixture image.
	Merge string `json:"merge,omitempty"`
	// Unready is about Services: they list Pods that are not ready as well.
	Unready bool `json:"unready,omitempty"`
	// Lift is about namespaces: none is spared when Pod Security is lifted.
	Lift bool `json:"lift,omitempty"`
}

// Where narrows a rule. What is empty narrows nothing.
type Where struct {
	Claims  []string `json:"claims,omitempty"`  // IDs of the claims whose Pods they are
	Pods    []string `json:"pods,omitempty"`    // names
	Without []string `json:"without,omitempty"` // containers that the Pod does not have
	Volumes []string `json:"volumes,omitempty"` // names
	Images  []string `json:"images,omitempty"`  // short names of fixture images: "git"
	Under   string   `json:"under,omitempty"`   // folder of the node that hostPaths lie in
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
	GitRepo     Kind = "gitRepo"
	NFS         Kind = "nfs"
	AWS         Kind = "awsElasticBlockStore"
	CephFS      Kind = "cephfs"
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
	case v.GitRepo != nil:
		return GitRepo
	case v.NFS != nil:
		return NFS
	case v.AWSElasticBlockStore != nil:
		return AWS
	case v.CephFS != nil:
		return CephFS
	}
	return Other
}

// Apply makes the changes of a set to a Pod that is about to be created in a
// namespace. The error is that of a patch that does not fit.
func (s Set) Apply(pod *corev1.Pod, namespace string) error {
	w := work{set: s, pod: pod, namespace: namespace}
	for _, rule := range s.Rules {
		if !rule.Where.isAbout(pod) {
			continue
		}
		if err := w.apply(rule); err != nil {
			return fmt.Errorf("sabotage %s: %w", s.ID, err)
		}
	}
	w.finish()
	return nil
}

// ApplyToService makes the changes of a set to a Service.
func (s Set) ApplyToService(service *corev1.Service) {
	for _, rule := range s.Rules {
		if rule.Unready && rule.Where.isOf(service.Labels) {
			service.Spec.PublishNotReadyAddresses = true
		}
	}
}

func (w Where) isAbout(pod *corev1.Pod) bool {
	has := func(c corev1.Container) bool { return slices.Contains(w.Without, c.Name) }
	return w.isOf(pod.Labels) && !slices.ContainsFunc(pod.Spec.Containers, has) &&
		(len(w.Pods) == 0 || slices.Contains(w.Pods, nameOf(pod)))
}

func (w Where) isOf(labels map[string]string) bool {
	return len(w.Claims) == 0 || slices.Contains(w.Claims, labels[ClaimLabel])
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

func (w *work) apply(rule Rule) error {
	if rule.Merge != "" {
		if err := w.merge(rule.Merge); err != nil {
			return err
		}
	}
	if rule.EmptyDir != nil {
		w.emptyDirs(rule.Where, *rule.EmptyDir)
	}
	w.emptied(rule.Where, rule.Empty)
	if rule.Untyped {
		w.untyped(rule.Where)
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
	if rule.Elsewhere {
		w.sendElsewhere(w.set.Nodes)
	}
	return nil
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
	if prepared := w.helper.container(w.set.Helper, w.pod.Spec.Containers[0].Resources); prepared != nil {
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
		meant := len(where.Volumes) == 0 || slices.Contains(where.Volumes, v.Name)
		if v.HostPath != nil && !strings.HasPrefix(v.HostPath.Path, where.Under) {
			meant = false
		}
		if meant && slices.Contains(kinds, KindOf(v)) && !strings.HasPrefix(v.Name, prefix) {
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

// RunLabel and ClaimLabel are the suite's own labels (support/probe): they name the
// run and the claim that an object was made for.
const (
	RunLabel   = "volconf.dev/run"
	ClaimLabel = "volconf.dev/claim"
	// AttemptLabel tells attempts at one claim apart; ClaimsLabel is on the namespaces that
	// claims live in.
	AttemptLabel = "volconf.dev/attempt"
	ClaimsLabel  = "volconf.dev/claims"
)

// MarkAnnotation is put on the namespaces of claims and names the sabotage.
const MarkAnnotation = "volconf.dev/sabotage"
