package cluster

import (
	"context"
	"fmt"
	"strings"
	"sync"
)

// nodesConfigured is what kind v0.33.0 says once it no longer restarts
// containerd in the nodes (pkg/cluster/internal/create/actions/config, then
// kubeadminit).
const nodesConfigured = "Starting control-plane"

// milestone is a point in kind's work that its log names. It is reached by the
// latest when kind has ended.
type milestone struct {
	text string
	once sync.Once
	done chan struct{}
}

func newMilestone(text string) *milestone {
	return &milestone{text: text, done: make(chan struct{})}
}

func (m *milestone) reached() { m.once.Do(func() { close(m.done) }) }

// watching returns a log that passes everything on and looks for the milestone.
func (m *milestone) watching(log Logf) Logf {
	return func(format string, args ...any) {
		if strings.Contains(fmt.Sprintf(format, args...), m.text) {
			m.reached()
		}
		log(format, args...)
	}
}

func (m *milestone) wait(ctx context.Context) error {
	select {
	case <-m.done:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
