// Command podnet is the Pod network of the kind nodes that this project builds: where
// no registry is reachable, kind's own (kindnetd) cannot be had.
//
// It runs on every node as a hostNetwork DaemonSet. It tells the CNI plugins ptp and
// host-local which addresses this node's Pods get, and keeps one route to the Pods of
// every other node, via that node's address: also when the address changes, as it does
// when a podman node is restarted. It does not masquerade: Pods reach each other and the
// nodes, and nothing outside the cluster. Nor does it map ports of the node (hostPort): no
// claim wants one, and a plug-in is run twice for each Pod.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"

	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/cache"
)

// servicesWithin is how long kube-proxy may take on a new node before Pods are let in
// without it.
const servicesWithin = 20 * time.Second

// resync is how often routes are looked at although no node has changed: somebody else
// may have removed one.
const resync = 30 * time.Second

func main() {
	configPath := flag.String("cni-config", "/etc/cni/net.d/10-podnet.conflist", "CNI configuration `FILE` to keep")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Getenv("NODE_NAME"), *configPath); err != nil {
		fmt.Fprintln(os.Stderr, "podnet:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, nodeName, configPath string) error {
	if nodeName == "" {
		return errors.New("NODE_NAME is not set: the DaemonSet has to fill it from spec.nodeName")
	}
	config, err := clientConfig(os.Getenv("CONTROL_PLANE_ENDPOINT"))
	if err != nil {
		return err
	}
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return fmt.Errorf("make an API client: %w", err)
	}

	changed := make(chan struct{}, 1)
	notify := func() {
		select {
		case changed <- struct{}{}:
		default: // a pass is due already, and will see this change too
		}
	}
	factory := informers.NewSharedInformerFactory(client, 0)
	nodes := factory.Core().V1().Nodes()
	_, err = nodes.Informer().AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc:    func(any) { notify() },
		UpdateFunc: func(any, any) { notify() },
		DeleteFunc: func(any) { notify() },
	})
	if err != nil {
		return fmt.Errorf("watch the nodes: %w", err)
	}
	factory.Start(ctx.Done())
	defer factory.Shutdown()
	if !cache.WaitForCacheSync(ctx.Done(), nodes.Informer().HasSynced) {
		return nil // told to stop
	}

	agent := agent{nodeName: nodeName, configPath: configPath, table: kernelTable{}}
	probe, address, err := serviceProbe()
	if err != nil {
		return err
	}
	if err := awaitServices(ctx, probe, address, servicesWithin); err != nil {
		slog.Warn("Services do not work yet, Pods are let in all the same", "error", err)
	}
	ticker := time.NewTicker(resync)
	defer ticker.Stop()
	for {
		all, err := nodes.Lister().List(labels.Everything())
		if err == nil {
			err = agent.reconcile(all)
		}
		if err != nil {
			slog.Error("not in the wanted state yet", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-changed:
		case <-ticker.C:
		}
	}
}

// clientConfig goes to the API server by its own address where kind has told it: the
// Service address needs kube-proxy, which may come up later than this agent.
func clientConfig(controlPlane string) (*rest.Config, error) {
	config, err := rest.InClusterConfig()
	if err != nil {
		return nil, fmt.Errorf("read the ServiceAccount: %w", err)
	}
	if controlPlane != "" {
		config.Host = "https://" + controlPlane
	}
	return config, nil
}
