package probe

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"

	"github.com/volconf/volconf/support/await"
)

func TestPageFrom(t *testing.T) {
	page, err := pageFrom(Output{Stdout: "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ntext"})
	require.NoError(t, err)
	assert.Equal(t, 200, page.Status)
	assert.Equal(t, "text", page.Body)
	page, err = pageFrom(Output{Exit: 1, Stderr: "nc: can't connect to remote host (10.96.0.1): Connection refused"})
	require.NoError(t, err)
	assert.Zero(t, page.Status)
	assert.Contains(t, page.Body, "refused")
	for name, test := range map[string]struct {
		out       Output
		transient bool
	}{
		"no nc":               {out: Output{Exit: 127, Stderr: "nc: not found"}},
		"something else":      {out: Output{Stdout: "SSH-2.0-OpenSSH\r\n"}},
		"cut in the body":     {out: Output{Stdout: "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nte"}, transient: true},
		"cut in the headers":  {out: Output{Stdout: "HTTP/1.1 200 OK\r\n"}, transient: true},
		"cut before the body": {out: Output{Stdout: "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n"}, transient: true},
	} {
		_, err := pageFrom(test.out)
		require.Errorf(t, err, name)
		assert.Equalf(t, test.transient, await.Transient(err), "%s: %v", name, err)
	}
}

func TestReadyPods(t *testing.T) {
	yes, no := true, false
	endpoint := func(pod string, ready *bool) discoveryv1.Endpoint {
		return discoveryv1.Endpoint{
			Conditions: discoveryv1.EndpointConditions{Ready: ready}, TargetRef: &corev1.ObjectReference{Name: pod},
		}
	}
	assert.Equal(t, []string{"a", "b"}, readyPods([]discoveryv1.EndpointSlice{
		{Endpoints: []discoveryv1.Endpoint{endpoint("b", &yes), endpoint("c", &no), {}}},
		{Endpoints: []discoveryv1.Endpoint{endpoint("a", nil), endpoint("b", &yes)}},
	}))
	assert.Empty(t, readyPods(nil))
}

func TestParseAddresses(t *testing.T) {
	const server = "Server:\t\t10.96.0.10\nAddress:\t10.96.0.10:53\n\n"
	assert.Equal(t, []string{"10.244.1.7", "10.244.2.3"}, parseAddresses(server+
		"Name:\tsite.ns.svc.cluster.local\nAddress: 10.244.2.3\nName:\tsite.ns.svc.cluster.local\nAddress: 10.244.1.7\n"))
	assert.Equal(t, []string{"fd00::7"}, parseAddresses(server+"Name: x\nAddress: fd00::7\n"))
	assert.Empty(t, parseAddresses(server+"** server can't find site.ns.svc.cluster.local.: NXDOMAIN\n"))
}
