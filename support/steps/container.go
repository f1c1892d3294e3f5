package steps

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/manifest"
	"github.com/volconf/volconf/support/probe"
)

// Container names a container of a Pod of the claim.
type Container struct {
	another   string // another namespace of the claim, by its name in the manifest
	namespace string // a namespace by its full name
	pod, name string
}

func (c Container) target(s *probe.Scene) probe.Container {
	namespace := s.Namespace
	switch {
	case c.namespace != "":
		namespace = c.namespace
	case c.another != "":
		namespace = manifest.Owned(s, c.another)
	}
	return probe.Container{Namespace: namespace, Pod: c.pod, Container: c.name}
}

func (c Container) ref() PodRef { return PodRef{c} }

// containerName is the container's name, or that of the Pod's first.
func (c Container) containerName(pod *corev1.Pod) string {
	if c.name != "" {
		return c.name
	}
	return probe.FirstOf(pod)
}

// Changes that come to the same when they are made again.
const (
	appendOnce = `grep -qsF -- "$2" "$1" || printf %s "$2" >> "$1"`
	renameOnce = `[ -e "$2" ] || mv "$1" "$2"`
)

// Runs runs a command that must succeed, and that comes to the same when it is run
// again (rm -f, not rm): it is, where a kubelet that restarts cut the connection.
func (c Container) Runs(command ...string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		_, err := s.RunIdempotent(ctx, c.target(s), command...)
		return err
	}
}

// Writes puts content into a file, making its folder.
func (c Container) Writes(path, content string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		_, err := s.Says(ctx, c.target(s), "sh", "-c", `mkdir -p "$(dirname "$1")" && printf %s "$2" > "$1"`, "sh", path, content)
		if err == nil {
			s.Note("%s wrote %q to %s", c.target(s), content, path)
		}
		return err
	}
}

// Appends puts content that is not in a file yet at its end.
func (c Container) Appends(path, content string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		_, err := s.Says(ctx, c.target(s), "sh", "-c", appendOnce, "sh", path, content)
		if err == nil {
			s.Note("%s appended %q to %s", c.target(s), content, path)
		}
		return err
	}
}

// Renames gives a file another name.
func (c Container) Renames(from, to string) Step {
	return c.Runs("sh", "-c", renameOnce, "sh", from, to)
}

// Reads judges that the file at path holds exactly content.
func (c Container) Reads(path, content string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		file, err := s.File(ctx, c.target(s), path)
		if err != nil {
			return err
		}
		if err := holds(c.target(s), path, file, content); err != nil {
			return err
		}
		s.Note("%s reads %q in %s", c.target(s), content, path)
		return nil
	}
}

func holds(c probe.Container, path string, file probe.File, content string) error {
	switch {
	case !file.Exists:
		return claim.Brokenf("%s is not there for %s; it should hold %q", path, c, content)
	case file.Content != content:
		return claim.Brokenf("%s holds %q for %s, not %q", path, file.Content, c, content)
	}
	return nil
}

// Lacks judges that there is no file at any of the paths.
func (c Container) Lacks(paths ...string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		for _, path := range paths {
			file, err := s.File(ctx, c.target(s), path)
			if err != nil {
				return err
			}
			if err := absent(c.target(s), path, file); err != nil {
				return err
			}
			s.Note("%s sees no %s", c.target(s), path)
		}
		return nil
	}
}

func absent(c probe.Container, path string, file probe.File) error {
	if file.Exists {
		return claim.Brokenf("%s is there for %s and holds %q", path, c, strings.TrimSpace(file.Content))
	}
	return nil
}

// DirIsEmpty judges that a folder has no entries at all.
func (c Container) DirIsEmpty(dir string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		entries, err := s.Entries(ctx, c.target(s), dir)
		if err != nil {
			return err
		}
		if err := empty(c.target(s), dir, entries); err != nil {
			return err
		}
		s.Note("%s finds %s empty", c.target(s), dir)
		return nil
	}
}

func empty(c probe.Container, dir string, entries []string) error {
	if len(entries) > 0 {
		return claim.Brokenf("%s holds %s for %s; it should be empty", dir, strings.Join(entries, ", "), c)
	}
	return nil
}

// ImageFile is a file that the shell image brings along, with this content.
const (
	ImageFile        = "/etc/volconf/image-file"
	ImageFileContent = "this line comes from the image\n"
)

// IsRoot judges that the container's commands run as root.
func (c Container) IsRoot() Step {
	return func(ctx context.Context, s *probe.Scene) error {
		out, err := s.Says(ctx, c.target(s), "id", "-u")
		if err != nil {
			return err
		}
		if strings.TrimSpace(out) != "0" {
			return claim.Brokenf("%s runs commands as uid %s", c.target(s), strings.TrimSpace(out))
		}
		return nil
	}
}

// ComesToLog judges that the container writes a text before long. The log contains the
// text then, and may hold more. It waits up to PodReady.
func (c Container) ComesToLog(text string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		if err := s.WaitLog(ctx, c.target(s), text); err != nil {
			return judged(err)
		}
		s.Note("%s logged %q", c.target(s), text)
		return nil
	}
}

// Logged judges that the container has written exactly this, white space at the
// ends apart. An empty log shows nothing: on a busy node containerd has lost what
// a container wrote that ended at once (seen with 2.4). It waits up to Settle.
func (c Container) Logged(text string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		var got string
		err := await.For(ctx, fmt.Sprintf("the log of %s to say something", c.target(s)), s.Timeouts.Settle,
			func(ctx context.Context) (bool, string, error) {
				log, err := s.Logs(ctx, c.target(s))
				got = strings.TrimSpace(log)
				return got != "", "an empty log", err
			})
		if err != nil {
			return err
		}
		if got != text {
			return claim.Brokenf("%s logged %q, not %q", c.target(s), got, text)
		}
		s.Note("%s logged %q", c.target(s), text)
		return nil
	}
}

// Restarts ends the container's first process and waits until the container
// runs anew: one more restart, another container ID, the same Pod. The process
// must end on SIGTERM (the kernel ignores SIGKILL from inside). It waits up to
// ContainerRestart.
func (c Container) Restarts() Step { return c.RestartsBy("kill", "-TERM", "1") }

// RestartsBy is Restarts for a container whose first process is not number 1 of
// its process namespace: the command must end it. It waits up to ContainerRestart.
func (c Container) RestartsBy(command ...string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, err := c.ref().get(s)
		if err != nil {
			return fmt.Errorf("restarting %s: %w", c.target(s), err)
		}
		name := c.containerName(pod)
		before, err := statusOf(pod, name)
		if err != nil {
			return err
		}
		start := time.Now()
		// The answer may be lost with the container: what counts is the new one.
		_, killErr := s.Exec(ctx, c.target(s), command...)
		after, err := c.ref().waitFor(ctx, s, "to restart container "+name, s.Timeouts.ContainerRestart, func(now *corev1.Pod) bool {
			status, err := statusOf(now, name)
			return err == nil && restarted(before, status) && probe.PodReady(now)
		})
		if err != nil {
			return errors.Join(err, killErr)
		}
		if after.UID != pod.UID {
			return fmt.Errorf("Pod %s was replaced, not restarted", c.pod)
		}
		s.Measure("container "+name+" restarted", time.Since(start))
		s.Note("container %s was restarted in Pod uid %s", c.target(s), pod.UID)
		return nil
	}
}

// restarted tells whether the container runs anew, once.
func restarted(before, now corev1.ContainerStatus) bool {
	more := now.RestartCount - before.RestartCount
	return (more == 1 || more > 1 && neverRan(now.LastTerminationState)) && now.ContainerID != before.ContainerID &&
		now.ContainerID != "" && now.State.Running != nil
}
