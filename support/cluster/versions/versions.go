// Package versions is the table of the Kubernetes minors that volconf runs on, and of
// what a node image of each is built from. The shell scripts that build the images read
// the same file.
package versions

import (
	_ "embed"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

//go:embed versions.tsv
var table string

// Minor is one row of the table. Versions are as their projects write them.
type Minor struct {
	Name       string // such as "1.37"
	Kubernetes string // of the module k8s.io/kubernetes, such as "v1.37.1"

	Etcd       string // of the module go.etcd.io/etcd/server/v3
	EtcdTag    string // of the image that is built from it
	CoreDNS    string // of the module github.com/coredns/coredns
	CoreDNSTag string // of the image that is built from it
	Pause      string // of the image, whose source is in the Kubernetes module

	// What kubeadm of this minor takes for granted (cmd/kubeadm/app/constants). Where
	// it is not what the image holds, a cluster's configuration has to say so.
	KubeadmEtcdTag    string
	KubeadmCoreDNSTag string

	Containerd string
	Runc       string
	Crictl     string
	CNIPlugins string
	LocalPath  string // of rancher/local-path-provisioner

	// KindImage is kind's own node image with its digest, or "" where none is known.
	KindImage string
}

// none stands for an empty column, which would be hard to see.
const none = "-"

// patterns are what the columns must look like: a table that parses can be built from.
var patterns = map[string]*regexp.Regexp{
	"minor":      regexp.MustCompile(`^1\.\d+$`),
	"module":     regexp.MustCompile(`^v\d+\.\d+\.\d+$`),
	"tag":        regexp.MustCompile(`^v?\d+(\.\d+)+(-\d+)?$`),
	"kind image": regexp.MustCompile(`^kindest/node:v\d+\.\d+\.\d+@sha256:[0-9a-f]{64}$`),
}

// columns are the table's, by the names in its header: where each goes, and its pattern.
var columns = []struct {
	name, pattern string
	field         func(*Minor) *string
}{
	{"minor", "minor", func(m *Minor) *string { return &m.Name }},
	{"kubernetes", "module", func(m *Minor) *string { return &m.Kubernetes }},
	{"etcd", "module", func(m *Minor) *string { return &m.Etcd }},
	{"etcd-tag", "tag", func(m *Minor) *string { return &m.EtcdTag }},
	{"kubeadm-etcd-tag", "tag", func(m *Minor) *string { return &m.KubeadmEtcdTag }},
	{"coredns", "module", func(m *Minor) *string { return &m.CoreDNS }},
	{"coredns-tag", "tag", func(m *Minor) *string { return &m.CoreDNSTag }},
	{"kubeadm-coredns-tag", "tag", func(m *Minor) *string { return &m.KubeadmCoreDNSTag }},
	{"pause", "tag", func(m *Minor) *string { return &m.Pause }},
	{"containerd", "module", func(m *Minor) *string { return &m.Containerd }},
	{"runc", "module", func(m *Minor) *string { return &m.Runc }},
	{"crictl", "module", func(m *Minor) *string { return &m.Crictl }},
	{"cni-plugins", "module", func(m *Minor) *string { return &m.CNIPlugins }},
	{"local-path", "module", func(m *Minor) *string { return &m.LocalPath }},
	{"kind-image", "kind image", func(m *Minor) *string { return &m.KindImage }},
}

// All returns the minors, newest first. It fails only where the table that was compiled
// in is malformed, which a test excludes.
func All() ([]Minor, error) { return parse(table) }

// Default returns the minor that is used when nobody asks for one: the first of the table.
func Default() (Minor, error) {
	minors, err := All()
	if err != nil {
		return Minor{}, err
	}
	return minors[0], nil
}

// WithGit behind a minor's name means its node image with git on it, and with the
// gate of the gitRepo driver on where there is one: what gitRepo volumes needed.
const WithGit = "-git"

// lastWithGitRepo is the last minor whose kubelet can be told to fill gitRepo volumes
// (pkg/features/kube_features.go: GitRepoVolumeDriver is locked since v1.36).
const lastWithGitRepo = 35

// Find returns the minor of a name such as "1.36" or "1.32-git", of no name the default.
// The error lists those there are.
func Find(name string) (Minor, error) {
	if name == "" {
		return Default()
	}
	if base, found := strings.CutSuffix(name, WithGit); found {
		minor, err := Find(base)
		if err == nil && minor.number() > lastWithGitRepo {
			err = fmt.Errorf("no Kubernetes minor %q: since 1.%d no kubelet fills gitRepo volumes", name, lastWithGitRepo+1)
		}
		minor.Name = name
		return minor, err
	}
	minors, err := All()
	if err != nil {
		return Minor{}, err
	}
	names := make([]string, 0, len(minors))
	for _, minor := range minors {
		if minor.Name == name {
			return minor, nil
		}
		names = append(names, minor.Name)
	}
	return Minor{}, fmt.Errorf("no Kubernetes minor %q: want one of %s", name, strings.Join(names, ", "))
}

// number is 36 of 1.36; the table's pattern sees to the form.
func (m Minor) number() int {
	n, _ := strconv.Atoi(strings.TrimPrefix(m.Name, "1."))
	return n
}

func parse(text string) ([]Minor, error) {
	var minors []Minor
	seen := map[string]bool{}
	header := false
	number := 0
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimRight(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		if !header {
			if err := checkHeader(cells); err != nil {
				return nil, fmt.Errorf("versions table, line %d: %w", number, err)
			}
			header = true
			continue
		}
		minor, err := parseRow(cells)
		if err != nil {
			return nil, fmt.Errorf("versions table, line %d: %w", number, err)
		}
		if seen[minor.Name] {
			return nil, fmt.Errorf("versions table, line %d: minor %s is there twice", number, minor.Name)
		}
		seen[minor.Name] = true
		minors = append(minors, minor)
	}
	if len(minors) == 0 {
		return nil, errors.New("versions table: no minors")
	}
	return minors, nil
}

func checkHeader(cells []string) error {
	if len(cells) != len(columns) {
		return fmt.Errorf("the header has %d columns, want %d", len(cells), len(columns))
	}
	for i, column := range columns {
		if cells[i] != column.name {
			return fmt.Errorf("column %d is %q, want %q", i+1, cells[i], column.name)
		}
	}
	return nil
}

func parseRow(cells []string) (Minor, error) {
	if len(cells) != len(columns) {
		return Minor{}, fmt.Errorf("%d columns, want %d", len(cells), len(columns))
	}
	var minor Minor
	for i, column := range columns {
		if column.name == "kind-image" && cells[i] == none {
			continue
		}
		if !patterns[column.pattern].MatchString(cells[i]) {
			return Minor{}, fmt.Errorf("column %s: %q does not look like a %s", column.name, cells[i], column.pattern)
		}
		*column.field(&minor) = cells[i]
	}
	if !strings.HasPrefix(minor.Kubernetes, "v"+minor.Name+".") {
		return Minor{}, fmt.Errorf("kubernetes %s is not of minor %s", minor.Kubernetes, minor.Name)
	}
	if minor.KindImage != "" && !strings.HasPrefix(minor.KindImage, "kindest/node:v"+minor.Name+".") {
		return Minor{}, fmt.Errorf("kind image %s is not of minor %s", minor.KindImage, minor.Name)
	}
	return minor, nil
}
