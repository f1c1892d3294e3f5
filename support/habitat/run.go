package habitat

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
	"golang.org/x/sync/errgroup"
	rbacv1 "k8s.io/api/rbac/v1"
	"k8s.io/client-go/metadata"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	"sigs.k8s.io/kind/pkg/apis/config/v1alpha4"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/held"
	"github.com/volconf/volconf/support/report"
	"github.com/volconf/volconf/support/runid"
)

// leaveWithin bounds putting things back after the caller's context has ended.
const leaveWithin = 2 * time.Minute

// Made is a cluster that was made for a ground.
type Made struct {
	Owner  held.Owner
	Images map[string]string // references of the fixture images by short name
	Remove func(ctx context.Context) error
}

// Wanted is the cluster that a ground asks for.
type Wanted struct {
	Minor  string // empty is the suite's own
	Config []byte // kind configuration
}

// SuiteRun is one run of the ordinary suite's binary.
type SuiteRun struct {
	ID         string
	Kubeconfig string
	Flags      []string
	ReportDir  string
}

// Ended is how a run of the suite ended.
type Ended struct {
	Exit   int
	Output string
}

// Runner tries habitats.
type Runner struct {
	Base     []byte               // the suite's own kind configuration
	Roles    []rbacv1.ClusterRole // that the suite ships
	Machine  Machine
	Dir      string   // of the reports
	Claims   []string // only these; empty is all that a visit has
	Timeouts await.Timeouts
	Make     func(ctx context.Context, w Wanted) (*Made, error)
	// NodeImage names the image of nodes of a Kubernetes minor.
	NodeImage func(minor string) (string, error)
	// Disk makes a file system of a type on this machine, and tells where it is mounted.
	Disk  func(ctx context.Context, fileSystem string) (folder string, remove func(context.Context) error, err error)
	Suite func(ctx context.Context, run SuiteRun) (Ended, error)
	Log   func(format string, args ...any)
}

// Try tries habitats, and returns what came of them. before holds the verdicts of a
// run on our own cluster; without any, that run is made first. An error says that
// nothing could be tried; what is not as expected is in the answer.
func (r Runner) Try(ctx context.Context, habitats []Habitat, before map[string]report.Verdict) (*Survey, error) {
	survey := &Survey{Schema: Schema, Suite: report.Suite, Started: time.Now(), Own: before}
	all := grounds(habitats)
	if len(before) == 0 {
		all = slices.Insert(all, 0, ground{own()})
	}
	for _, g := range all {
		stays, err := r.tryGround(ctx, g, survey)
		survey.Stays = append(survey.Stays, stays...)
		if err := errors.Join(err, survey.Write(r.Dir)); err != nil {
			return survey, err
		}
		if ctx.Err() != nil {
			return survey, context.Cause(ctx)
		}
	}
	survey.Seconds = time.Since(survey.Started).Seconds()
	return survey, survey.Write(r.Dir)
}

// tryGround makes the cluster of a ground and visits it. The error is that of a
// first run on our own cluster that is not green: there is nothing to compare with.
func (r Runner) tryGround(ctx context.Context, g ground, survey *Survey) ([]Stay, error) {
	h := g.merged()
	start := time.Now()
	for _, one := range g {
		if one.Needs == nil {
			continue
		}
		if why := one.Needs(r.Machine); why != "" {
			r.Log("%s: not to be had here: %s", h.ID, why)
			return staysOf(g, Stay{NotHere: why}), nil
		}
	}
	var visits []Stay
	err := r.onGround(ctx, h, func(c held.Cluster) error {
		for _, v := range h.visits() {
			if len(r.Claims) > 0 && len(v.Claims) == 0 {
				v.Claims = r.Claims
			}
			stay := r.visit(ctx, h, v, c, survey.Own)
			visits = append(visits, stay)
			r.Log("%s", stay.line(h.ID))
			if ctx.Err() != nil {
				return context.Cause(ctx)
			}
		}
		return nil
	})
	if err != nil {
		r.Log("%s: %v", h.ID, err)
		visits = append(visits, Stay{Problem: err.Error()})
	}
	var stays []Stay
	for i := range visits {
		visits[i].Seconds = time.Since(start).Seconds() / float64(len(visits))
		stays = append(stays, staysOf(g, visits[i])...)
	}
	if h.ID == ownID && len(survey.Own) == 0 {
		survey.Own = visits[0].verdicts()
		return stays, visits[0].red()
	}
	return stays, nil
}

// staysOf gives a stay to each habitat of the ground.
func staysOf(g ground, stay Stay) []Stay {
	all := make([]Stay, len(g))
	for i, h := range g {
		all[i] = stay
		all[i].Habitat, all[i].Is, all[i].Ground = h.ID, h.Is, g.merged().ID
	}
	return all
}

// onGround makes a cluster, and removes it in any case.
func (r Runner) onGround(ctx context.Context, h Habitat, do func(c held.Cluster) error) (err error) {
	config, undo, err := r.configure(ctx, h)
	defer func() {
		leaving, cancel := context.WithTimeout(context.WithoutCancel(ctx), leaveWithin)
		defer cancel()
		err = errors.Join(err, undo(leaving))
	}()
	if err != nil {
		return err
	}
	made, err := r.Make(ctx, Wanted{Minor: h.Minor, Config: config})
	if err != nil {
		return err
	}
	defer func() {
		leaving, cancel := context.WithTimeout(context.WithoutCancel(ctx), leaveWithin)
		defer cancel()
		err = errors.Join(err, made.Remove(leaving))
	}()
	c, err := held.New(ctx, made.Owner)
	if err != nil {
		return err
	}
	c.Images = made.Images
	folder, err := os.MkdirTemp("", "volconf-visitor-")
	if err != nil {
		return fmt.Errorf("making the visitor's folder: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	if c.Kubeconfig, err = visitor(ctx, c, r.Roles, folder, r.Timeouts); err != nil {
		return err
	}
	return do(c)
}

// configure writes the kind configuration of a habitat, and makes on this machine
// what its nodes mount.
func (r Runner) configure(ctx context.Context, h Habitat) (config []byte, undo func(context.Context) error, err error) {
	var undos []func(context.Context) error
	undo = func(ctx context.Context) error {
		var errs []error
		for _, one := range slices.Backward(undos) {
			errs = append(errs, one(ctx))
		}
		return errors.Join(errs...)
	}
	var cluster v1alpha4.Cluster
	if err := yaml.NewDecoder(bytes.NewReader(r.Base)).Decode(&cluster); err != nil {
		return nil, undo, fmt.Errorf("reading the kind configuration: %w", err)
	}
	if h.Kind != nil {
		h.Kind(&cluster)
	}
	if len(h.Files) > 0 {
		folder, err := os.MkdirTemp("", "volconf-habitat-")
		if err != nil {
			return nil, undo, fmt.Errorf("making a folder of files for the nodes: %w", err)
		}
		undos = append(undos, func(context.Context) error { return os.RemoveAll(folder) })
		if err := writeFiles(folder, h.Files); err != nil {
			return nil, undo, err
		}
		for i := range cluster.Nodes {
			cluster.Nodes[i].ExtraMounts = append(cluster.Nodes[i].ExtraMounts, v1alpha4.Mount{HostPath: folder, ContainerPath: FilesAt, Readonly: true})
		}
	}
	for i := range cluster.Nodes {
		if minor, older := strings.CutPrefix(cluster.Nodes[i].Image, minorImage); older {
			if cluster.Nodes[i].Image, err = r.NodeImage(minor); err != nil {
				return nil, undo, err
			}
		}
	}
	workers := 0
	for i := range cluster.Nodes {
		if cluster.Nodes[i].Role != v1alpha4.WorkerRole || workers >= len(h.Disks) {
			continue
		}
		folder, remove, err := r.Disk(ctx, h.Disks[workers])
		if err != nil {
			return nil, undo, err
		}
		workers++
		undos = append(undos, remove)
		cluster.Nodes[i].ExtraMounts = append(cluster.Nodes[i].ExtraMounts, v1alpha4.Mount{HostPath: folder, ContainerPath: "/var/lib/kubelet"})
	}
	config, err = yaml.Marshal(cluster)
	if err != nil {
		return nil, undo, fmt.Errorf("writing the kind configuration: %w", err)
	}
	return config, undo, nil
}

func writeFiles(folder string, files map[string]string) error {
	if err := os.Chmod(folder, 0o755); err != nil {
		return fmt.Errorf("opening a folder of files to the nodes: %w", err)
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o644); err != nil {
			return fmt.Errorf("writing a file for the nodes: %w", err)
		}
	}
	return nil
}

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
func (r Runner) stay(ctx context.Context, h Habitat, v Visit, c held.Cluster, stay *Stay) (ended Ended, err error) {
	config, err := clientcmd.BuildConfigFromFlags("", c.Admin)
	if err != nil {
		return ended, fmt.Errorf("reading the kubeconfig: %w", err)
	}
	config.QPS, config.WarningHandler = -1, rest.NoWarnings{} // of resources that are deprecated
	objects, err := metadata.NewForConfig(config)
	if err != nil {
		return ended, fmt.Errorf("making a client: %w", err)
	}
	var changes []held.Change
	for _, change := range []held.Change{h.Enter, v.Enter} {
		if change != nil {
			changes = append(changes, change)
		}
	}
	entered, err := held.All(changes...)(ctx, c)
	if err != nil {
		return ended, fmt.Errorf("furnishing the habitat: %w", err)
	}
	defer func() {
		leaving, cancel := context.WithTimeout(context.WithoutCancel(ctx), leaveWithin)
		defer cancel()
		err = errors.Join(err, entered.Undo(leaving))
	}()
	seen := func(ctx context.Context) (traces, error) {
		all, err := look(ctx, c, objects)
		if v.NodesMove {
			all = all.withoutNodes()
		}
		return all, err
	}
	before, err := seen(ctx)
	if err != nil {
		return ended, err
	}
	kubeconfig := c.Kubeconfig
	if entered.Kubeconfig != "" {
		kubeconfig = entered.Kubeconfig
	}
	group, running := errgroup.WithContext(ctx)
	during, stop := context.WithCancel(running)
	for _, meanwhile := range entered.Meanwhile {
		group.Go(func() error { return meanwhile(during) })
	}
	group.Go(func() (err error) {
		defer stop()
		ended, err = r.Suite(running, SuiteRun{
			ID: runid.New(), Kubeconfig: kubeconfig, Flags: slices.Concat(v.selection(), v.Flags), ReportDir: filepath.Join(r.Dir, stay.Report),
		})
		if err == nil {
			if left := before.same(running, seen); left != nil {
				stay.Left = left.Error()
			}
		}
		return err
	})
	err = group.Wait()
	return ended, err
}

// selection is the flags that choose the visit's claims.
func (v Visit) selection() []string {
	switch {
	case len(v.Claims) > 0:
		return []string{"-claims=" + strings.Join(v.Claims, ",")}
	case v.Whole:
		return []string{"-allow-disruption"}
	}
	return []string{"-skip-labels=speed=slow,disruption=node"}
}

// due lists the claims that the visit must give a verdict on.
func (v Visit) due() []string {
	if len(v.Claims) > 0 {
		return v.Claims
	}
	var all []string
	for _, c := range claim.All() {
		if v.Whole || c.Speed != claim.Slow && c.Disruption != claim.NodeDisruption {
			all = append(all, c.ID)
		}
	}
	return all
}

func dirName(id string) string { return strings.ReplaceAll(id, "+", "-and-") }
