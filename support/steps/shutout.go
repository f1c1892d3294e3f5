package steps

import (
	"context"
	"fmt"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// IsShutOut judges that a container which fetches something comes to fail and says
// this text at its end, and that nothing of what it fetches is at a path that another
// container of its Pod sees: what is there was let in. It waits up to PodReady; a
// container that fails for another reason may come to the text yet, and at the bound
// that is an error. The manifest must ask for the message: terminationMessagePolicy
// FallbackToLogsOnError. The message contains text.
func (c Container) IsShutOut(text string, seenBy Container, path string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		err := await.For(ctx, fmt.Sprintf("container %s to be refused with %q", c.target(s), text), s.Timeouts.PodReady,
			func(ctx context.Context) (bool, string, error) {
				pod, err := c.ref().get(s)
				if err != nil {
					return false, "", err
				}
				file, err := s.File(ctx, seenBy.target(s), path)
				if err != nil {
					return false, podState(pod), blindLook{err} // its container may not run yet
				}
				status, err := statusOf(pod, c.name)
				if err != nil {
					return false, "", err
				}
				done, err := shutOut(status, file, path, text)
				return done, podState(pod), err
			})
		if err != nil {
			return err
		}
		s.Note("%s was refused with %q, and nothing is at %s", c.target(s), text, path)
		return nil
	}
}

func shutOut(status corev1.ContainerStatus, file probe.File, path, text string) (bool, error) {
	if file.Exists {
		return false, await.Final(claim.Brokenf("container %s was let in: %s holds %q", status.Name, path, strings.TrimSpace(file.Content)))
	}
	ended := terminated(status)
	return ended != nil && ended.ExitCode != 0 && strings.Contains(ended.Message, text), nil
}
