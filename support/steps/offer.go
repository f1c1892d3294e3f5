package steps

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/manifest"
	"github.com/volconf/volconf/support/probe"
)

// Offered is a manifest that the API server is asked about. It decides as it
// would about a real one and keeps nothing (a dry run on the server). Fields
// that it does not know are refused, as kubectl has it.
type Offered struct {
	file    string
	lenient bool
	adapt   func(*unstructured.Unstructured) // before it is offered; may be nil
	fill    *filling
}

// Offer names a manifest of the claim.
func Offer(file string) Offered { return Offered{file: file} }

// Leniently lets the API server drop fields that it does not know, as it does
// for clients that ask for nothing else.
func (o Offered) Leniently() Offered {
	o.lenient = true
	return o
}

// IsAdmitted judges that the API server takes every object of the manifest. Only a
// refusal by the API server's own validation breaks a claim; one by a policy, a quota
// or a permission of the cluster is an error.
func (o Offered) IsAdmitted() Step {
	return o.each(true, func(what string, answer probe.Answer) error { return admitted(what, answer) })
}

// IsRejected judges that the API server refuses every object, with a status
// code and for a reason that its message names. The message contains text.
func (o Offered) IsRejected(code int, text string) Step {
	return o.each(true, func(what string, answer probe.Answer) error { return rejected(what, answer, code, text) })
}

// IsAdmittedWithWarning judges that the API server takes every object and warns
// about one of its volumes in words that contain text.
func (o Offered) IsAdmittedWithWarning(text string) Step {
	return o.each(true, func(what string, answer probe.Answer) error { return warned(what, answer, text) })
}

// IsAdmittedWithoutWarning judges that the API server takes every object and has
// nothing to say about its volumes.
func (o Offered) IsAdmittedWithoutWarning() Step {
	return o.each(true, func(what string, answer probe.Answer) error { return notWarned(what, answer) })
}

// KeepsSource judges that a volume of every Pod is still of a type when it is
// read back: a field that the API server does not know would be dropped, and
// the volume be an emptyDir.
func (o Offered) KeepsSource(volume, source string) Step {
	return o.each(true, func(what string, answer probe.Answer) error {
		if err := admitted(what, answer); err != nil {
			return err
		}
		return hasSource(answer.Object, volume, source)
	})
}

// ComesToBeRejected waits until the API server refuses every object for a
// reason that its message names: a new policy is not in force at once. The message
// contains text. It waits up to Settle.
func (o Offered) ComesToBeRejected(code int, text string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		return judged(await.For(ctx, o.file+" to be refused", s.Timeouts.Settle, func(ctx context.Context) (bool, string, error) {
			err := o.IsRejected(code, text)(ctx, s)
			var broken *claim.BrokenError
			if errors.As(err, &broken) {
				return false, broken.Observed, nil
			}
			return err == nil, "", err
		}))
	}
}

// IsCreated creates the objects for good, and does not wait.
func (o Offered) IsCreated() Step {
	return o.each(false, func(what string, answer probe.Answer) error { return admitted(what, answer) })
}

func (o Offered) each(dryRun bool, judge func(what string, answer probe.Answer) error) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		objects, err := o.read(ctx, s)
		if err != nil {
			return err
		}
		for _, object := range objects {
			if !dryRun {
				s.Remember(object)
			}
			answer, err := s.Ask(ctx, probe.Request{
				Verb: http.MethodPost, Path: probe.CollectionPath(object), Body: object.Object, Lenient: o.lenient, DryRun: dryRun,
			})
			if err != nil {
				return err
			}
			what := object.GetKind() + " " + object.GetName()
			if err := judge(what, answer); err != nil {
				return err
			}
			s.Note("%s: %s", what, describe(answer))
		}
		return nil
	}
}

func (o Offered) read(ctx context.Context, s *probe.Scene) ([]*unstructured.Unstructured, error) {
	raw, err := fs.ReadFile(s.Manifests, o.file)
	if err != nil {
		return nil, fmt.Errorf("reading the manifest: %w", err)
	}
	objects, err := manifest.Raw(raw)
	if err != nil {
		return nil, fmt.Errorf("manifest %s: %w", o.file, err)
	}
	for _, object := range objects {
		if err := manifest.FitRaw(ctx, s, object); err != nil {
			return nil, fmt.Errorf("manifest %s: %w", o.file, err)
		}
		if o.adapt != nil {
			o.adapt(object)
		}
		o.fill.into(object)
	}
	return objects, nil
}

func describe(answer probe.Answer) string {
	text := fmt.Sprintf("the API server answers %d", answer.Code)
	if refused := answer.Refused; refused != nil {
		text += ": " + refused.Words()
	}
	for _, warning := range answer.Warnings {
		text += "; it warns: " + warning
	}
	return text
}

// admitted takes for a fact only what the API server's own validation says. What a
// policy, a quota, a permission or the state of the cluster refuses shows nothing
// about the claim.
func admitted(what string, answer probe.Answer) error {
	refused := answer.Refused
	switch {
	case refused == nil:
		return nil
	case refused.By == "":
		return claim.Brokenf("%s is refused: %s", what, describe(answer))
	}
	return fmt.Errorf("%s is refused by the cluster, not for what it is: %s", what, describe(answer))
}

// rejected tells a refusal for the reason that was named from one for another:
// the latter shows nothing about the claim.
func rejected(what string, answer probe.Answer, code int, text string) error {
	refused := answer.Refused
	switch {
	case refused == nil:
		return claim.Brokenf("%s is admitted: %s", what, describe(answer))
	case refused.Code != code || !strings.Contains(refused.Message, text):
		return fmt.Errorf("%s is refused, but not with %d and %q: %s", what, code, text, describe(answer))
	}
	return nil
}

func warned(what string, answer probe.Answer, text string) error {
	if err := admitted(what, answer); err != nil {
		return err
	}
	for _, warning := range ofVolumes(answer.Warnings) {
		if strings.Contains(warning, text) {
			return nil
		}
	}
	return claim.Brokenf("%s is admitted without a warning %q about a volume: %s", what, text, describe(answer))
}

func notWarned(what string, answer probe.Answer) error {
	if err := admitted(what, answer); err != nil {
		return err
	}
	if len(ofVolumes(answer.Warnings)) > 0 {
		return claim.Brokenf("%s is warned about: %s", what, describe(answer))
	}
	return nil
}

// aboutVolumes is how the API server's own warnings about a volume begin: with the
// field's path (pkg/api/pod/warnings.go, v1.37). Pod Security, policies and webhooks
// of the cluster warn in other words, and not of what the claim is about.
var aboutVolumes = regexp.MustCompile(`^(template\.)?spec\.([A-Za-z]+\.)*volumes\[\d+\]`)

func ofVolumes(warnings []string) []string {
	return slices.DeleteFunc(slices.Clone(warnings), func(w string) bool { return !aboutVolumes.MatchString(w) })
}

// hasSource judges the type of a Pod's volume.
func hasSource(pod *unstructured.Unstructured, volume, source string) error {
	volumes, _, err := unstructured.NestedSlice(pod.Object, "spec", "volumes")
	if err != nil {
		return fmt.Errorf("reading the volumes of Pod %s: %w", pod.GetName(), err)
	}
	for _, item := range volumes {
		v, ok := item.(map[string]any)
		if !ok || v["name"] != volume {
			continue
		}
		if _, ok := v[source]; !ok {
			return claim.Brokenf("volume %s of Pod %s is not of type %s but %v", volume, pod.GetName(), source, v)
		}
		return nil
	}
	return errors.New("Pod " + pod.GetName() + " has no volume " + volume)
}
