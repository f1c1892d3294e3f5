package mutation

import (
	"fmt"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// Replace puts others in place of arguments that begin with Prefix.
type Replace struct {
	Prefix string   `json:"prefix"`
	By     []string `json:"by"`
}

// Wrap runs scripts around the program of containers. In a script $d is the
// folder of a mount, and each is run for every mount of the kinds.
type Wrap struct {
	Kinds  []Kind `json:"kinds"`
	Init   bool   `json:"init,omitempty"` // init containers in place of ordinary ones
	Before string `json:"before,omitempty"`
	After  string `json:"after,omitempty"` // once the program has succeeded
}

// PreStop runs a script for every mount $d of the kinds when a Pod is deleted. The
// Pod is given the time for it: a kubelet kills the script with the grace period.
type PreStop struct {
	Kinds  []Kind `json:"kinds"`
	Script string `json:"script"`
}

// Beside adds a container next to an init container that has an argument: with
// its image, its mounts and its last argument as $1.
type Beside struct {
	Argument string `json:"argument"`
	Script   string `json:"script"`
}

// InitChange is what becomes of init containers.
type InitChange string

// The changes.
const (
	InitDropped     InitChange = "dropped"
	InitReversed    InitChange = "reversed"
	InitLastSwapped InitChange = "last-swapped" // the last two
	InitOrdinary    InitChange = "ordinary"     // beside the others; once done, they wait for the end
)

// program is what an image runs by itself; scripts/fixture-images/build.sh says
// so. A wrapped container needs it, as the API knows it no better than we do.
type program struct{ entrypoint, arguments []string }

func programs() map[string]program {
	return map[string]program{
		"shell":    {nil, []string{"sh"}},
		"nginx":    {[]string{"nginx-entrypoint"}, []string{"nginx", "-g", "daemon off;"}},
		"git":      {[]string{"git"}, []string{"--help"}},
		"fortune":  {[]string{"fortuneloop"}, nil},
		"git-sync": {[]string{"/git-sync"}, nil},
	}
}

// commandLine is what a container runs, by the rules of
// https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/.
func commandLine(c *corev1.Container) []string {
	image := programs()[shortName(c.Image)]
	switch {
	case len(c.Command) > 0:
		return slices.Concat(c.Command, c.Args)
	case len(c.Args) > 0:
		return slices.Concat(image.entrypoint, c.Args)
	}
	return slices.Concat(image.entrypoint, image.arguments)
}

// scripted runs a script in place of the container's program, which it finds in
// "$@".
func scripted(c *corev1.Container, script string) {
	if line := commandLine(c); len(line) > 0 {
		c.Command, c.Args = slices.Concat([]string{"sh", "-c", script, "sh"}, line), nil
	}
}

func (w *work) changePrograms(rule Rule) {
	for _, c := range w.containers(rule.Where) {
		if rule.Replace != nil {
			c.Args = rule.Replace.in(c.Args)
		}
		if rule.Run != "" && len(c.Command) == 0 {
			c.Command, c.Args = []string{"sh", "-c", rule.Run}, nil
		}
		if rule.Wrap != nil {
			w.wrap(c, rule.Where, *rule.Wrap)
		}
		if rule.Unprobed {
			c.ReadinessProbe = nil
		}
		if rule.PreStop != nil && !w.isInit(c) {
			w.preStop(c, rule.Where, *rule.PreStop)
		}
	}
}

func (r Replace) in(arguments []string) []string {
	var out []string
	for _, a := range arguments {
		if strings.HasPrefix(a, r.Prefix) {
			out = append(out, r.By...)
		} else {
			out = append(out, a)
		}
	}
	return out
}

func (w *work) wrap(c *corev1.Container, where Where, wrap Wrap) {
	paths := w.mountPaths(c, where, wrap.Kinds...)
	if w.isInit(c) != wrap.Init || len(paths) == 0 {
		return
	}
	if wrap.After != "" && isSidecar(c) {
		return // a sidecar: it does not end, and is told to where the shell would not pass it on
	}
	script := ""
	if wrap.Before != "" {
		script = forEach(paths, wrap.Before) + "; "
	}
	if wrap.After == "" {
		script += `exec "$@"`
	} else {
		script += `"$@" || exit $?; ` + forEach(paths, wrap.After)
	}
	scripted(c, script)
}

func isSidecar(c *corev1.Container) bool {
	return c.RestartPolicy != nil && *c.RestartPolicy == corev1.ContainerRestartPolicyAlways
}

func forEach(paths []string, script string) string {
	list := make([]string, len(paths))
	for i, path := range paths {
		list[i] = quoted(path)
	}
	return fmt.Sprintf("for d in %s; do %s; done", strings.Join(list, " "), script)
}

func (w *work) preStop(c *corev1.Container, where Where, p PreStop) {
	paths := w.mountPaths(c, where, p.Kinds...)
	if len(paths) == 0 {
		return
	}
	c.Lifecycle = &corev1.Lifecycle{PreStop: &corev1.LifecycleHandler{
		Exec: &corev1.ExecAction{Command: []string{"sh", "-c", forEach(paths, p.Script)}},
	}}
	grace := int64(corev1.DefaultTerminationGracePeriodSeconds)
	w.pod.Spec.TerminationGracePeriodSeconds = &grace
}

func (w *work) isInit(c *corev1.Container) bool {
	for i := range w.pod.Spec.InitContainers {
		if &w.pod.Spec.InitContainers[i] == c {
			return true
		}
	}
	return false
}

func (w *work) beside(where Where, b Beside) {
	for _, c := range w.containers(where) {
		line := commandLine(c)
		if !w.isInit(c) || !slices.Contains(line, b.Argument) {
			continue
		}
		added := *c.DeepCopy()
		added.Name = prefix + c.Name
		added.Command, added.Args = []string{"sh", "-c", b.Script, "sh", line[len(line)-1]}, nil
		w.pod.Spec.Containers = append(w.pod.Spec.Containers, added)
	}
}

func (w *work) changeInit(change InitChange) {
	spec := &w.pod.Spec
	switch change {
	case InitOrdinary:
		for i := range spec.InitContainers {
			c := spec.InitContainers[i]
			sidecar := isSidecar(&c)
			c.RestartPolicy = nil
			if sidecar { // it waits by itself, and has its own end
				spec.Containers = append(spec.Containers, c)
				continue
			}
			scripted(&c, `"$@" || exit $?; trap 'exit 0' TERM; sleep 2147483647 & wait`)
			spec.Containers = append(spec.Containers, c)
		}
		spec.InitContainers = nil
	case InitReversed:
		slices.Reverse(spec.InitContainers)
	case InitLastSwapped:
		slices.Reverse(spec.InitContainers[max(0, len(spec.InitContainers)-2):])
	case InitDropped:
		spec.InitContainers = nil
	}
}

// sendElsewhere changes the node that a Pod asks for, if it asks for one by name. The
// Pods of a DaemonSet are its controller's to place.
func (w *work) sendElsewhere(nodes []string) {
	asked := askedFor(w.pod.Spec.Affinity)
	owner := metav1.GetControllerOf(w.pod)
	if len(asked) != 1 || owner != nil && owner.Kind == "DaemonSet" {
		return
	}
	if i := slices.Index(nodes, *asked[0]); i >= 0 {
		*asked[0] = nodes[(i+1)%len(nodes)]
	}
}

// askedFor lists the names of nodes in an affinity.
func askedFor(affinity *corev1.Affinity) []*string {
	if affinity == nil || affinity.NodeAffinity == nil || affinity.NodeAffinity.RequiredDuringSchedulingIgnoredDuringExecution == nil {
		return nil
	}
	var names []*string
	for _, term := range affinity.NodeAffinity.RequiredDuringSchedulingIgnoredDuringExecution.NodeSelectorTerms {
		for _, field := range term.MatchFields {
			for i := range field.Values {
				names = append(names, &field.Values[i])
			}
		}
	}
	return names
}
