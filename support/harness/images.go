package harness

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/volconf/volconf/support/report"
)

// resolve turns the name of a fixture image into a reference. The list is
// closed: a manifest that names anything else is mistaken.
func (i imageSource) resolve(name string) (string, corev1.PullPolicy, error) {
	reference, ok := i.refs[name]
	if !ok {
		return "", "", fmt.Errorf("image %q is not one of the suite's: %s", name,
			strings.Join(slices.Sorted(maps.Keys(i.refs)), ", "))
	}
	return reference, i.policy, nil
}

func (i imageSource) describe() []report.Image {
	var images []report.Image
	for _, name := range slices.Sorted(maps.Keys(i.refs)) {
		images = append(images, report.Image{
			Name: name, Reference: i.refs[name], Digest: i.digests[name], Implementation: i.implementations[name],
		})
	}
	return images
}

// standIns names the stand-ins among the images that a text of objects has.
func (i imageSource) standIns(objects string) []string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(i.refs)) {
		if i.implementations[name] == report.StandIn && strings.Contains(objects, i.refs[name]) {
			names = append(names, name)
		}
	}
	return names
}

// inRegistry moves a reference to another registry: its last part is kept.
func inRegistry(registry, reference string) string {
	return strings.TrimSuffix(registry, "/") + "/" + reference[strings.LastIndexByte(reference, '/')+1:]
}

// checkReplacements finds a -image that replaces nothing.
func checkReplacements(refs map[string]string, images assignments) error {
	for _, name := range slices.Sorted(maps.Keys(images)) {
		if _, ok := refs[name]; !ok {
			return fmt.Errorf("%w: -image %s=…: the suite's images are %s", errUsage, name, strings.Join(slices.Sorted(maps.Keys(refs)), ", "))
		}
	}
	return nil
}
