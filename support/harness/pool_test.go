package harness

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/e2e-framework/klient/k8s"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/cluster"
)

func TestANamespaceIsLivedInByOneClaimAtATime(t *testing.T) {
	var p pool
	first, toMake := p.take("1a2b3c", claim.Baseline)
	assert.True(t, toMake)
	second, toMake := p.take("1a2b3c", claim.Baseline)
	assert.Truef(t, toMake, "the first is lived in")
	assert.NotEqual(t, first, second)
	p.giveBack(claim.Baseline, first)
	_, toMake = p.take("1a2b3c", claim.Privileged)
	assert.Truef(t, toMake, "a free one of another level is none")
	again, toMake := p.take("1a2b3c", claim.Baseline)
	assert.False(t, toMake)
	assert.Equal(t, first, again)
	third, toMake := p.take("1a2b3c", claim.Baseline)
	assert.True(t, toMake)
	assert.Len(t, map[string]bool{first: true, second: true, third: true}, 3)
}

func TestWhichClaimsLiveInThePool(t *testing.T) {
	for name, c := range map[string]struct {
		own, keep, reuse, alone bool
		pooled                  bool
	}{
		"a cluster that goes with the run": {own: true},
		"one that is kept":                 {own: true, keep: true, pooled: true},
		"one that is used again":           {own: true, reuse: true, pooled: true},
		"somebody else's":                  {pooled: true},
		"somebody else's, by itself":       {alone: true},
	} {
		r := &run{options: &options{keep: c.keep, reuse: c.reuse}, env: &environment{}}
		if c.own {
			r.env.own = &cluster.Cluster{}
		}
		assert.Equalf(t, c.pooled, r.pools(claim.Claim{Needs: claim.Needs{OwnNamespace: c.alone}}), name)
	}
}

// What was deleted is seen to be gone: an object that its finalizer holds, and a Pod that
// nobody asked for.
func TestANamespaceIsClearedBeforeItIsGivenBack(t *testing.T) {
	pod := func(name string) *corev1.Pod {
		return &corev1.Pod{ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: "n"}}
	}
	for name, c := range map[string]struct {
		deletions map[string]int // of an object until it is gone
		pods      []int          // how many are seen, look by look; the last goes on
		gone      bool
	}{
		"all goes at once":       {map[string]int{"web": 1}, []int{0}, true},
		"an object goes late":    {map[string]int{"web": 3, "settings": 1}, []int{0}, true},
		"a Pod goes late":        {map[string]int{"web": 1}, []int{2, 1, 0}, true},
		"an object stays":        {map[string]int{"web": 1000}, []int{0}, false},
		"somebody puts a Pod in": {map[string]int{"web": 1}, []int{1}, false},
	} {
		synctest.Test(t, func(t *testing.T) {
			look := 0
			err := seenToGo(t.Context(), time.Minute, []k8s.Object{pod("web"), pod("settings")},
				func(_ context.Context, o k8s.Object) (bool, error) {
					c.deletions[o.GetName()]--
					return c.deletions[o.GetName()] < 0, nil
				},
				func() ([]*corev1.Pod, error) {
					n := c.pods[min(look, len(c.pods)-1)]
					look++
					all := make([]*corev1.Pod, n)
					for i := range all {
						all[i] = pod("put-in")
					}
					return all, nil
				})
			if c.gone {
				require.NoErrorf(t, err, name)
			} else {
				require.ErrorContainsf(t, err, "still there", name)
			}
		})
	}
}
