package held

import (
	"cmp"
	"context"
	"errors"
	"slices"
)

// Change does something to a held cluster.
type Change func(ctx context.Context, c Cluster) (*Changed, error)

// Changed is a cluster after a change.
type Changed struct {
	Kubeconfig string                            // for the suite; empty is the cluster's own
	Meanwhile  []func(ctx context.Context) error // run beside the suite until ctx ends
	Undo       func(ctx context.Context) error   // puts back what was there
}

// All makes one change of several, which is undone in the opposite order.
func All(changes ...Change) Change {
	return func(ctx context.Context, c Cluster) (*Changed, error) {
		all := &Changed{Undo: func(context.Context) error { return nil }}
		for _, one := range changes {
			changed, err := one(ctx, c)
			if err != nil {
				return nil, errors.Join(err, all.Undo(context.WithoutCancel(ctx)))
			}
			before := all.Undo
			all = &Changed{
				Kubeconfig: cmp.Or(changed.Kubeconfig, all.Kubeconfig),
				Meanwhile:  slices.Concat(all.Meanwhile, changed.Meanwhile),
				Undo:       func(ctx context.Context) error { return errors.Join(changed.Undo(ctx), before(ctx)) },
			}
		}
		return all, nil
	}
}
