package mutation

import (
	"fmt"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
)

// EmptyDirFields are what emptyDirs get whatever was asked for.
type EmptyDirFields struct {
	Medium  *corev1.StorageMedium `json:"medium,omitempty"` // nil leaves it
	NoLimit bool                  `json:"noLimit,omitempty"`
}

func (w *work) emptyDirs(where Where, fields EmptyDirFields) {
	for _, v := range w.volumes(where, EmptyDir, Memory) {
		if fields.Medium != nil {
			v.EmptyDir.Medium = *fields.Medium // the volume is a copy, its source is not
		}
		if fields.NoLimit {
			v.EmptyDir.SizeLimit = nil
		}
	}
}

// emptied makes emptyDirs of volumes.
func (w *work) emptied(where Where, kinds []Kind) {
	for _, v := range w.volumes(where, kinds...) {
		i := slices.IndexFunc(w.pod.Spec.Volumes, func(has corev1.Volume) bool { return has.Name == v.Name })
		w.pod.Spec.Volumes[i].VolumeSource = corev1.VolumeSource{EmptyDir: &corev1.EmptyDirVolumeSource{}}
	}
}

func (w *work) untyped(where Where) {
	for _, v := range w.volumes(where, HostPath) {
		v.HostPath.Type = nil // the volume is a copy, its source is not
	}
}

// prefill gives each emptyDir what the first container that mounts it has at
// that path in its image.
func (w *work) prefill(where Where) {
	for _, v := range w.volumes(where, EmptyDir, Memory) {
		for _, c := range w.containers(where) {
			paths := w.mountPaths(c, Where{Volumes: []string{v.Name}}, EmptyDir, Memory)
			if len(paths) == 0 {
				continue
			}
			script := fmt.Sprintf("[ ! -d %[1]s ] || cp -a %[1]s/. /to/", quoted(paths[0]))
			filler := asRoot(prefix+"fill-"+v.Name, c.Image, script, c.Resources)
			filler.VolumeMounts = []corev1.VolumeMount{{Name: v.Name, MountPath: "/to"}}
			w.before = append(w.before, filler)
			break
		}
	}
}

func (w *work) writable(where Where) {
	for _, c := range w.containers(where) {
		for i := range c.VolumeMounts {
			if !strings.HasPrefix(c.VolumeMounts[i].Name, tokenVolume) {
				c.VolumeMounts[i].ReadOnly, c.VolumeMounts[i].RecursiveReadOnly = false, nil
			}
		}
	}
}

func (w *work) mount(path string) {
	name := prefix + strings.Trim(strings.ReplaceAll(path, "/", "-"), "-")
	w.addVolume(name, corev1.VolumeSource{EmptyDir: &corev1.EmptyDirVolumeSource{}})
	for _, c := range w.containers(Where{}) {
		taken := slices.ContainsFunc(c.VolumeMounts, func(m corev1.VolumeMount) bool { return m.MountPath == path })
		if !taken {
			c.VolumeMounts = append(c.VolumeMounts, corev1.VolumeMount{Name: name, MountPath: path})
		}
	}
}

// mountEverywhere gives every container the mounts that any has, except the
// token's, which each has of its own.
func (w *work) mountEverywhere(where Where) {
	var all []corev1.VolumeMount
	for _, c := range w.containers(where) {
		for _, m := range c.VolumeMounts {
			if !strings.HasPrefix(m.Name, tokenVolume) {
				all = append(all, m)
			}
		}
	}
	for _, c := range w.containers(where) {
		for _, m := range all {
			taken := slices.ContainsFunc(c.VolumeMounts, func(has corev1.VolumeMount) bool { return has.MountPath == m.MountPath })
			if !taken {
				c.VolumeMounts = append(c.VolumeMounts, m)
			}
		}
	}
}

// declare adds the volumes that containers mount and the Pod does not have.
func (w *work) declare() {
	for _, c := range w.containers(Where{}) {
		for _, m := range c.VolumeMounts {
			known := slices.ContainsFunc(w.pod.Spec.Volumes, func(v corev1.Volume) bool { return v.Name == m.Name })
			if !known {
				w.addVolume(m.Name, corev1.VolumeSource{EmptyDir: &corev1.EmptyDirVolumeSource{}})
			}
		}
	}
}
