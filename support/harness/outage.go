package harness

import (
	"context"
	"sync"
	"time"

	"github.com/volconf/volconf/support/await"
)

// outage is a time in which the API server does not answer.
type outage struct {
	mu    sync.Mutex
	since time.Time // zero while it answers
}

// sitOut asks until there is an answer: a claim that begins while there is none could
// only be an error. It waits for within, counted from when the first of all claims met
// with silence, so that a cluster that is gone does not hold each of them up anew.
func (o *outage) sitOut(ctx context.Context, within time.Duration, ask func(context.Context) error) error {
	return await.For(ctx, "the API server to answer", within, func(ctx context.Context) (bool, string, error) {
		err := ask(ctx)
		if err == nil || !await.Transient(err) {
			o.ends()
			return err == nil, "", err
		}
		if o.lasts() >= within {
			err = await.Final(err)
		}
		return false, "", err
	})
}

func (o *outage) lasts() time.Duration {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.since.IsZero() {
		o.since = time.Now()
	}
	return time.Since(o.since)
}

func (o *outage) ends() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.since = time.Time{}
}
