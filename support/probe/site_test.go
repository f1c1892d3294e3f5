package probe

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/volconf/volconf/support/await"
)

// tries is a way whose looks end in turn.
type tries struct {
	ends   []error
	closed int
}

func (w *tries) get(context.Context, string) (Page, error) {
	end := w.ends[0]
	w.ends = w.ends[1:]
	return Page{Status: 200}, end
}

func (w *tries) close() { w.closed++ }

// The way to a Pod is opened again where it broke, and not where nobody answers at its end.
func TestAWayIsKeptWhileItHolds(t *testing.T) {
	silent := quiet{unreachable{errors.New("connection refused (refused)")}, "refused"}
	broken := unreachable{errors.New("the command has ended")}
	assert.True(t, await.Transient(silent))
	w, opened := &tries{ends: []error{silent, silent, nil, broken, nil}}, 0
	site := &Site{within: await.Default().HTTP, open: func(context.Context) (way, error) { opened++; return w, nil }}
	for _, want := range []struct {
		err            error
		opened, closed int
	}{{silent, 1, 0}, {silent, 1, 0}, {nil, 1, 0}, {broken, 1, 1}, {nil, 2, 1}} {
		_, err := site.Get(t.Context(), "/")
		require.Equal(t, want.err, err)
		assert.Equal(t, []int{want.opened, want.closed}, []int{opened, w.closed})
	}
}

// That nobody answers is a fact where somebody says so, or nothing comes at all; a way that
// broke, an answer cut short and a Pod without an address are none.
func TestNobodyAnswers(t *testing.T) {
	for word, fact := range map[string]bool{
		"refused": true, "no-route": true, "no-word": true, "cut-short": false, "other-error": false, "no-request": false, "": false,
	} {
		w := &tries{ends: []error{quiet{unreachable{errors.New("x")}, word}}}
		site := &Site{within: await.Default().HTTP, way: w}
		page, err := site.Answers(t.Context(), "/")
		assert.Equalf(t, fact, err == nil, "%q", word)
		assert.Equalf(t, fact, page.Silence != "", "%q", word)
	}
	site := &Site{within: await.Default().HTTP, way: &tries{ends: []error{unreachable{errors.New("refused")}, nil}}}
	_, err := site.Answers(t.Context(), "/")
	require.Error(t, err)
	site.way = &tries{ends: []error{nil}}
	page, err := site.Answers(t.Context(), "/")
	require.NoError(t, err)
	assert.Equal(t, 200, page.Status)
}
