package mutation

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
)

// NodeFolder is where redirected data lies on a node. It is not the suite's own
// folder, which a run clears away.
const NodeFolder = "/var/lib/volconf-sabotage"

// prefix begins the name of everything that is added to a Pod.
const prefix = "sabotage-"

// Redirect leads the mounts of volumes to another place. The volumes themselves
// stay declared and mounted by a helper, so that the kubelet goes on making and
// removing them: only what the claim's containers see is a lie.
type Redirect struct {
	From []Kind `json:"from"`
	To   Place  `json:"to"`
	Copy bool   `json:"copy,omitempty"` // the place begins with what the volume holds, and never follows it
	Mode string `json:"mode,omitempty"` // of the place; empty is that of an emptyDir, 0777
}

// Place is where a redirected mount leads.
type Place string

// The places.
const (
	Fresh           Place = "fresh"             // a new emptyDir of the Pod
	OnePerContainer Place = "one-per-container" // a new emptyDir of the container
	NodeByPod       Place = "node-by-pod"       // a folder of the node for Pods of one name
	NodeBySpec      Place = "node-by-spec"      // a folder of the node for Pods of one spec
	NodeByNamespace Place = "node-by-namespace" // a folder of the node for a claim's volumes of one name
)

func (w *work) redirect(where Where, r Redirect) {
	spec := w.specDigest()
	for _, v := range w.volumes(where, r.From...) {
		if r.To == OnePerContainer {
			w.split(v)
			continue
		}
		name := prefix + v.Name
		used := false
		for _, c := range w.containers(Where{}) {
			used = rename(c, v.Name, name) || used
		}
		if !used {
			continue
		}
		w.addVolume(name, w.place(v, r.To, spec))
		w.helper.prepare(v.Name, name, r, w.group())
	}
}

// split gives each container but the first a volume of its own. What one
// container has to itself is that already.
func (w *work) split(v corev1.Volume) {
	users := 0
	for _, c := range w.containers(Where{}) {
		name := fmt.Sprintf("%s%s-%d", prefix, v.Name, users)
		switch {
		case !slices.ContainsFunc(c.VolumeMounts, func(m corev1.VolumeMount) bool { return m.Name == v.Name }):
		case users == 0:
			users++
		case rename(c, v.Name, name):
			w.addVolume(name, freshLike(v))
			users++
		}
	}
}

func (w *work) place(v corev1.Volume, to Place, spec string) corev1.VolumeSource {
	key := map[Place]string{NodeByPod: nameOf(w.pod), NodeBySpec: spec, NodeByNamespace: "all"}[to]
	if key == "" {
		return freshLike(v)
	}
	kind := corev1.HostPathDirectoryOrCreate
	return corev1.VolumeSource{HostPath: &corev1.HostPathVolumeSource{
		Path: strings.Join([]string{NodeFolder, w.set.ID, w.attempt(), key, v.Name}, "/"), Type: &kind,
	}}
}

// attempt keeps folders of claims apart that live in one namespace, one after the other.
func (w *work) attempt() string { return cmp.Or(w.pod.Labels[AttemptLabel], w.namespace) }

// specDigest tells Pods of one spec from others, names and nodes apart.
func (w *work) specDigest() string {
	raw, err := json.Marshal([]any{w.pod.Spec.InitContainers, w.pod.Spec.Containers})
	if err != nil {
		return nameOf(w.pod) // a decoded Pod can always be encoded again
	}
	sum := sha256.Sum256(withoutToken(raw))
	return hex.EncodeToString(sum[:6])
}

// tokenVolume begins the name of the volume of a Pod's token.
const tokenVolume = "kube-api-access-"

// withoutToken takes the random name out that the ServiceAccount plug-in gives
// to the volume of a Pod's token, before any webhook sees the Pod.
func withoutToken(raw []byte) []byte {
	return regexp.MustCompile(tokenVolume+`[^"]*`).ReplaceAll(raw, nil)
}

func freshLike(v corev1.Volume) corev1.VolumeSource {
	if v.EmptyDir != nil {
		return corev1.VolumeSource{EmptyDir: v.EmptyDir.DeepCopy()}
	}
	return corev1.VolumeSource{EmptyDir: &corev1.EmptyDirVolumeSource{}}
}

func (w *work) group() *int64 {
	if w.pod.Spec.SecurityContext == nil {
		return nil
	}
	return w.pod.Spec.SecurityContext.FSGroup
}

func (w *work) addVolume(name string, source corev1.VolumeSource) {
	w.pod.Spec.Volumes = append(w.pod.Spec.Volumes, corev1.Volume{Name: name, VolumeSource: source})
}

func rename(c *corev1.Container, from, to string) bool {
	found := false
	for i := range c.VolumeMounts {
		if c.VolumeMounts[i].Name == from {
			c.VolumeMounts[i].Name, found = to, true
		}
	}
	return found
}

// helper is an init container of ours that readies the places of redirected
// mounts. It gives them the mode of an emptyDir (0777) and the Pod's group, so
// that a claim fails because of what it finds and not for want of permission.
type helper struct {
	script []string
	mounts []corev1.VolumeMount
}

func (h *helper) prepare(from, to string, r Redirect, group *int64) {
	h.mounts = append(h.mounts,
		corev1.VolumeMount{Name: from, MountPath: "/from/" + from},
		corev1.VolumeMount{Name: to, MountPath: "/to/" + to})
	place := quoted("/to/" + to)
	h.script = append(h.script, "chmod "+cmp.Or(r.Mode, "0777")+" "+place)
	if group != nil {
		h.script = append(h.script, fmt.Sprintf("chgrp %d %s && chmod g+s %s", *group, place, place))
	}
	if r.Copy {
		h.script = append(h.script, fmt.Sprintf("cp -rL %s/. %s/", quoted("/from/"+from), place))
	}
}

func (h *helper) container(image string, like corev1.ResourceRequirements) *corev1.Container {
	if len(h.script) == 0 {
		return nil
	}
	c := asRoot(prefix+"helper", image, strings.Join(h.script, " && "), like)
	c.VolumeMounts = h.mounts
	return &c
}

// asRoot is a container that runs a script and may do so whatever the Pod says.
// It has the resources of one that is there: the Pod's limit, and with it the
// size of what it has in memory, stays what it is.
func asRoot(name, image, script string, like corev1.ResourceRequirements) corev1.Container {
	root, no := int64(0), false
	return corev1.Container{
		Name: name, Image: image, ImagePullPolicy: corev1.PullIfNotPresent, Command: []string{"sh", "-c", script},
		Resources: *like.DeepCopy(), SecurityContext: &corev1.SecurityContext{RunAsUser: &root, RunAsNonRoot: &no},
	}
}

func quoted(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }
