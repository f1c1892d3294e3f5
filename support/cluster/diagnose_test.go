package cluster

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTheRuntimesOwnWordsWhenNoSandboxCanBeMade(t *testing.T) {
	const journal = `I1125 12:00:00.000000     700 kubelet.go:1] "Starting"
E1125 12:00:01.000000     700 log.go:32] "RunPodSandbox from runtime service failed" err="rpc error: code = Unknown desc = first"
E1125 12:00:02.000000     700 kuberuntime_sandbox.go:70] "Failed to create sandbox for pod" err="rpc error: code = Unknown desc = failed to start sandbox: exec: \"/bin/false\": exit status 1" pod="kube-system/etcd-x"
E1125 12:00:03.000000     700 kubelet.go:1] "Node not ready"
`
	assert.Equal(t, `rpc error: code = Unknown desc = failed to start sandbox: exec: "/bin/false": exit status 1`, sandboxRefused(journal))
	assert.Empty(t, sandboxRefused("E1125 kubelet.go:1] \"Node not ready\" err=\"x\""))

	fake := &fakeEngine{onNode: func(string, []string) (string, error) { return journal, nil }}
	c := &Cluster{engine: fake.engine(), state: state{Name: "x", Nodes: []string{"x-control-plane"}}}
	waited := errors.New("timed out waiting for the control plane")
	err := c.withoutSandbox(t.Context(), waited)
	require.ErrorIs(t, err, waited)
	assert.Contains(t, err.Error(), "no sandbox can be made on node x-control-plane: rpc error")
	fake.onNode = func(string, []string) (string, error) { return "", errors.New("no such container") }
	assert.Equal(t, waited, c.withoutSandbox(t.Context(), waited))
}

func TestWhatTheHostLacksIsInTheError(t *testing.T) {
	failed := errors.New("too many open files")
	c := &Cluster{engine: &Engine{name: "podman", host: Host{InotifyInstances: 128}}}
	require.ErrorIs(t, c.withAdvice(failed), failed)
	assert.Contains(t, c.withAdvice(failed).Error(), "128 inotify instances")
	c.engine.host.InotifyInstances = 8192
	assert.Equal(t, failed, c.withAdvice(failed))
}
