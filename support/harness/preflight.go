package harness

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/cluster"
	"github.com/volconf/volconf/support/preflight"
	"github.com/volconf/volconf/support/probe"
	"github.com/volconf/volconf/support/report"
)

// preflightPatience is how long a preflight waits until its namespace admits an
// ordinary Pod: it is to answer within 5 s. A run waits for NamespaceReady.
const preflightPatience = 4 * time.Second

// runPreflight shows what a run would find on the cluster, by the same questions, and
// tries nothing. What it made there is gone when it ends, also when it is interrupted.
func runPreflight(r *run) int {
	quietKlog()
	r.progress.out = os.Stderr // the result alone is on standard output
	r.timeouts.NamespaceReady = min(r.timeouts.NamespaceReady, r.scaled(preflightPatience))
	ctx, stop := r.cancelOnSignals(context.Background())
	defer stop()
	r.ctx = ctx
	result := &preflight.Result{Schema: preflight.Schema}
	err := r.lookAhead(ctx, result)
	switch {
	case errors.Is(err, errUsage):
		return refuse(err, report.ExitUsage)
	case result.Server == "" || ctx.Err() != nil:
		r.tearDown()
		return refuse(err, report.ExitEnvironment)
	case err != nil:
		result.Problem = err.Error()
	}
	write := result.WriteText
	if r.options.preflight == "json" {
		write = result.WriteJSON
	}
	if err := write(os.Stdout); err != nil {
		r.problem(report.RunStage, fmt.Sprintf("printing the result: %v", err), "")
	}
	r.tearDown()
	return r.preflightExit(result)
}

func (r *run) scaled(bound time.Duration) time.Duration {
	return time.Duration(float64(bound) * r.timeouts.Factor)
}

func (r *run) preflightExit(result *preflight.Result) int {
	switch {
	case result.Problem != "":
		return report.ExitEnvironment
	case len(r.report.Problems) > 0: // each was said when it came
		return report.ExitLeftOvers
	}
	return report.ExitHolds
}

// lookAhead fills in the result as far as it gets. Its error is why no run would start.
func (r *run) lookAhead(ctx context.Context, result *preflight.Result) error {
	cacheDir, err := cluster.CacheDir(os.Getenv)
	if err != nil {
		return err
	}
	r.env = newEnvironment(r.id)
	if err := r.reachCluster(ctx, cacheDir); err != nil {
		return err
	}
	result.Address = r.env.rest.Host
	if result.Missing, err = r.missingPermissions(ctx); err != nil {
		return err
	}
	err = r.readFacts(ctx)
	r.showNodes(result)
	if len(result.Missing) > 0 {
		return mayNot(result.Missing)
	}
	if err != nil {
		return err
	}
	if result.Classes, err = preflight.Classes(ctx, r.env.kube); err != nil {
		return err
	}
	if err := r.askAhead(ctx); err != nil {
		return err
	}
	result.Refusals, result.Injected = r.env.findings.Refusals, r.env.findings.Injected
	r.showNodes(result)
	r.showClaims(result)
	return nil
}

// askAhead asks what a run asks before its first claim, but for the git server, and
// for the nodes only if they are to be asked.
func (r *run) askAhead(ctx context.Context) error {
	if err := r.findWhatIsLacking(ctx); err != nil {
		return err
	}
	if err := r.env.watchPods(ctx, r.id, r.timeouts.NodesReady); err != nil {
		return err
	}
	if err := r.takeID(ctx); err != nil {
		return err
	}
	if err := r.askWhatIsAdmitted(ctx); err != nil {
		return err
	}
	if r.options.nodes {
		scene, err := r.newScene("", "", r.env.instruments, string(claim.Privileged), r.manifests)
		if err != nil {
			return err
		}
		if err := r.placeObservers(ctx, scene); err != nil {
			return err
		}
	}
	return r.findCapabilities(ctx)
}

func (r *run) showNodes(result *preflight.Result) {
	result.Server, result.Nodes = r.env.facts.Server, nil
	for _, n := range r.env.facts.Nodes {
		node := preflight.Node{Name: n.Name, OS: n.OS, Arch: n.Architecture, Kubelet: n.Kubelet, Runtime: n.Runtime, Unfit: n.Unfit}
		if learned, ok := r.env.nodes[n.Name]; ok {
			node.Learned = placesOf(learned)
		}
		result.Nodes = append(result.Nodes, node)
	}
}

func placesOf(facts probe.NodeFacts) *preflight.Places {
	return &preflight.Places{
		Found: facts.Places, Unknown: facts.Unknown, CgroupVersion: facts.Cgroups, Git: facts.HasGit,
		NFS: slices.Contains(facts.FileSystems, "nfs") || slices.Contains(facts.FileSystems, "nfs4"),
	}
}

func (r *run) showClaims(result *preflight.Result) {
	for _, c := range r.chosen() {
		result.Selected++
		switch why := r.notApplicable(c); {
		case why != nil:
			result.NotApplicable = append(result.NotApplicable, preflight.NotApplicable{ID: c.ID, Reason: *why})
		case !r.env.observed && slices.ContainsFunc(c.Needs.Capabilities, onlyNodesTell):
			result.OnlyNodesTell = append(result.OnlyNodesTell, c.ID)
		}
	}
}

// onlyNodesTell knows the capabilities that the observer looks for.
func onlyNodesTell(capability string) bool {
	return slices.Contains(claim.Places(), capability) || capability == claim.DiskVolumes || capability == claim.GitRepoVolumes || capability == claim.NFSClient
}
