// Command bench measures what the suite costs: CPU seconds of the cluster per claim and what
// they go to, times, and the costs of the things that claims are made of, on clusters that it
// makes and removes. It judges nothing. The numbers are printed and written to
// _report/bench.json, and compared with those of another run.
//
//	go run ./scripts/bench [-k8s 1.37] [-n 1] [-against bench.json] [-e2e 3.26] [-only quick]
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"github.com/volconf/volconf/support/cluster"
)

// options are what is asked for.
type options struct {
	minor   string
	rounds  int
	against string
	dir     string
	only    string
	e2e     string
}

func main() {
	cluster.ServeKind(os.Args)
	var o options
	flag.StringVar(&o.minor, "k8s", "", "Kubernetes minor (default: the suite's own)")
	flag.IntVar(&o.rounds, "n", 1, "how often each run is made; the median is kept")
	flag.StringVar(&o.against, "against", "", "bench.json of another run, to compare with")
	flag.StringVar(&o.dir, "report-dir", "_report", "folder of bench.json")
	flag.StringVar(&o.only, "only", "", "measure only these, of "+strings.Join(sections, ","))
	flag.StringVar(&o.e2e, "e2e", "", "CASES/SECONDS that Kubernetes' own e2e.test took for its emptyDir and hostPath cases on this machine, such as 22/71.8")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := bench(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// sections are the parts of a bench, in their order.
var sections = []string{"clusters", "micro", "quick", "one-at-a-time", "all"}

func bench(ctx context.Context, o options) error {
	var against *Result
	var err error
	if o.against != "" {
		if against, err = readResult(o.against); err != nil {
			return err
		}
	}
	chosen, err := choose(o.only)
	if err != nil {
		return err
	}
	h, err := newHost(ctx, o.minor)
	if err != nil {
		return err
	}
	defer os.RemoveAll(h.work)
	r := Result{Schema: Schema, Machine: machine(), Kubernetes: h.images.Node.Kubernetes, Suite: revision(ctx)}
	if r.E2E, err = parseE2E(o.e2e); err != nil {
		return err
	}
	for _, section := range chosen {
		fmt.Fprintf(os.Stderr, "bench: %s\n", section)
		if err := h.measure(ctx, section, o.rounds, &r); err != nil {
			return fmt.Errorf("%s: %w", section, err)
		}
	}
	path, err := r.write(o.dir)
	if err != nil {
		return err
	}
	r.print(os.Stdout, against)
	fmt.Fprintln(os.Stderr, "bench:", path)
	return nil
}

func choose(only string) ([]string, error) {
	if only == "" {
		return sections, nil
	}
	chosen := strings.Split(only, ",")
	for _, section := range chosen {
		if !slices.Contains(sections, section) {
			return nil, fmt.Errorf("-only %s: the parts are %s", section, strings.Join(sections, ", "))
		}
	}
	return chosen, nil
}

// parseE2E reads how many cases Kubernetes' own test had, and how long they took.
func parseE2E(text string) (*E2E, error) {
	if text == "" {
		return nil, nil //nolint:nilnil // nothing was measured
	}
	cases, seconds, _ := strings.Cut(text, "/")
	n, errN := strconv.Atoi(cases)
	s, errS := strconv.ParseFloat(seconds, 64)
	if err := errors.Join(errN, errS); err != nil || n <= 0 {
		return nil, fmt.Errorf("-e2e %q is not CASES/SECONDS, such as 22/71.8", text)
	}
	return &E2E{Cases: n, Seconds: s}, nil
}

func (h *host) measure(ctx context.Context, section string, rounds int, r *Result) (err error) {
	switch section {
	case "clusters":
		return h.clusters(ctx, rounds, r)
	case "micro":
		return h.micro(ctx, r)
	case "quick":
		r.Quick, r.Claims, err = h.median(ctx, rounds, r, quick)
		r.Dearest = r.Claims[:min(10, len(r.Claims))]
	case "one-at-a-time":
		r.OneAtATime, _, err = h.median(ctx, rounds, r, oneAtATime)
	case "all":
		r.All, _, err = h.median(ctx, rounds, r, nil)
	}
	return err
}

// median makes a run of the suite so many times and keeps the one of median CPU time.
func (h *host) median(ctx context.Context, rounds int, r *Result, flags []string) (Run, []Modelled, error) {
	var runs []Run
	var claims []Modelled
	for range rounds {
		run, results, err := h.suiteRun(ctx, r.Idle, flags...)
		if err != nil {
			return Run{}, nil, err
		}
		runs, claims = append(runs, run), modelled(results, r.Micro)
	}
	return sortedBy(runs, func(run Run) float64 { return run.Net })[len(runs)/2], claims, nil
}

func machine() string {
	release, _ := os.ReadFile("/proc/sys/kernel/osrelease")
	return fmt.Sprintf("%d cores, %s/%s, kernel %s", runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, strings.TrimSpace(string(release)))
}

func revision(ctx context.Context) string {
	out, err := exec.CommandContext(ctx, "git", "rev-parse", "--short", "HEAD").Output()
	if err != nil {
		if info, ok := debug.ReadBuildInfo(); ok {
			return info.Main.Version
		}
		return "unknown"
	}
	return strings.TrimSpace(string(out))
}
