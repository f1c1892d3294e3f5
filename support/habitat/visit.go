package habitat

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"k8s.io/client-go/metadata"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/held"
	"github.com/volconf/volconf/support/report"
	"github.com/volconf/volconf/support/runid"
)

// visit enters the habitat, runs the suite, leaves, and sees that nothing was left.
func (r Runner) visit(ctx context.Context, h Habitat, v Visit, c held.Cluster, before map[string]report.Verdict) Stay {
	stay := Stay{Visit: v.Name, Report: filepath.Join(dirName(h.ID), v.Name), Whole: v.Whole}
	fail := func(err error) Stay {
		stay.Problem = err.Error()
		return stay
	}
	ended, err := r.stay(ctx, h, v, c, &stay)
	if err != nil {
		return fail(err)
	}
	stay.Exit, stay.WantedExit = ended.Exit, v.Exit
	if v.MayErr && ended.Exit == report.ExitEnvironment {
		stay.WantedExit = ended.Exit
	}
	for _, words := range v.Says {
		if !strings.Contains(ended.Output, words) {
			stay.Unsaid = append(stay.Unsaid, words)
		}
	}
	if v.Nothing {
		return stay
	}
	written, err := report.Read(filepath.Join(r.Dir, stay.Report))
	if err != nil {
		return fail(err)
	}
	if h.ID == ownID {
		before = asWanted(v.due())
		for _, result := range written.Claims {
			if result.Verdict == report.NotApplicable {
				before[result.ID] = report.NotApplicable
			}
		}
	}
	stay.Judgements = judge(h, v, v.due(), before, written.Claims)
	return stay
}

// asWanted wants every claim to hold.
func asWanted(ids []string) map[string]report.Verdict {
	all := make(map[string]report.Verdict, len(ids))
	for _, id := range ids {
		all[id] = report.Pass
	}
	return all
}

// stay is the visit itself, from before the habitat is entered until it is left.
func (r Runner) stay(ctx context.Context, h Habitat, v Visit, c held.Cluster, stay *Stay) (Ended, error) {
	seen, err := watcher(v, c)
	if err != nil {
		return Ended{}, err
	}
	// What the suite cannot remove in a habitat goes by itself once that is left: it is
	// looked for on the cluster as it was before, and not in the habitat.
	if v.Exit == report.ExitLeftOvers {
		before, err := seen(ctx)
		if err != nil {
			return Ended{}, err
		}
		ended, err := r.inside(ctx, h, v, c, stay, nil)
		if err == nil {
			stay.sees(before.same(ctx, emptied, seen))
		}
		return ended, err
	}
	return r.inside(ctx, h, v, c, stay, seen)
}

// watcher looks for what a visit could leave behind.
func watcher(v Visit, c held.Cluster) (func(context.Context) (traces, error), error) {
	config, err := clientcmd.BuildConfigFromFlags("", c.Admin)
	if err != nil {
		return nil, fmt.Errorf("reading the kubeconfig: %w", err)
	}
	config.QPS, config.WarningHandler = -1, rest.NoWarnings{} // of resources that are deprecated
	objects, err := metadata.NewForConfig(config)
	if err != nil {
		return nil, fmt.Errorf("making a client: %w", err)
	}
	return func(ctx context.Context) (traces, error) {
		all, err := look(ctx, c, objects)
		if v.NodesMove {
			all = all.withoutNodes()
		}
		for _, place := range v.Goes {
			all = all.withoutFoldersOf(c.Workers[place])
		}
		return all, err
	}, nil
}

// inside enters the habitat, runs the suite there, sees that nothing was left, and
// leaves. Without seen nothing is looked for.
func (r Runner) inside(ctx context.Context, h Habitat, v Visit, c held.Cluster, stay *Stay,
	seen func(context.Context) (traces, error),
) (ended Ended, err error) {
	entered, err := held.All(given(h.Enter, v.Enter)...)(ctx, c)
	if err != nil {
		return ended, fmt.Errorf("furnishing the habitat: %w", err)
	}
	defer func() {
		leaving, cancel := context.WithTimeout(context.WithoutCancel(ctx), leaveWithin)
		defer cancel()
		err = errors.Join(err, entered.Undo(leaving))
	}()
	var before traces
	if seen != nil {
		if before, err = seen(ctx); err != nil {
			return ended, err
		}
	}
	err = held.Beside(ctx, entered.Meanwhile, func(ctx context.Context) (err error) {
		ended, err = r.Suite(ctx, SuiteRun{
			ID: runid.New(), Kubeconfig: cmp.Or(entered.Kubeconfig, c.Kubeconfig),
			Flags: slices.Concat(v.selection(), v.Flags), ReportDir: filepath.Join(r.Dir, stay.Report),
		})
		if err == nil && seen != nil {
			stay.sees(before.same(ctx, settled, seen))
		}
		return err
	})
	return ended, err
}

// given leaves out changes that are none.
func given(all ...held.Change) []held.Change {
	return slices.DeleteFunc(all, func(c held.Change) bool { return c == nil })
}

// sees keeps what a run has left.
func (s *Stay) sees(left error) {
	if left != nil {
		s.Left = left.Error()
	}
}

// selection is the flags that choose the visit's claims.
func (v Visit) selection() []string {
	flags := []string{"-claims=" + strings.Join(v.due(), ",")}
	if v.Whole && len(v.Claims) == 0 {
		flags = append(flags, "-allow-disruption")
	}
	return flags
}

// due lists the claims that the visit must give a verdict on. A claim that nothing has
// been seen to kill yet is not tried where it has no verdict to be compared with.
func (v Visit) due() []string {
	if len(v.Claims) > 0 {
		return v.Claims
	}
	var all []string
	for _, c := range claims.All() {
		if !c.Unlied && (v.Whole || c.Speed != claim.Slow && c.Disruption != claim.NodeDisruption) {
			all = append(all, c.ID)
		}
	}
	return all
}

func dirName(id string) string { return strings.ReplaceAll(id, "+", "-and-") }
