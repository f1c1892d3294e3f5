package probe

import (
	"bufio"
	"context"
	"io"
	"testing"
	"time"

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
	for _, said := range []string{
		"nc: can't connect to remote host (10.96.0.1): Connection refused", "nc: 10.96.0.1 (10.96.0.1:80): No route to host",
		"nc: fd00::1: Network is unreachable", "nc: 10.96.0.1 (10.96.0.1:80): Connection timed out", "nc: timed out",
	} {
		page, err := pageFrom(Output{Exit: 1, Stderr: said})
		require.NoErrorf(t, err, said)
		assert.Zerof(t, page.Status, said)
		assert.Equal(t, said, page.Silence)
	}
	for name, test := range map[string]struct {
		out       Output
		transient bool
	}{
		"no nc":               {out: Output{Exit: 127, Stderr: "nc: not found"}},
		"not allowed to ask":  {out: Output{Exit: 1, Stderr: "nc: socket: Operation not permitted"}},
		"no such name":        {out: Output{Exit: 1, Stderr: "nc: bad address 'fortune'"}},
		"closed at once":      {out: Output{}, transient: true},
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

func TestPageOf(t *testing.T) {
	at := func(ip string) *corev1.Pod { return &corev1.Pod{Status: corev1.PodStatus{PodIP: ip}} }
	for ip, want := range map[string]string{
		"10.244.1.7": "http://10.244.1.7:80/html/",
		"fd00::7":    "http://[fd00::7]:80/html/",
	} {
		url, err := pageOf(at(ip), 80, "/html/")
		require.NoError(t, err)
		assert.Equal(t, want, url)
	}
	_, err := pageOf(at(""), 80, "/")
	assert.Truef(t, await.Transient(err), "it gets one: %v", err)
}

func TestVisited(t *testing.T) {
	page, err := visited("http://x/", []byte(`{"url":"http://x/","status":403,"header":{"Server":["nginx"]},"body":"dGV4dA=="}`))
	require.NoError(t, err)
	assert.Equal(t, Page{Status: 403, Body: "text", Header: map[string][]string{"Server": {"nginx"}}}, page)
	_, err = visited("http://x/", []byte(`{"url":"http://x/","status":0,"body":null,"silence":"refused","error":"connect: connection refused"}`))
	require.ErrorContains(t, err, "connection refused")
	assert.Truef(t, await.Transient(err), "a server that is not up yet")
	_, err = visited("http://x/", []byte("gitserver: no\n"))
	require.Error(t, err)
	assert.False(t, await.Transient(err))
}

// echo answers each line with itself, until the line "end".
func echo(t *testing.T, l *lines, in *io.PipeReader, out *io.PipeWriter) {
	t.Helper()
	go func() {
		defer close(l.ended)
		for reader := bufio.NewReader(in); ; {
			line, err := reader.ReadString('\n')
			if err != nil || line == "end\n" {
				l.over(in, out, nil, "it was told to end")
				return
			}
			if line != "silence\n" {
				_, _ = io.WriteString(out, line)
			}
		}
	}()
}

func TestLines(t *testing.T) {
	l, in, out := newLines("the echo", func() {})
	echo(t, l, in, out)
	for _, question := range []string{"one", "two"} {
		answer, err := l.ask(t.Context(), question)
		require.NoError(t, err)
		assert.Equal(t, question+"\n", string(answer))
	}
	_, err := l.ask(t.Context(), "end")
	require.ErrorContains(t, err, "it was told to end")
	assert.Truef(t, await.Transient(err), "another can be begun: %v", err)
	l.close()
}

func TestLinesThatAreNotAnswered(t *testing.T) {
	l, in, out := newLines("the echo", func() {})
	echo(t, l, in, out)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	_, err := l.ask(ctx, "silence")
	require.ErrorIs(t, err, context.DeadlineExceeded)
	l.close()
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
