package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/volconf/volconf/support/cluster"
	"github.com/volconf/volconf/support/cluster/versions"
)

// host is what all measurements share.
type host struct {
	engine *cluster.Engine
	images cluster.Images
	minor  string
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
	h := &host{minor: kubernetes.Name}
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

// clusters measures the making of a cluster, by hand and by volconf.
func (h *host) clusters(ctx context.Context, rounds int, r *Result) error {
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
	r.BareKind, r.Cluster = median(bare).Seconds(), median(ours).Seconds()
	return nil
}

// micro measures the idle cluster, and the things that claims are made of.
func (h *host) micro(ctx context.Context, r *Result) error {
	const name = "volconf-bench-micro"
	defer func() {
		_ = h.run(context.WithoutCancel(ctx), []string{"bin/volconf", "cluster", "down", "--name", name})
	}()
	kubeconfig, err := h.command(ctx, []string{"bin/volconf", "cluster", "up", "--k8s", h.minor, "--name", name}).Output()
	if err != nil {
		return fmt.Errorf("making a cluster: %w", err)
	}
	m, err := h.meter(ctx, name)
	if err != nil {
		return err
	}
	w, err := newWorkshop(strings.TrimSpace(string(kubeconfig)), h.images.Refs["shell"], m)
	if err != nil {
		return err
	}
	if err := pause(ctx, calm); err != nil {
		return err
	}
	if err := w.restFor(ctx, idleFor); err != nil {
		return err
	}
	r.Idle = w.idle
	r.Micro, err = w.micro(ctx)
	return err
}

const (
	calm    = 20 * time.Second // a new cluster is busy with itself for so long
	idleFor = 30 * time.Second
)

// meter finds the nodes' accounting.
func (h *host) meter(ctx context.Context, name string) (*meter, error) {
	out, err := h.command(ctx, []string{h.engine.Name(), "ps", "--no-trunc", "--quiet", "--filter", "label=io.x-k8s.kind.cluster=" + name}).Output()
	if err != nil {
		return nil, fmt.Errorf("listing the nodes: %w", err)
	}
	processes := map[string]int{}
	for _, id := range strings.Fields(string(out)) {
		pid, err := h.command(ctx, []string{h.engine.Name(), "inspect", "--format", "{{.State.Pid}}", id}).Output()
		if err != nil {
			return nil, fmt.Errorf("looking at node %s: %w", id, err)
		}
		if processes[id], err = strconv.Atoi(strings.TrimSpace(string(pid))); err != nil {
			return nil, fmt.Errorf("looking at node %s: %w", id, err)
		}
	}
	if len(processes) == 0 {
		return nil, fmt.Errorf("cluster %s has no nodes here", name)
	}
	return newMeter(processes)
}
