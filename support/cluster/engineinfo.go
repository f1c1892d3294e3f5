package cluster

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ErrRootless is an engine that runs without root and whose nodes could not be
// Kubernetes nodes.
var ErrRootless = errors.New("the container engine is rootless, and lacks what a node needs")

// engineInfo is what an engine says of itself.
type engineInfo struct {
	version     string
	rootless    bool
	cgroup      string   // "1" or "2"
	controllers []string // that its containers get
}

// infoFormats have each engine answer alike: version; options; cgroup version;
// controllers.
var infoFormats = map[string]string{
	"docker": "{{.ServerVersion}};{{.SecurityOptions}};{{.CgroupVersion}};" +
		"{{if .CPUCfsQuota}}cpu {{end}}{{if .CPUSet}}cpuset {{end}}{{if .MemoryLimit}}memory {{end}}{{if .PidsLimit}}pids{{end}}",
	"podman": "{{.Version.Version}};{{if .Host.Security.Rootless}}name=rootless{{end}};{{.Host.CgroupsVersion}};{{.Host.CgroupControllers}}",
}

// nodeControllers are the cgroup controllers without which kubelets do not start, or
// Pods have no limits (pkg/kubelet/cm/container_manager_linux.go, v1.37; kind's
// documentation of rootless engines).
var nodeControllers = []string{"cpu", "cpuset", "memory", "pids"}

// isPodman tells a docker that is podman: the package podman-docker puts a script of
// that name in the way.
func (e *Engine) isPodman(ctx context.Context) bool {
	if e.name == "podman" {
		return false
	}
	said, err := e.run(ctx, command{args: []string{"--version"}, within: infoWithin})
	return err == nil && strings.HasPrefix(strings.ToLower(strings.TrimSpace(said)), "podman")
}

// ask asks the engine what it is. A client that answers for a daemon that does not
// tells no version.
func (e *Engine) ask(ctx context.Context) (engineInfo, error) {
	said, err := e.run(ctx, command{args: []string{"info", "--format", infoFormats[e.name]}, within: infoWithin})
	if err != nil {
		return engineInfo{}, err
	}
	fields := strings.Split(strings.TrimSpace(said), ";")
	if len(fields) != 4 || fields[0] == "" {
		return engineInfo{}, fmt.Errorf("`%s info` names no version of a server: it said %q", e.name, strings.TrimSpace(said))
	}
	return engineInfo{
		version: fields[0], rootless: strings.Contains(fields[1], "rootless"), cgroup: strings.TrimPrefix(fields[2], "v"),
		controllers: strings.Fields(strings.Trim(fields[3], "[] ")),
	}, nil
}

// fitForNodes refuses a rootless engine whose nodes would lack cgroup controllers:
// kind says of each such case that Delegate=yes is missing.
func (i engineInfo) fitForNodes(engine string) error {
	if !i.rootless {
		return nil
	}
	if i.cgroup != "2" {
		return fmt.Errorf("%w: %s is rootless on cgroup v%s, where it may limit nothing: use cgroup v2, or the engine as root", ErrRootless, engine, i.cgroup)
	}
	lacking := slices.DeleteFunc(slices.Clone(nodeControllers), func(c string) bool { return slices.Contains(i.controllers, c) })
	if len(lacking) > 0 {
		return fmt.Errorf("%w: %s is rootless, and its nodes would not get the cgroup controllers %s: delegate them to the user (Delegate=%s of user@.service), or use the engine as root",
			ErrRootless, engine, strings.Join(lacking, ", "), strings.Join(nodeControllers, " "))
	}
	return nil
}

// proxyVariables are what engines and kind hand on to nodes, which pull nothing
// unless a registry is named: a proxy that cannot be reached from a node would only
// be in the way of what Pods ask each other (kubernetes-sigs/kind#1821).
var proxyVariables = []string{"HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "FTP_PROXY", "NO_PROXY"}

func withoutProxies(environ []string) []string {
	return slices.DeleteFunc(slices.Clone(environ), func(variable string) bool {
		name, _, _ := strings.Cut(variable, "=")
		return slices.Contains(proxyVariables, strings.ToUpper(name))
	})
}
