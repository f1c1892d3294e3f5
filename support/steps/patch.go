package steps

import (
	"context"
	"fmt"
	"io/fs"
	"net/http"

	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/util/yaml"

	"github.com/volconf/volconf/support/manifest"
	"github.com/volconf/volconf/support/probe"
)

// PatchFile is a change of a live Pod that a file of the claim's folder holds,
// as a strategic merge patch.
type PatchFile struct{ file, subresource string }

// Patch names a file with a patch.
func Patch(file string) PatchFile { return PatchFile{file: file} }

// Of directs the patch to a subresource of the Pod ("ephemeralcontainers").
func (f PatchFile) Of(subresource string) PatchFile {
	f.subresource = subresource
	return f
}

// Takes judges that the API server makes a change of the live Pod.
func (p PodRef) Takes(f PatchFile) Step { return p.patched(f, admitted) }

// Refuses judges that the API server refuses a change of the live Pod as
// invalid, for a reason that its message names. The message contains text.
func (p PodRef) Refuses(f PatchFile, text string) Step { return p.patched(f, invalid(text)) }

func (p PodRef) patched(f PatchFile, judge func(string, probe.Answer) error) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		answer, err := p.patch(ctx, s, f)
		if err != nil {
			return err
		}
		what := f.file + " on Pod " + p.pod
		s.Note("%s: %s", what, describe(answer))
		return judge(what, answer)
	}
}

// Takes judges that the API server makes a change of the Deployment.
func (d DeploymentRef) Takes(f PatchFile) Step { return d.patched(f, admitted) }

// Refuses judges that the API server refuses a change of the Deployment as invalid,
// for a reason that its message names. The message contains text.
func (d DeploymentRef) Refuses(f PatchFile, text string) Step { return d.patched(f, invalid(text)) }

func (d DeploymentRef) patched(f PatchFile, judge func(string, probe.Answer) error) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		namespace := Container{another: d.another}.target(s).Namespace
		answer, err := f.send(ctx, s, "/apis/apps/v1/namespaces/"+namespace+"/deployments/"+d.name)
		if err != nil {
			return err
		}
		what := f.file + " on Deployment " + d.name
		s.Note("%s: %s", what, describe(answer))
		return judge(what, answer)
	}
}

// invalid is the judgement that a change is refused as such.
func invalid(text string) func(string, probe.Answer) error {
	return func(what string, answer probe.Answer) error {
		return rejected(what, answer, http.StatusUnprocessableEntity, text)
	}
}

func (p PodRef) patch(ctx context.Context, s *probe.Scene, f PatchFile) (probe.Answer, error) {
	target := p.target(s)
	path := "/api/v1/namespaces/" + target.Namespace + "/pods/" + target.Pod
	if f.subresource != "" {
		path += "/" + f.subresource
	}
	return f.send(ctx, s, path)
}

func (f PatchFile) send(ctx context.Context, s *probe.Scene, path string) (probe.Answer, error) {
	raw, err := fs.ReadFile(s.Manifests, f.file)
	if err != nil {
		return probe.Answer{}, fmt.Errorf("reading the patch: %w", err)
	}
	body := map[string]any{}
	if err := yaml.Unmarshal(raw, &body); err != nil {
		return probe.Answer{}, fmt.Errorf("reading the patch %s: %w", f.file, err)
	}
	if err := manifest.ResolveImages(s, body); err != nil {
		return probe.Answer{}, fmt.Errorf("patch %s: %w", f.file, err)
	}
	return s.Ask(ctx, probe.Request{Verb: http.MethodPatch, Path: path, Type: string(types.StrategicMergePatchType), Body: body})
}

// ObjectRef names an object of the claim that is no Pod.
type ObjectRef struct {
	api, resource, name string
	everywhere          bool // in no namespace
}

// ConfigMap names a ConfigMap by the name it has in the manifest.
func ConfigMap(name string) ObjectRef {
	return ObjectRef{api: "/api/v1", resource: "configmaps", name: name}
}

// Secret names a Secret by the name it has in the manifest.
func Secret(name string) ObjectRef {
	return ObjectRef{api: "/api/v1", resource: "secrets", name: name}
}

// StorageClass names a StorageClass by the name it has in the manifest.
func StorageClass(name string) ObjectRef {
	return ObjectRef{api: "/apis/storage.k8s.io/v1", resource: "storageclasses", name: name, everywhere: true}
}

// StatefulSet names a StatefulSet by the name it has in the manifest.
func StatefulSet(name string) ObjectRef {
	return ObjectRef{api: "/apis/apps/v1", resource: "statefulsets", name: name}
}

// ResourceQuota names a ResourceQuota by the name it has in the manifest.
func ResourceQuota(name string) ObjectRef {
	return ObjectRef{api: "/api/v1", resource: "resourcequotas", name: name}
}

func (o ObjectRef) path(s *probe.Scene) string {
	if o.everywhere {
		return o.api + "/" + o.resource + "/" + manifest.Owned(s, o.name)
	}
	return o.api + "/namespaces/" + s.Namespace + "/" + o.resource + "/" + o.name
}

// Takes judges that the API server makes a change of the object.
func (o ObjectRef) Takes(f PatchFile) Step {
	return o.patched(f, admitted)
}

// Refuses judges that the API server refuses a change of the object as invalid,
// for a reason that its message names. The message contains text.
func (o ObjectRef) Refuses(f PatchFile, text string) Step {
	return o.patched(f, invalid(text))
}

// Forbids judges that the API server refuses a change of the object because of what else
// the cluster has: admission forbids it (403), in words that contain text.
func (o ObjectRef) Forbids(f PatchFile, text string) Step {
	return o.patched(f, func(what string, answer probe.Answer) error {
		return rejected(what, answer, http.StatusForbidden, text)
	})
}

func (o ObjectRef) patched(f PatchFile, judge func(string, probe.Answer) error) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		answer, err := f.send(ctx, s, o.path(s))
		if err != nil {
			return err
		}
		what := f.file + " on " + o.resource + "/" + o.name
		s.Note("%s: %s", what, describe(answer)) // never the object: it may be a Secret
		return judge(what, answer)
	}
}
