package cluster

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestMilestoneIsReachedByTheLineThatNamesIt(t *testing.T) {
	m := newMilestone(nodesConfigured)
	var passed []string
	log := m.watching(func(_ string, args ...any) { passed = append(passed, args[0].(string)) })
	interrupted := errors.New("interrupted")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(interrupted)

	log("kind: %s", "Writing configuration ...")
	require.ErrorIs(t, m.wait(ctx), interrupted)
	log("kind: %s", "Starting control-plane ...")
	log("kind: %s", "Starting control-plane ...")
	require.NoError(t, m.wait(t.Context()))
	assert.Lenf(t, passed, 3, "the log is passed on")
}

func TestMilestoneThatIsNeverNamedIsReachedInTheEnd(t *testing.T) {
	m := newMilestone("what another version of kind says")
	m.reached()
	require.NoError(t, m.wait(t.Context()))
}
