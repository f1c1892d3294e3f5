package harness

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/kubernetes/fake"
	clienttesting "k8s.io/client-go/testing"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
	"github.com/volconf/volconf/support/report"
)

// Whatever was seen on a node that has left says nothing, a broken claim included; a
// failure on nodes that are there counts.
func TestAnAttemptIsVoidWhoseNodeHasLeft(t *testing.T) {
	broken := func(context.Context, *probe.Scene) error { return claim.Brokenf("the file is gone") }
	trouble := func(context.Context, *probe.Scene) error { return errors.New("the Pod is not there") }
	for name, step := range map[string]Step{"broken": broken, "error": trouble} {
		ran := 0
		b := Feature().Assess("First", step).Assess("Second", func(context.Context, *probe.Scene) error { ran++; return nil })
		tr := newTrial(claim.Claim{ID: "a-claim"}, b)
		tr.left = func(context.Context) string { return "node w has left the cluster" }
		for i, d := range b.steps {
			assert.Truef(t, t.Run(name+" "+d.name, func(t *testing.T) {
				tr.run(i, d)(t.Context(), t, nil)
				t.Error("it went on")
			}), "%s: it is skipped, and not failed", name)
		}
		assert.Equal(t, "node w has left the cluster", tr.isVoid())
		assert.Zero(t, ran)
	}

	tr := newTrial(claim.Claim{ID: "a-claim"}, Feature().Assess("First", broken))
	tr.left = func(context.Context) string { return "" }
	assert.Empty(t, tr.voids(t.Context()))
	verdict, _ := verdictOf([]report.Step{{Outcome: report.StepBroken}}, "")
	assert.Equal(t, report.Fail, verdict)
}

func TestWhichNodeHasLeft(t *testing.T) {
	node := func(name string, uid types.UID) *corev1.Node {
		return &corev1.Node{ObjectMeta: metav1.ObjectMeta{Name: name, UID: uid}}
	}
	known := map[string]types.UID{"a": "1", "b": "2"}
	for name, c := range map[string]struct {
		nodes []runtime.Object
		away  bool
		want  string
	}{
		"all are there":        {[]runtime.Object{node("a", "1"), node("b", "2"), node("c", "3")}, false, ""},
		"one has left":         {[]runtime.Object{node("a", "1")}, false, "node b has left the cluster"},
		"one has come back":    {[]runtime.Object{node("a", "9"), node("b", "2")}, false, "node a has left the cluster"},
		"nobody can tell":      {nil, true, ""},
		"not Ready, but there": {[]runtime.Object{node("a", "1"), node("b", "2")}, false, ""},
	} {
		kube := fake.NewClientset(c.nodes...)
		if c.away {
			kube.PrependReactor("list", "nodes", func(clienttesting.Action) (bool, runtime.Object, error) {
				return true, nil, apierrors.NewServiceUnavailable("restarting")
			})
		}
		r := &run{timeouts: await.Default(), env: &environment{kube: kube}}
		assert.Equalf(t, c.want, r.leftSince(t.Context(), known), name)
	}
	ended, cancel := context.WithDeadline(t.Context(), time.Now().Add(-time.Second))
	defer cancel()
	r := &run{timeouts: await.Default(), env: &environment{kube: fake.NewClientset(node("a", "1"))}}
	require.Equalf(t, "node b has left the cluster", r.leftSince(ended, known), "also when the claim's time is up")
}
