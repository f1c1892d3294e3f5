package cluster

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// Leftover is a cluster of an earlier run that nobody uses.
type Leftover struct {
	Name    string
	RunID   string
	Created time.Time
	// Kept says that the run left it on purpose (-keep, -reuse), and that it is
	// there: it goes when the user asks for it, not because another run starts.
	Kept bool
	// Unknown says that the engine holds it but this cache folder has no state of
	// it. A run with another cache folder may be using it, so that only a user
	// can tell whether it may go.
	Unknown bool

	engine *Engine
	dir    stateDir
}

// Leftovers lists the clusters that earlier runs left in this engine and whose
// lock nobody holds: those with a state file in the folder, and those that only
// the engine knows of.
func Leftovers(ctx context.Context, e *Engine, folder string) ([]Leftover, error) {
	dir := stateDir(folder)
	known, err := dir.names()
	if err != nil {
		return nil, err
	}
	nodes, err := e.nodes(ctx)
	if err != nil {
		return nil, err
	}
	var found []Leftover
	for _, name := range known {
		left, free, err := dir.leftover(name)
		if err != nil {
			return nil, err
		}
		if !free || left.state.Engine != "" && left.state.Engine != e.name {
			continue
		}
		left.engine = e
		left.Kept = left.state.Kept && containsAny(nodes, left.state.Nodes)
		found = append(found, left.Leftover)
	}
	for _, name := range clustersOf(nodes) {
		if !slices.Contains(known, name) {
			found = append(found, Leftover{Name: name, Unknown: true, engine: e, dir: dir})
		}
	}
	return found, nil
}

// InUse lists the clusters of a state folder whose lock a run holds, by name with
// the process that holds it.
func InUse(folder string) (map[string]int, error) {
	dir := stateDir(folder)
	known, err := dir.names()
	if err != nil {
		return nil, err
	}
	used := map[string]int{}
	for _, name := range known {
		held, err := dir.lock(name)
		if locked := (*LockedError)(nil); errors.As(err, &locked) {
			used[name] = locked.PID
			continue
		}
		if err == nil {
			err = held.release()
		}
		if err != nil {
			return nil, err
		}
	}
	return used, nil
}

type stateLeftover struct {
	Leftover
	state state
}

// leftover tells whether nobody uses a cluster of the folder.
func (d stateDir) leftover(name string) (stateLeftover, bool, error) {
	held, err := d.lock(name)
	if locked := (*LockedError)(nil); errors.As(err, &locked) {
		return stateLeftover{}, false, nil
	}
	if err != nil {
		return stateLeftover{}, false, err
	}
	s, there := d.read(name)
	left := stateLeftover{Leftover{Name: name, RunID: s.RunID, Created: s.Created, dir: d}, s}
	if !there { // removed by its run since it was listed
		return left, false, held.remove()
	}
	return left, true, held.release()
}

func containsAny(all, some []string) bool {
	return slices.ContainsFunc(some, func(one string) bool { return slices.Contains(all, one) })
}

// Remove removes the cluster, its state and its lock. A cluster that somebody
// has taken over since it was listed is a *LockedError and stays.
func (l Leftover) Remove(ctx context.Context) error {
	held, err := l.dir.lock(l.Name)
	if err != nil {
		return err
	}
	if err := l.engine.removeCluster(ctx, l.Name); err != nil {
		return errors.Join(fmt.Errorf("removing cluster %s: %w", l.Name, err), held.release())
	}
	return errors.Join(l.dir.remove(l.Name), held.remove())
}
