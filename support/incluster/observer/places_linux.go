package main

import (
	"fmt"
	"maps"
	"net"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Places is where the node has what most nodes have at a usual place. Names are those
// of support/claim (Places).
type Places struct {
	Places  map[string]string `json:"places"`
	Unknown map[string]string `json:"unknown"` // why one was not found
}

// search is what places are found by.
type search struct {
	node      *node
	podUID    string // of the observer's own Pod
	mountinfo string // of the observer's own container
	processes []process
	kubelet   process // without arguments where there is none to be seen
	root      string  // of the kubelet
}

// finders find a place, or say why they do not.
var finders = []struct {
	place string
	find  func(*search) (found, why string)
}{
	{"kubelet-root", (*search).kubeletRoot}, // first: others look below it
	{"kubelet-unit", (*search).kubeletUnit},
	{"kubelet-program", (*search).kubeletProgram},
	{"kubelet-pki", (*search).kubeletPKI},
	{"kubelet-socket", (*search).kubeletSocket},
	{"runtime-socket", (*search).runtimeSocket},
	{"volume-statistics", (*search).volumeStatistics},
}

func (n *node) places(podUID, mountinfo string) Places {
	s := &search{node: n, podUID: podUID, mountinfo: mountinfo, processes: n.processes()}
	s.kubelet, _ = kubeletOf(s.processes)
	found := Places{Places: map[string]string{}, Unknown: map[string]string{}}
	for _, f := range finders {
		at, why := f.find(s)
		if at == "" {
			found.Unknown[f.place] = why
			continue
		}
		found.Places[f.place] = at
		if f.place == "kubelet-root" {
			s.root = at
		}
	}
	return found
}

// kubeletRoot is proven by the folder of the observer's own Pod in it.
func (s *search) kubeletRoot() (string, string) {
	if s.podUID == "" {
		return "", "the observer does not know the UID of its Pod"
	}
	candidates := append(s.mountedRoots(), s.kubelet.flag("root-dir"),
		"/var/lib/kubelet", "/var/lib/k0s/kubelet", "/var/snap/microk8s/common/var/lib/kubelet")
	return s.first(candidates, "holds the observer's own Pod", func(root string) bool {
		return s.is("directory", root+"/pods/"+s.podUID)
	})
}

// mountedRoots follows the observer's /etc/hosts, which the kubelet mounts out of the
// Pod's folder (pkg/kubelet/kubelet_pods.go, v1.37), to the node's mounts of the same
// file system.
func (s *search) mountedRoots() []string {
	mounts := parseMounts(s.mountinfo)
	var roots []string
	for _, hosts := range mounts {
		root, ok := strings.CutSuffix(hosts.root, "/pods/"+s.podUID+"/etc-hosts")
		if !ok {
			continue
		}
		for _, of := range mounts {
			point, onNode := within(of.point, s.node.dir)
			rest, holds := within(root, of.root)
			if of.device == hosts.device && onNode && holds {
				roots = append(roots, path.Join("/", point, rest))
			}
		}
	}
	return roots
}

// mount is a line of /proc/self/mountinfo (proc_pid_mountinfo(5)).
type mount struct{ device, root, point, fsType string }

func parseMounts(text string) []mount {
	var mounts []mount
	for line := range strings.Lines(text) {
		if fields := strings.Fields(line); len(fields) > 5 {
			mounts = append(mounts, mount{device: fields[2], root: fields[3], point: fields[4], fsType: fsTypeOf(line)})
		}
	}
	return mounts
}

// within returns a path relative to a folder above it.
func within(name, dir string) (string, bool) {
	if name == dir {
		return "", true
	}
	return strings.CutPrefix(name, strings.TrimSuffix(dir, "/")+"/")
}

// controlPlanes have the kubelet in one process, or one unit, with the API server: a
// restart would be more than the kubelet's.
var controlPlanes = []string{"k3s.service", "kubelite.service", "snap.microk8s.daemon-kubelite.service", "k0scontroller.service"}

func (s *search) kubeletUnit() (string, string) {
	if len(s.kubelet.args) == 0 {
		return "", noKubelet
	}
	unit := unitOf(s.node.ofProcess(s.kubelet.pid, "cgroup"))
	switch {
	case unit == "":
		return "", fmt.Sprintf("the kubelet (process %d, %s) is in no unit of systemd", s.kubelet.pid, s.kubelet.program())
	case slices.Contains(controlPlanes, unit):
		return "", "the kubelet is part of " + unit + ", as the API server may be"
	}
	return unit, ""
}

const noKubelet = "no process of the node is seen to be the kubelet (kubelet, k3s, kubelite)"

// kubeletProgram is the file that runs, or one where distributions have it.
func (s *search) kubeletProgram() (string, string) {
	var candidates []string
	if len(s.kubelet.args) > 0 && s.kubelet.program() == "kubelet" && path.IsAbs(s.kubelet.args[0]) {
		candidates = append(candidates, s.kubelet.args[0])
	}
	candidates = append(candidates, "/usr/bin/kubelet", "/usr/local/bin/kubelet", "/opt/bin/kubelet", "/home/kubernetes/bin/kubelet", "/var/lib/k0s/bin/kubelet")
	return s.first(candidates, "is the kubelet's program", func(file string) bool { return s.is("file", file) })
}

func (s *search) kubeletPKI() (string, string) {
	candidates := []string{s.kubelet.flag("cert-dir"), "/var/lib/kubelet/pki", "/var/lib/rancher/k3s/agent", "/var/lib/rancher/rke2/agent"}
	if s.root != "" {
		candidates = append(candidates, s.root+"/pki")
	}
	return s.first(candidates, "holds a certificate", s.hasCertificate)
}

func (s *search) hasCertificate(dir string) bool {
	names, err := s.node.certificates(dir)
	return err == nil && len(names) > 0
}

// kubeletSocket is that of device plug-ins, which is where it is whatever the kubelet's
// root (pkg/kubelet/cm/devicemanager/manager.go, v1.37), or that of Pods' resources.
func (s *search) kubeletSocket() (string, string) {
	candidates := []string{"/var/lib/kubelet/device-plugins/kubelet.sock"}
	if s.root != "" {
		candidates = append(candidates, s.root+"/device-plugins/kubelet.sock", s.root+"/pod-resources/kubelet.sock")
	}
	return s.first(candidates, "is a socket of the kubelet", func(file string) bool { return s.is("socket", file) })
}

func (s *search) runtimeSocket() (string, string) {
	candidates := []string{s.kubelet.flag("container-runtime-endpoint")}
	for _, config := range s.configurations() {
		candidates = append(candidates, settingIn(config, "containerRuntimeEndpoint"))
	}
	for _, p := range s.processes {
		if p.flag("namespace") == "k8s.io" { // a shim of containerd's
			candidates = append(candidates, p.flag("address"))
		}
	}
	candidates = append(candidates, "/run/containerd/containerd.sock", "/run/crio/crio.sock", "/run/k3s/containerd/containerd.sock",
		"/run/k0s/containerd.sock", "/var/snap/microk8s/common/run/containerd.sock", "/run/cri-dockerd.sock")
	for i := range candidates {
		candidates[i] = strings.TrimPrefix(candidates[i], "unix://")
	}
	return s.first(candidates, "is a container runtime's socket that takes connections", s.connects)
}

// configurations are the kubelet's, YAML or JSON.
func (s *search) configurations() []string {
	return []string{s.content(s.kubelet.flag("config")), s.content("/var/lib/kubelet/config.yaml")}
}

// settingIn finds the value of a setting in a kubelet's configuration.
func settingIn(config, name string) string {
	line := regexp.MustCompile(`(?m)(?:^|[{,])\s*"?` + name + `"?\s*:\s*"?([^",\s}]+)`)
	if match := line.FindStringSubmatch(config); match != nil {
		return match[1]
	}
	return ""
}

// measuredEvery is how often a kubelet measures volumes that is told nothing
// (pkg/kubelet/apis/config/v1beta1/defaults.go, VolumeStatsAggPeriod, v1.37; zero is that,
// too).
const measuredEvery = time.Minute

// volumeStatistics is how often the kubelet measures volumes: no place, but what is
// learned of the node as places are.
func (s *search) volumeStatistics() (string, string) {
	for _, said := range append([]string{s.kubelet.flag("volume-stats-agg-period")},
		settingsIn(s.configurations(), "volumeStatsAggPeriod")...) {
		switch every, err := time.ParseDuration(said); {
		case err != nil || every == 0:
		case every < 0:
			return "", "the kubelet does not measure volumes (volumeStatsAggPeriod " + said + ")"
		case every > measuredEvery:
			return "", "the kubelet measures volumes every " + every.String() + " (volumeStatsAggPeriod)"
		default:
			return every.String(), ""
		}
	}
	return measuredEvery.String(), ""
}

func settingsIn(configs []string, name string) []string {
	var all []string
	for _, config := range configs {
		all = append(all, settingIn(config, name))
	}
	return all
}

func (s *search) content(file string) string {
	if !path.IsAbs(file) {
		return ""
	}
	content, err := s.node.read(file, defaultBytes)
	if err != nil {
		return ""
	}
	return string(content.Content)
}

func (s *search) connects(socket string) bool { return s.node.connect(socket) == nil }

// connectWithin bounds a connection to a socket: one that is listened on takes it at once.
const connectWithin = 2 * time.Second

// connect opens a connection to a socket of the node and closes it. A file that is no
// socket is an error.
func (n *node) connect(socket string) error {
	relative, err := n.resolve(socket, true)
	if err != nil {
		return err
	}
	connection, err := (&net.Dialer{Timeout: connectWithin}).Dial("unix", path.Join(n.dir, relative))
	if err != nil {
		return fmt.Errorf("connect to %s: %w", socket, err)
	}
	return connection.Close()
}

// is tells whether a path leads to a thing of a kind.
func (s *search) is(kind, name string) bool {
	relative, err := s.node.resolve(name, true)
	if err != nil {
		return false
	}
	entry, err := s.node.stat("/" + relative)
	return err == nil && entry.Exists && entry.Type == kind
}

// first returns the first absolute path of which something holds, or which ones it was
// looked for at.
func (s *search) first(candidates []string, what string, holds func(string) bool) (string, string) {
	tried := map[string]bool{}
	for _, name := range candidates {
		if !path.IsAbs(name) || tried[name] {
			continue
		}
		if holds(name) {
			return name, ""
		}
		tried[name] = true
	}
	return "", fmt.Sprintf("none of %s %s", strings.Join(slices.Sorted(maps.Keys(tried)), ", "), what)
}
