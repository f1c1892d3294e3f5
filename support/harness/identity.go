package harness

import (
	"context"
	"fmt"

	apierrors "k8s.io/apimachinery/pkg/api/errors"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// takeID makes the namespace of the instruments, which is also the run's hold on
// its ID in this cluster: all that is labelled with the ID is removed at the end,
// so it must be this run's. Where anything has the ID already, nothing is made.
func (r *run) takeID(ctx context.Context) error {
	there, err := r.runNamespaces(ctx)
	if err != nil {
		return err
	}
	if len(there) > 0 {
		return r.idIsTaken(there[0].Name)
	}
	err = r.makeNamespace(ctx, r.env.instruments, map[string]string{probe.RunLabel: r.id}, claim.Privileged)
	if apierrors.IsAlreadyExists(err) {
		return r.idIsTaken(r.env.instruments)
	}
	r.env.touched = true // after any other error it may have been made
	return err
}

func (r *run) idIsTaken(namespace string) error {
	return fmt.Errorf("a run with the ID %s goes on in this cluster or was killed there (namespace %s): "+
		"give another -run-id, or remove what is left with `%s`", r.id, namespace, r.options.cleanup())
}
