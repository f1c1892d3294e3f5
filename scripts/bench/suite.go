package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/volconf/volconf/support/cluster"
	"github.com/volconf/volconf/support/report"
	"github.com/volconf/volconf/support/runid"
)

// Run is what a run of the suite took.
type Run struct {
	Claims  int                `json:"claims"`  // that were tried
	Seconds float64            `json:"seconds"` // from the first claim's start to the last one's end
	Start   float64            `json:"start"`   // seconds from the command to the first claim
	Whole   float64            `json:"whole"`   // seconds from the command to its end
	CPU     float64            `json:"cpu"`     // of the nodes meanwhile, gross
	Net     float64            `json:"net"`     // without what the idle cluster uses
	By      map[string]float64 `json:"by"`      // gross, by process
	Suite   float64            `json:"suite"`   // CPU seconds of the suite itself
	Memory  int                `json:"memory"`  // peak of the suite, MiB
	Made    report.Made        `json:"made"`
}

// PerClaim is the CPU seconds of the cluster that a claim costs, net.
func (r Run) PerClaim() float64 { return r.Net / float64(max(1, r.Claims)) }

// sampleEvery is the time between two readings of the accounting.
const sampleEvery = 500 * time.Millisecond

// ready is what the suite says when its cluster is.
const ready = " is ready after "

// suiteRun runs the suite on a cluster that it makes for itself, and measures that.
func (h *host) suiteRun(ctx context.Context, idle float64, flags ...string) (Run, []report.Result, error) {
	id := runid.New()
	folder := filepath.Join(h.work, "report-"+id)
	words := append([]string{"bin/volconf.test", "-test.timeout", "0", "-run-id", id, "-k8s", h.minor, "-report-dir", folder}, flags...)
	command := h.command(ctx, words)
	said, err := command.StdoutPipe()
	if err != nil {
		return Run{}, nil, err
	}
	command.Stderr = command.Stdout
	start := time.Now()
	if err := command.Start(); err != nil {
		return Run{}, nil, fmt.Errorf("starting the suite: %w", err)
	}
	sampling, stop := context.WithCancel(ctx)
	defer stop()
	s, measured := &sampler{every: sampleEvery}, make(chan error, 1)
	tail := follow(said, func() {
		go func() { measured <- h.sample(sampling, s, cluster.NamePrefix+id) }()
	})
	err = command.Wait()
	end := time.Now()
	stop()
	if err != nil {
		return Run{}, nil, fmt.Errorf("%v: %w\n%s", words, err, tail)
	}
	if err := <-measured; err != nil {
		return Run{}, nil, err
	}
	written, err := report.Read(folder)
	if err != nil {
		return Run{}, nil, err
	}
	run, err := account(s, written.Claims, idle)
	if err != nil {
		return Run{}, nil, err
	}
	first, _, _ := window(written.Claims)
	run.Start, run.Whole = first.Sub(start).Seconds(), end.Sub(start).Seconds()
	run.Suite = (command.ProcessState.UserTime() + command.ProcessState.SystemTime()).Seconds()
	if used, ok := command.ProcessState.SysUsage().(*syscall.Rusage); ok {
		run.Memory = int(used.Maxrss / 1024) // kilobytes on Linux
	}
	return run, written.Claims, nil
}

// follow reads what the suite says to its end, calls once when its cluster is ready, and
// returns the last lines.
func follow(said io.Reader, call func()) string {
	var last []string
	scanner := bufio.NewScanner(said)
	scanner.Buffer(nil, 1<<20)
	for scanner.Scan() {
		if call != nil && strings.Contains(scanner.Text(), ready) {
			call()
			call = nil
		}
		if last = append(last, scanner.Text()); len(last) > 40 {
			last = last[1:]
		}
	}
	return strings.Join(last, "\n")
}

// sample reads the accounting of a cluster's nodes until ctx ends or they are gone.
func (h *host) sample(ctx context.Context, s *sampler, name string) error {
	m, err := h.meter(ctx, name)
	if err != nil {
		return err
	}
	s.run(ctx, m)
	return nil
}

// window is from the start of the first claim to the end of the last one.
func window(claims []report.Result) (first, last time.Time, tried int) {
	for _, c := range claims {
		if c.Started.IsZero() || c.Verdict == report.NotApplicable {
			continue
		}
		tried++
		end := c.Started.Add(time.Duration(c.Seconds * float64(time.Second)))
		if first.IsZero() || c.Started.Before(first) {
			first = c.Started
		}
		if end.After(last) {
			last = end
		}
	}
	return first, last, tried
}

// account makes numbers of the samples and of what the claims say that they made.
func account(s *sampler, claims []report.Result, idle float64) (Run, error) {
	first, last, tried := window(claims)
	if tried == 0 {
		return Run{}, errors.New("no claim was tried")
	}
	used, err := s.between(first, last)
	if err != nil {
		return Run{}, err
	}
	seconds := last.Sub(first).Seconds()
	run := Run{Claims: tried, Seconds: seconds, CPU: used.total, Net: used.total - idle*seconds, By: used.by}
	for _, c := range claims {
		run.Made.Namespaces += c.Made.Namespaces
		run.Made.Pods += c.Made.Pods
		run.Made.Containers += c.Made.Containers
		run.Made.Execs += c.Made.Execs
		run.Made.Calls += c.Made.Calls
	}
	return run, nil
}

// Modelled is what a claim costs by what it made and what such things cost.
type Modelled struct {
	Claim string      `json:"claim"`
	CPU   float64     `json:"cpu"`
	Made  report.Made `json:"made"`
}

// modelled puts the dearest claims first.
func modelled(claims []report.Result, costs Micro) []Modelled {
	var all []Modelled
	for _, c := range claims {
		if c.Verdict == report.NotApplicable || c.Verdict == report.Skipped {
			continue
		}
		more := c.Made.Containers - c.Made.Pods
		all = append(all, Modelled{Claim: c.ID, Made: c.Made, CPU: float64(c.Made.Namespaces)*costs.Namespace.CPU +
			float64(c.Made.Pods)*costs.Pod.CPU + float64(more)*costs.Container.CPU + float64(c.Made.Execs)*costs.Exec.CPU +
			float64(c.Made.Calls-c.Made.Execs)*costs.DryRun.CPU})
	}
	return sortedBy(all, func(m Modelled) float64 { return -m.CPU })
}

// quick leaves out what waits for minutes and what disturbs a node.
var quick = []string{"-skip-labels", "speed=slow,disruption=node"}

// oneAtATime are the claims that Kubernetes' own e2e test has cases like.
var oneAtATime = append([]string{"-labels", "feature=emptydir,feature=hostpath", "-parallel", "1"}, quick...)
