package cluster

import (
	"context"
	"errors"
	"strings"
	"time"
)

// restartWithin bounds the restart of one node; 11 s were measured, most of them
// the ten that a node gets to stop.
const restartWithin = 2 * time.Minute

// RestartNode restarts a node's container, and with it all that runs there. It is
// not broken off when ctx ends.
func (c *Cluster) RestartNode(ctx context.Context, node string) error {
	return seenThrough(ctx, func(ctx context.Context) error {
		_, err := c.engine.run(ctx, command{args: []string{"restart", "-t", "10", node}, within: restartWithin})
		return err
	})
}

// NodeRestarter makes of a user's command line what restarts a node: {} in it
// stands for the node's name. It is split at white space and not given to a shell,
// and not broken off when ctx ends.
func NodeRestarter(line string, environ []string) (func(ctx context.Context, node string) error, error) {
	words := strings.Fields(line)
	if len(words) < 2 || !strings.Contains(line, "{}") {
		return nil, errors.New("a command that restarts a node must name the node as {}, such as 'ssh {} systemctl reboot'")
	}
	return func(ctx context.Context, node string) error {
		args := make([]string, 0, len(words)-1)
		for _, word := range words[1:] {
			args = append(args, strings.ReplaceAll(word, "{}", node))
		}
		return seenThrough(ctx, func(ctx context.Context) error {
			_, err := run(ctx, words[0], environ, command{args: args, within: restartWithin})
			return err
		})
	}, nil
}

// seenThrough does not break off what has begun when ctx ends: half a restart is a
// node that stays stopped.
func seenThrough(ctx context.Context, do func(context.Context) error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return do(context.WithoutCancel(ctx))
}
