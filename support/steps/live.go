package steps

import (
	"context"
	"encoding/json"
	"fmt"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// Has judges, by one look, that the object has exactly a value at a JSONPath
// (`{.status.phase}`). An object or a list is compared as JSON.
func (o ObjectRef) Has(path, want string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		got, found, err := o.look(ctx, s, path)
		if err != nil {
			return err
		}
		return o.holds(s, path, want, got, found)
	}
}

// HasSome judges, by one look, that the object has anything at a JSONPath.
func (o ObjectRef) HasSome(path string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		got, found, err := o.look(ctx, s, path)
		if err != nil {
			return err
		}
		if !found {
			return claim.Brokenf("%s of %s is not there", path, o)
		}
		s.Note("%s of %s is %q", path, o, got)
		return nil
	}
}

// ComesToHave judges that the object comes to have exactly a value at a JSONPath. A
// value that is another to the end breaks the claim; that there is none yet is slowness.
// It waits up to Content.
func (o ObjectRef) ComesToHave(path, want string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		there := false
		err := await.For(ctx, path+" of "+o.String()+" to be "+want, s.Timeouts.Content, func(ctx context.Context) (bool, string, error) {
			got, found, err := o.look(ctx, s, path)
			there = found
			return found && got == want, "it is " + shown(got, found), err
		})
		if err != nil {
			return judgedIf(there, err)
		}
		s.Note("%s of %s is %q", path, o, want)
		return nil
	}
}

// Delete asks for the deletion of the object, which need not follow at once, and does not
// wait.
func (o ObjectRef) Delete() Step {
	return func(ctx context.Context, s *probe.Scene) error {
		ctx, cancel := context.WithTimeout(ctx, s.Timeouts.API)
		defer cancel()
		if err := s.Kube.CoreV1().RESTClient().Delete().AbsPath(o.path(s)).Body(&metav1.DeleteOptions{}).Do(ctx).Error(); err != nil {
			return fmt.Errorf("deleting %s: %w", o, err)
		}
		return nil
	}
}

// GoesAway judges that the object comes to be gone. It waits up to Content.
func (o ObjectRef) GoesAway() Step {
	return func(ctx context.Context, s *probe.Scene) error {
		return judged(await.For(ctx, o.String()+" to be gone", s.Timeouts.Content, func(ctx context.Context) (bool, string, error) {
			_, _, err := o.look(ctx, s, "{.metadata.finalizers}")
			if apierrors.IsNotFound(err) {
				s.Note("%s is gone", o)
				return true, "", nil
			}
			return false, "it is there", err
		}))
	}
}

// String names the object as kubectl does.
func (o ObjectRef) String() string { return o.resource + "/" + o.name }

func (o ObjectRef) holds(s *probe.Scene, path, want, got string, found bool) error {
	if !found || got != want {
		return claim.Brokenf("%s of %s is %s, not %q", path, o, shown(got, found), want)
	}
	s.Note("%s of %s is %q", path, o, got)
	return nil
}

func (o ObjectRef) look(ctx context.Context, s *probe.Scene, path string) (value string, found bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, s.Timeouts.API)
	defer cancel()
	raw, err := s.Kube.CoreV1().RESTClient().Get().AbsPath(o.path(s)).Do(ctx).Raw()
	if err != nil {
		return "", false, fmt.Errorf("looking at %s: %w", o, err)
	}
	object := map[string]any{}
	if err := json.Unmarshal(raw, &object); err != nil {
		return "", false, fmt.Errorf("reading %s: %w", o, err)
	}
	return fieldOf(object, path)
}
