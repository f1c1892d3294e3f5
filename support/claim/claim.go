// Package claim says what a claim is: one testable statement, where the
// documents make it, and what it needs. It holds no claim and no document, and
// no behaviour beyond selection and validation, and imports the standard
// library only. The register is support/claims, the documents are
// support/documents.
package claim

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Text is one sentence in the languages of the suite's readers.
type Text struct {
	En string `json:"en"`
	Ko string `json:"ko"`
}

// Complete tells whether both languages are there.
func (t Text) Complete() bool { return t.En != "" && t.Ko != "" }

// Feature is the part of Kubernetes that a claim is about, and the label it is
// filtered by.
type Feature string

// The closed set of features. Each is one file in suites/ and one folder in
// manifests/.
const (
	Pod            Feature = "pod"              // what the containers of a Pod share, and where their file systems come from
	Volume         Feature = "volume"           // what a volume is, whatever its type
	Propagation    Feature = "propagation"      // mounts below a mount, between a node and its containers
	ReadOnly       Feature = "readonly"         // read-only mounts, recursive or not
	ConfigMap      Feature = "configmap"        // ConfigMaps as volumes
	Secret         Feature = "secret"           // Secrets as volumes
	DownwardAPI    Feature = "downwardapi"      // what a Pod knows of itself, as a volume
	Projected      Feature = "projected"        // several sources in one folder, tokens and certificates among them
	EnvFile        Feature = "envfile"          // variables from a file in a volume
	SubPath        Feature = "subpath"          // mounts of a part of a volume
	Image          Feature = "image"            // images as volumes
	PVC            Feature = "pvc"              // PersistentVolumes and what claims them
	StorageClass   Feature = "storageclass"     // what a class says of volumes
	Local          Feature = "local"            // local volumes
	DataSource     Feature = "datasource"       // what fills a new volume
	Resize         Feature = "resize"           // PVCs that grow
	StatefulSet    Feature = "statefulset"      // the PVCs of a StatefulSet's Pods
	Quota          Feature = "quota"            // storage in quotas and limit ranges
	NFS            Feature = "nfs"              // NFS volumes
	InTree         Feature = "intree"           // types of volume whose driver was once part of Kubernetes
	EmptyDir       Feature = "emptydir"         // emptyDir volumes
	LocalEphemeral Feature = "ephemeralstorage" // what Pods take of their node's disk
	Fortune        Feature = "fortune"          // the example of two containers: one writes, one serves
	GitRepo        Feature = "gitrepo"          // gitRepo volumes
	Init           Feature = "init"             // init containers and what they put in a volume
	GitSync        Feature = "gitsync"          // keeping a volume in step with a repository
	Sidecar        Feature = "sidecar"          // containers that run beside the main one
	Debug          Feature = "debug"            // ephemeral containers, which are added to a Pod that is there
	UserNS         Feature = "userns"           // user namespaces
	HostPath       Feature = "hostpath"         // hostPath volumes
	Readiness      Feature = "readiness"        // readiness probes and headless Services over shared content
)

// Features lists the closed set in the order of reports.
func Features() []Feature {
	return []Feature{
		Pod, Volume, Propagation, ReadOnly, ConfigMap, Secret, DownwardAPI, Projected, EnvFile, SubPath, Image,
		PVC, StorageClass, Local, DataSource, Resize, StatefulSet, Quota, NFS, InTree,
		EmptyDir, LocalEphemeral, Fortune, GitRepo, Init, GitSync, Sidecar, Debug, UserNS, HostPath, Readiness,
	}
}

// Level is a Pod Security Standards level: the lowest that the claim's Pods
// need (https://kubernetes.io/docs/concepts/security/pod-security-standards/).
type Level string

// The Pod Security levels, strictest first.
const (
	Restricted Level = "restricted"
	Baseline   Level = "baseline"
	Privileged Level = "privileged"
)

// Needs is what a cluster must offer before the claim can be judged. The zero
// value is a cluster with one schedulable node that admits restricted Pods.
type Needs struct {
	Workers      int      `json:"workers,omitempty"`      // schedulable nodes, at least
	Level        Level    `json:"level,omitempty"`        // Pod Security level of the claim's namespace
	Capabilities []string `json:"capabilities,omitempty"` // facts about the cluster by name, see harness
	// OwnNamespace says that the claim judges what a namespace has or loses: nobody else
	// lives in its namespace before or after it.
	OwnNamespace bool `json:"ownNamespace,omitempty"`
}

// NodeObserver is the capability of seeing a node's own file system, which
// takes a Pod that mounts it.
const NodeObserver = "node-observer"

// Speed tells the scheduler what to start first.
type Speed string

// The speeds.
const (
	Ordinary Speed = "ordinary"
	Slow     Speed = "slow" // waits for a period of the kubelet; starts first
)

// Disruption tells the scheduler what must run alone.
type Disruption string

// The disruptions.
const (
	NoDisruption   Disruption = "none"
	NodeDisruption Disruption = "node" // disturbs a node: runs alone, at the end
)

// Claim is one testable statement.
type Claim struct {
	ID         string // lower-case words joined by hyphens; also the manifest folder
	Feature    Feature
	Statement  Text     // our own wording, what the Test asserts
	Sources    []Source // where documents make it; the first is its home
	Versions   Range
	Needs      Needs
	Reach      Reach  // by default what its needs tell
	Untried    string // why nobody has seen the Test hold yet; empty where somebody has
	Unlied     bool   // no sabotage kills it yet: its mutants have to show that it can fail
	Speed      Speed
	Takes      int // seconds that its windows and the cluster's back-offs take, if many; of claims of one speed the longest start first
	Disruption Disruption
	// WatchesLong says that the Test watches for long that nothing happens. Where a cluster
	// is only slow, its windows are stretched, and there are quicker ones to try.
	WatchesLong bool
}

// Home is the source that decides where a claim is listed.
func (c Claim) Home() Source { return c.Sources[0] }

// Standing is the worst of the standings of the claim's sources.
func (c Claim) Standing() Standing { return Worst(c.Sources).Standing }

var idForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)+$`)

// Completed fills in what a row of the register leaves out, and finds out
// whether the claim is well formed.
func (c Claim) Completed() (Claim, error) {
	c.Speed = cmp.Or(c.Speed, Ordinary)
	c.Disruption = cmp.Or(c.Disruption, NoDisruption)
	c.Needs.Level = cmp.Or(c.Needs.Level, Restricted)
	c.Needs.Workers = cmp.Or(c.Needs.Workers, 1)
	c.Reach = cmp.Or(c.Reach, c.reach())
	c.Sources = slices.Clone(c.Sources)
	for i := range c.Sources {
		c.Sources[i].Standing = cmp.Or(c.Sources[i].Standing, Holds)
	}
	return c, c.validate()
}

func (c Claim) validate() error {
	switch {
	case !idForm.MatchString(c.ID):
		return fmt.Errorf("claim ID %q is not lower-case words joined by hyphens", c.ID)
	case !slices.Contains(Features(), c.Feature):
		return fmt.Errorf("claim %s: unknown feature %q", c.ID, c.Feature)
	case !c.Statement.Complete():
		return fmt.Errorf("claim %s: the statement is needed in English and in Korean", c.ID)
	case len(c.Sources) == 0:
		return fmt.Errorf("claim %s: no source", c.ID)
	}
	if err := validateSources(c.Sources); err != nil {
		return fmt.Errorf("claim %s: %w", c.ID, err)
	}
	for key, values := range c.Labels() {
		for _, value := range values {
			if !slices.Contains(labelValues()[key], value) {
				return fmt.Errorf("claim %s: label %s=%q is not one of %s", c.ID, key, value, strings.Join(labelValues()[key], ", "))
			}
		}
	}
	return c.Versions.validate()
}
