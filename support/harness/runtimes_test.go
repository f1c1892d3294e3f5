package harness

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/volconf/volconf/support/cluster"
	"github.com/volconf/volconf/support/probe"
)

func TestWithoutControlGroups(t *testing.T) {
	const path = "/sys/fs/cgroup/kubepods/pod1"
	assert.Contains(t, withoutControlGroups(probe.PodGroup{Path: path, Charged: 20480}), "charged 20 KiB")
	assert.Empty(t, withoutControlGroups(probe.PodGroup{Path: path, Charged: 3 << 20}))
	assert.Emptyf(t, withoutControlGroups(probe.PodGroup{}), "what was not found shows nothing")
}

func TestRuntimeOf(t *testing.T) {
	node := cluster.NodeFacts{Name: "n", Runtime: "containerd://2.4.2", Kernel: "6.18.44"}
	assert.Equal(t, "its runtime (containerd://2.4.2)", runtimeOf(node, "6.18.44"))
	assert.Contains(t, runtimeOf(node, "4.19.0-gvisor"), "4.19.0-gvisor")
}
