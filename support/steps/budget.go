package steps

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// stateFolder is a volume of the Pod: what is in it outlives a container that is killed.
const stateFolder = "/state"

// holdMemory fills a buffer and keeps it, once: the program waits for a reader that never
// reads. How the program ends is written down by a shell that takes no memory.
const holdMemory = `pidof dd >/dev/null || {
  { { dd if=/dev/zero bs="$1" count=1 2>/dev/null; echo "$?" > "$2"; } | sleep 3600; } >/dev/null 2>&1 &
}`

// heldMemory prints how the program ended, and how much of its buffer is in memory
// (proc_pid_status(5): in kB).
const heldMemory = `cat "$1" 2>/dev/null; pid=$(pidof dd) && grep '^VmRSS:' "/proc/$pid/status"`

// holding is what became of a program that was to hold memory.
type holding struct {
	who    string
	bytes  uint64
	killed string // by whom, as the runtime or the shell that waited for it tells
}

func (h holding) String() string {
	if h.killed != "" {
		return h.who + " " + h.killed
	}
	return fmt.Sprintf("%s holds %d MiB", h.who, h.bytes/mebibyte)
}

// TakesMemory lets a process of the container take so many MiB of memory and hold them.
func (c Container) TakesMemory(mib uint64) Step {
	return c.Runs("sh", "-c", holdMemory, "sh", strconv.FormatUint(mib, 10)+"M", c.endsIn())
}

func (c Container) endsIn() string { return stateFolder + "/" + c.name + ".ended" }

// HoldsMemory judges that the process that takes memory comes to hold all of it. It
// waits up to Event.
func (c Container) HoldsMemory(mib uint64) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		var held holding
		err := await.For(ctx, fmt.Sprintf("%s to hold %d MiB", c.target(s), mib), s.Timeouts.Event, func(ctx context.Context) (bool, string, error) {
			var err error
			held, err = c.holding(ctx, s)
			return held.holds(mib) || held.killed != "", held.String(), err
		})
		switch {
		case err != nil:
			return judged(err)
		case held.killed != "":
			return claim.Brokenf("%s", held)
		}
		s.Note("%s", held)
		return nil
	}
}

// holds leaves room for what a kernel does not count at once.
func (h holding) holds(mib uint64) bool { return h.bytes >= mib*mebibyte*15/16 }

// CannotHoldAsMuchAsWell lets a second container take memory, and judges that the kernel
// kills one of the two holders for it. Which one it takes, and whether the container goes
// with it, differs between cgroup versions. That both hold it contradicts the claim at
// once; that neither does, and nobody was killed, shows nothing. It waits up to Event.
func (c Container) CannotHoldAsMuchAsWell(mib uint64, first Container) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		// The command may be lost with its container: what counts is who is left.
		execErr := c.TakesMemory(mib)(ctx, s)
		var seen string
		err := await.For(ctx, "one of two containers to lose its memory", s.Timeouts.Event, func(ctx context.Context) (bool, string, error) {
			// The first is looked at again, so that both looks hold for one moment.
			holders, err := holdings(ctx, s, first, c, first)
			if err != nil {
				// The container may just be going: only its status tells, later.
				seen = err.Error()
				return false, "", nil //nolint:nilerr // see above
			}
			seen = fmt.Sprintf("%s, %s", holders[1], holders[2])
			return exceeds(holders, mib)
		})
		if await.IsTimeout(err) {
			return errors.Join(fmt.Errorf("neither do both containers hold %d MiB, nor was one killed for it: %s", mib, seen), execErr)
		}
		if err != nil {
			return errors.Join(err, execErr)
		}
		s.Note("%s", seen)
		return nil
	}
}

// exceeds looks for one of the holders to be killed. All of them holding is a fact against it.
func exceeds(holders []holding, mib uint64) (bool, string, error) {
	all := true
	for _, h := range holders {
		if h.killed != "" {
			return true, "", nil
		}
		all = all && h.holds(mib)
	}
	if all {
		return false, "", claim.Brokenf("both containers hold their memory: %s, %s", holders[0], holders[1])
	}
	return false, "", nil
}

func holdings(ctx context.Context, s *probe.Scene, of ...Container) ([]holding, error) {
	var all []holding
	for _, c := range of {
		h, err := c.holding(ctx, s)
		if err != nil {
			return nil, err
		}
		all = append(all, h)
	}
	return all, nil
}

// holding asks the Pod's status first: a container that was killed as a whole answers no more.
func (c Container) holding(ctx context.Context, s *probe.Scene) (holding, error) {
	h := holding{who: c.target(s).String()}
	pod, err := c.ref().get(s)
	if err != nil {
		return h, err
	}
	status, err := statusOf(pod, c.containerName(pod))
	if err != nil {
		return h, err
	}
	if h.killed = killedForMemory(status); h.killed != "" {
		return h, nil
	}
	out, err := s.ExecIdempotent(ctx, c.target(s), "sh", "-c", heldMemory, "sh", c.endsIn())
	if err != nil {
		return h, err
	}
	return heldFrom(h.who, out.Stdout)
}

// killedForMemory reads how the container ended, if it did: now or the time before.
func killedForMemory(status corev1.ContainerStatus) string {
	for _, state := range []corev1.ContainerState{status.State, status.LastTerminationState} {
		if ended := state.Terminated; ended != nil && outOfMemory(*ended) == nil {
			return fmt.Sprintf("was killed (%s, %d)", ended.Reason, ended.ExitCode)
		}
	}
	return ""
}

// heldFrom reads what heldMemory prints.
func heldFrom(who, text string) (holding, error) {
	h := holding{who: who}
	for line := range strings.Lines(text) {
		fields := strings.Fields(line)
		switch {
		case len(fields) == 1 && fields[0] == strconv.Itoa(killed):
			h.killed = "was killed: its program ended with " + fields[0]
		case len(fields) == 1:
			return h, fmt.Errorf("the program of %s that was to hold memory ended with %s", who, fields[0])
		case len(fields) == 3 && fields[0] == "VmRSS:":
			kibibytes, err := strconv.ParseUint(fields[1], 10, 64)
			if err != nil {
				return h, fmt.Errorf("memory of the program of %s: %w", who, err)
			}
			h.bytes = kibibytes * 1024
		}
	}
	return h, nil
}
