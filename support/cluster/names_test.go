package cluster

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestEnsureNames: podman's name service is started again where it has ended, and
// only there.
func TestEnsureNames(t *testing.T) {
	for name, tc := range map[string]struct {
		engine  string
		answers bool // from the beginning
		revived bool // by a container in the network
		starts  int  // of such containers
		fail    string
	}{
		"answers":             {engine: "podman", answers: true, starts: 0},
		"has ended":           {engine: "podman", revived: true, starts: 1},
		"stays silent":        {engine: "podman", starts: 1, fail: "does not find the others by name"},
		"not ours to restart": {engine: "docker", revived: true, starts: 0, fail: "does not find the others by name"},
	} {
		t.Run(name, func(t *testing.T) {
			up, starts := tc.answers, 0
			engine := &Engine{name: tc.engine, run: func(_ context.Context, c command) (string, error) {
				line := strings.Join(c.args, " ")
				switch c.args[0] {
				case "inspect":
					return "kind \n", nil
				case "run":
					assert.Contains(t, line, "--network=kind")
					starts++
					up = up || tc.revived
				case "exec":
					assert.Contains(t, line, "getent hosts c-control-plane c-worker")
					if !up {
						return "", errors.New("exit status 2")
					}
				}
				return "", nil
			}}
			c := &Cluster{engine: engine, log: orDiscard(nil), state: state{Nodes: []string{"c-control-plane", "c-worker"}, Image: "node"}}
			err := c.ensureNames(t.Context())
			assert.Equal(t, tc.starts, starts)
			if tc.fail == "" {
				require.NoError(t, err)
			} else {
				require.ErrorContains(t, err, tc.fail)
			}
		})
	}
}
