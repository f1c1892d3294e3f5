package tally

import (
	"context"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

type answering struct{}

func (answering) RoundTrip(*http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusOK, Body: http.NoBody}, nil
}

func TestRequestsAreCountedByTheirContext(t *testing.T) {
	one, other := &Tally{}, &Tally{}
	transport := Counting(answering{})
	ask := func(ctx context.Context, method, url string) {
		request, err := http.NewRequestWithContext(ctx, method, "https://h.example"+url, http.NoBody)
		require.NoError(t, err)
		response, err := transport.RoundTrip(request)
		require.NoError(t, err)
		require.NoError(t, response.Body.Close())
	}
	ask(t.Context(), http.MethodGet, "/api/v1/nodes") // nobody's
	in := In(t.Context(), one)
	ask(in, http.MethodPost, "/api/v1/namespaces")
	ask(in, http.MethodPost, "/api/v1/namespaces?dryRun=All")
	ask(in, http.MethodGet, "/api/v1/namespaces")
	ask(in, http.MethodPost, "/api/v1/namespaces/n/pods")
	ask(in, http.MethodGet, "/api/v1/namespaces/n/pods/p/exec?command=id")
	ask(in, http.MethodGet, "/api/v1/namespaces/n/pods/p/log")
	ask(In(in, other), http.MethodPost, "/api/v1/namespaces/n/pods/p/exec")

	assert.Equal(t, []int{6, 1, 1}, []int{one.Calls(), one.Execs(), one.Namespaces()})
	assert.Equal(t, []int{1, 1, 0}, []int{other.Calls(), other.Execs(), other.Namespaces()})
}
