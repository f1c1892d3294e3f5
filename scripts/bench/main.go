// Command bench prints how long the suite takes, beside what a cluster costs
// without it: a bare `kind create cluster` with the same configuration, the same
// waits and the same images. It judges nothing; the numbers to hold are printed
// with each line.
//
//	go run ./scripts/bench [-k8s 1.37] [-n 1]
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	"github.com/volconf/volconf/support/cluster"
	"github.com/volconf/volconf/support/cluster/versions"
)

func main() {
	cluster.ServeKind(os.Args)
	minor := flag.String("k8s", "", "Kubernetes minor (default: the suite's own)")
	rounds := flag.Int("n", 1, "how often; the median is printed")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := bench(ctx, *minor, *rounds); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func bench(ctx context.Context, minor string, rounds int) error {
	h, err := newHost(ctx, minor)
	if err != nil {
		return err
	}
	defer os.RemoveAll(h.work)
	var bare, ours []time.Duration
	for range rounds {
		took, err := h.bareKind(ctx)
		if err != nil {
			return err
		}
		bare = append(bare, took)
		if took, err = h.ours(ctx); err != nil {
			return err
		}
		ours = append(ours, took)
	}
	fmt.Printf("bare kind create, waits and images  %6.1f s\n", median(bare).Seconds())
	fmt.Printf("a cluster of ours                   %6.1f s   (hold: 45 s)\n", median(ours).Seconds())
	fmt.Printf("ratio                               %6.2f     (hold: 1.15)\n", median(ours).Seconds()/median(bare).Seconds())
	return h.suite(ctx)
}

// host is what all measurements share.
type host struct {
	engine *cluster.Engine
	images cluster.Images
	config string // file of the kind configuration for this host
	work   string // folder for what is thrown away
}

func newHost(ctx context.Context, minor string) (*host, error) {
	kubernetes, err := versions.Find(minor)
	if err != nil {
		return nil, err
	}
	cache, err := cluster.CacheDir(os.Getenv)
	if err != nil {
		return nil, err
	}
	h := &host{}
	if h.images, err = cluster.LoadImages(cache, kubernetes.Name); err != nil {
		return nil, err
	}
	h.engine, err = cluster.FindEngine(ctx, cluster.EngineOptions{
		Name: os.Getenv("VOLCONF_ENGINE"), Image: h.images.Node.Image, Environ: os.Environ(), Cache: cache,
	})
	if err != nil {
		return nil, err
	}
	config, err := cluster.KindConfig(h.engine, cluster.Options{Images: h.images})
	if err != nil {
		return nil, err
	}
	if h.work, err = os.MkdirTemp("", "volconf-bench-"); err != nil {
		return nil, err
	}
	h.config = filepath.Join(h.work, "kind.yaml")
	return h, os.WriteFile(h.config, config, 0o600)
}

// bareKind makes a cluster as one would by hand, and removes it.
func (h *host) bareKind(ctx context.Context) (time.Duration, error) {
	const name = "volconf-bench-bare"
	kubectl := func(args ...string) []string {
		return append([]string{h.engine.Name(), "exec", name + "-control-plane", "kubectl"}, args...)
	}
	kind := func(args ...string) []string { return append([]string{"go", "tool", "kind"}, args...) }
	remove := kind("delete", "cluster", "--name", name, "--kubeconfig", filepath.Join(h.work, "bare"))
	defer func() { _ = h.run(context.WithoutCancel(ctx), remove) }()
	start := time.Now()
	for _, command := range [][]string{
		kind("create", "cluster", "--name", name, "--config", h.config, "--image", h.images.Node.Image, "--kubeconfig", filepath.Join(h.work, "bare")),
		kind("load", "image-archive", h.images.Archive, "--name", name),
		kubectl("wait", "--for=condition=Ready", "node", "--all", "--timeout=180s"),
		kubectl("wait", "--namespace=kube-system", "--for=condition=Available", "deployment/coredns", "--timeout=180s"),
		kubectl("wait", "--for=create", "serviceaccount/default", "--timeout=60s"),
	} {
		if err := h.run(ctx, command); err != nil {
			return 0, err
		}
	}
	return time.Since(start), nil
}

// ours makes the same cluster with volconf, and removes it.
func (h *host) ours(ctx context.Context) (time.Duration, error) {
	const name = "volconf-bench-ours"
	defer func() {
		_ = h.run(context.WithoutCancel(ctx), []string{"bin/volconf", "cluster", "down", "--name", name})
	}()
	start := time.Now()
	if err := h.run(ctx, []string{"bin/volconf", "cluster", "up", "--name", name}); err != nil {
		return 0, err
	}
	return time.Since(start), nil
}

// core are the claims that the suite began with.
const core = "pod-containers-do-not-share-filesystem,container-rootfs-lost-on-container-restart,volume-survives-container-restart," +
	"emptydir-starts-empty,emptydir-shared-within-pod,emptydir-not-shared-across-pods,emptydir-lost-with-pod," +
	"fortune-written-by-one-served-by-other,fortune-changes-over-time,readonly-mount-rejects-writes,init-runs-before-app-containers," +
	"init-clone-populates-volume,git-content-not-auto-synced,gitsync-sidecar-propagates-commits,hostpath-same-node-same-path-shared," +
	"hostpath-survives-pod-deletion,hostpath-other-node-has-different-data,hostpath-rescheduled-pod-loses-data"

// suite runs all claims on a cluster that is there, and then one feature.
func (h *host) suite(ctx context.Context) error {
	defer func() { _ = h.run(context.WithoutCancel(ctx), []string{"bin/volconf", "cluster", "down"}) }()
	if err := h.run(ctx, []string{"bin/volconf", "cluster", "up"}); err != nil {
		return err
	}
	for _, line := range []struct {
		what, hold string
		flags      []string
	}{
		{"the 18 claims of the document's core", "45 s", []string{"-claims", core}},
		{"without the slow and the disruptive", "90 s", []string{"-skip-labels", "speed=slow,disruption=node"}},
		{"all claims on a ready cluster", "300 s", nil},
		{"feature=hostpath, without those", "20 s", []string{"-labels", "feature=hostpath", "-skip-labels", "speed=slow,disruption=node"}},
	} {
		args := append([]string{"-test.timeout", "0", "-reuse", "-report-dir", filepath.Join(h.work, "report")}, line.flags...)
		command := h.command(ctx, append([]string{"bin/volconf.test"}, args...))
		start := time.Now()
		if said, err := command.CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w\n%s", line.what, err, said)
		}
		took := time.Since(start)
		peak := "unknown"
		if usage, ok := command.ProcessState.SysUsage().(*syscall.Rusage); ok {
			peak = fmt.Sprintf("%d MiB", usage.Maxrss/1024) // kilobytes on Linux
		}
		fmt.Printf("%-35s %6.1f s   (hold: %s), peak memory %s (hold: 200 MiB)\n", line.what, took.Seconds(), line.hold, peak)
	}
	return nil
}

func (h *host) command(ctx context.Context, words []string) *exec.Cmd {
	command := exec.CommandContext(ctx, words[0], words[1:]...)
	command.Env = append(h.engine.Environ(), "KIND_EXPERIMENTAL_PROVIDER="+h.engine.Name())
	command.Cancel = func() error { return command.Process.Signal(syscall.SIGTERM) }
	return command
}

func (h *host) run(ctx context.Context, words []string) error {
	if said, err := h.command(ctx, words).CombinedOutput(); err != nil {
		return fmt.Errorf("%v: %w\n%s", words, err, said)
	}
	return nil
}

func median(of []time.Duration) time.Duration {
	slices.Sort(of)
	return of[len(of)/2]
}
