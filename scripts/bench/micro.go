package main

import (
	"bytes"
	"context"
	"fmt"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/kubernetes/scheme"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/client-go/tools/remotecommand"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/namespace"
	"github.com/volconf/volconf/support/probe"
)

// Cost is what one thing costs: CPU seconds of the cluster, the idle cluster's taken off,
// and seconds until it is done.
type Cost struct {
	CPU  float64 `json:"cpu"`
	Wall float64 `json:"wall"`
}

// Micro is what the things cost that claims are made of.
type Micro struct {
	Pod       Cost `json:"pod"` // of one container: make, Ready, delete with grace 0, gone
	Container Cost `json:"container"`
	Exec      Cost `json:"exec"`
	DryRun    Cost `json:"dryRun"`    // of the creation of a Pod
	Namespace Cost `json:"namespace"` // make, default ServiceAccount, delete, gone; it is empty
}

// settle is how long a cluster may still be busy with what is gone.
const settle = 4 * time.Second

// workshop makes things on a cluster and measures them.
type workshop struct {
	kube  kubernetes.Interface
	rest  *rest.Config
	image string
	meter *meter
	idle  float64 // cores that the cluster uses when nobody wants anything of it
}

func newWorkshop(kubeconfig, image string, m *meter) (*workshop, error) {
	config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return nil, fmt.Errorf("reading the kubeconfig: %w", err)
	}
	config.QPS = -1
	kube, err := kubernetes.NewForConfig(config)
	if err != nil {
		return nil, fmt.Errorf("making a client: %w", err)
	}
	return &workshop{kube: kube, rest: config, image: image, meter: m}, nil
}

// rest measures the cluster while nobody wants anything of it.
func (w *workshop) restFor(ctx context.Context, d time.Duration) error {
	before, err := w.meter.read()
	if err != nil {
		return err
	}
	if err := pause(ctx, d); err != nil {
		return err
	}
	after, err := w.meter.read()
	if err != nil {
		return err
	}
	w.idle = (after.total - before.total) / after.at.Sub(before.at).Seconds()
	return nil
}

func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-timer.C:
		return nil
	}
}

// measure does a thing so many times and tells what one costs.
func (w *workshop) measure(ctx context.Context, times int, do func(ctx context.Context, i int) error) (Cost, error) {
	before, err := w.meter.read()
	if err != nil {
		return Cost{}, err
	}
	start := time.Now()
	for i := range times {
		if err := do(ctx, i); err != nil {
			return Cost{}, err
		}
	}
	wall := time.Since(start)
	if err := pause(ctx, settle); err != nil {
		return Cost{}, err
	}
	after, err := w.meter.read()
	if err != nil {
		return Cost{}, err
	}
	net := after.total - before.total - w.idle*after.at.Sub(before.at).Seconds()
	return Cost{CPU: net / float64(times), Wall: wall.Seconds() / float64(times)}, nil
}

const (
	measured = "volconf-bench" // the namespace that things are made in
	further  = 4               // containers more than one
)

// micro measures each thing.
func (w *workshop) micro(ctx context.Context) (m Micro, err error) {
	if err := namespace.Make(ctx, w.kube, measured, nil, time.Minute); err != nil {
		return m, err
	}
	defer func() {
		_ = w.kube.CoreV1().Namespaces().Delete(context.WithoutCancel(ctx), measured, metav1.DeleteOptions{})
	}()
	if m.Pod, err = w.measure(ctx, 20, func(ctx context.Context, i int) error { return w.pod(ctx, i, 1) }); err != nil {
		return m, err
	}
	more, err := w.measure(ctx, 10, func(ctx context.Context, i int) error { return w.pod(ctx, 100+i, 1+further) })
	if err != nil {
		return m, err
	}
	m.Container = Cost{CPU: (more.CPU - m.Pod.CPU) / further, Wall: (more.Wall - m.Pod.Wall) / further}
	if m.DryRun, err = w.measure(ctx, 200, func(ctx context.Context, _ int) error {
		_, err := w.kube.CoreV1().Pods(measured).Create(ctx, w.podOf("dry", 1), metav1.CreateOptions{DryRun: []string{metav1.DryRunAll}})
		return err
	}); err != nil {
		return m, err
	}
	if err := w.ready(ctx, "reader", 1); err != nil {
		return m, err
	}
	if m.Exec, err = w.measure(ctx, 60, func(ctx context.Context, _ int) error { return w.exec(ctx, "reader") }); err != nil {
		return m, err
	}
	m.Namespace, err = w.measure(ctx, 10, w.namespace)
	return m, err
}

func (w *workshop) podOf(name string, containers int) *corev1.Pod {
	pod := &corev1.Pod{ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: measured}}
	for i := range containers {
		pod.Spec.Containers = append(pod.Spec.Containers, corev1.Container{
			Name: fmt.Sprintf("c%d", i), Image: w.image, ImagePullPolicy: corev1.PullNever, Command: []string{"sleep", "3600"},
		})
	}
	return pod
}

func (w *workshop) ready(ctx context.Context, name string, containers int) error {
	if _, err := w.kube.CoreV1().Pods(measured).Create(ctx, w.podOf(name, containers), metav1.CreateOptions{}); err != nil {
		return fmt.Errorf("making a Pod: %w", err)
	}
	return await.For(ctx, "Pod "+name+" to be Ready", time.Minute, func(ctx context.Context) (bool, string, error) {
		pod, err := w.kube.CoreV1().Pods(measured).Get(ctx, name, metav1.GetOptions{})
		return err == nil && probe.PodReady(pod), "", err
	})
}

func (w *workshop) pod(ctx context.Context, i, containers int) error {
	name := fmt.Sprintf("pod-%d", i)
	if err := w.ready(ctx, name, containers); err != nil {
		return err
	}
	now := int64(0)
	if err := w.kube.CoreV1().Pods(measured).Delete(ctx, name, metav1.DeleteOptions{GracePeriodSeconds: &now}); err != nil {
		return fmt.Errorf("deleting a Pod: %w", err)
	}
	return nil
}

func (w *workshop) exec(ctx context.Context, pod string) error {
	request := w.kube.CoreV1().RESTClient().Post().Resource("pods").Namespace(measured).Name(pod).SubResource("exec").
		VersionedParams(&corev1.PodExecOptions{Command: []string{"cat", "/etc/hostname"}, Stdout: true}, scheme.ParameterCodec)
	executor, err := remotecommand.NewWebSocketExecutor(w.rest, "GET", request.URL().String())
	if err != nil {
		return fmt.Errorf("preparing a command: %w", err)
	}
	return executor.StreamWithContext(ctx, remotecommand.StreamOptions{Stdout: &bytes.Buffer{}})
}

func (w *workshop) namespace(ctx context.Context, i int) error {
	name := fmt.Sprintf("%s-%d", measured, i)
	if err := namespace.Make(ctx, w.kube, name, nil, time.Minute); err != nil {
		return err
	}
	if err := w.kube.CoreV1().Namespaces().Delete(ctx, name, metav1.DeleteOptions{}); err != nil {
		return fmt.Errorf("deleting a namespace: %w", err)
	}
	return await.For(ctx, "namespace "+name+" to be gone", time.Minute, func(ctx context.Context) (bool, string, error) {
		_, err := w.kube.CoreV1().Namespaces().Get(ctx, name, metav1.GetOptions{})
		if apierrors.IsNotFound(err) {
			return true, "", nil
		}
		return false, "it is there", err
	})
}
