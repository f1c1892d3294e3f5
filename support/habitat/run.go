package habitat

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	rbacv1 "k8s.io/api/rbac/v1"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/held"
	"github.com/volconf/volconf/support/report"
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
	// Programs finds the folder of programs that a script built.
	Programs func(name string) (folder string, err error)
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
