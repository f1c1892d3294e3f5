// Package claim is the register of what the suite asserts: one typed value for
// each testable statement of the document. It holds no behaviour beyond
// selection and validation, and imports the standard library only.
package claim

import (
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

// Feature is the part of Kubernetes that a claim is about, and the label it is
// filtered by.
type Feature string

// The closed set of features. Each is one file in suites/ and one folder in
// manifests/.
const (
	PodFS     Feature = "podfs"     // the file systems of the containers of a Pod
	Volume    Feature = "volume"    // what a volume is, whatever its type
	Types     Feature = "types"     // the catalogue of volume types
	EmptyDir  Feature = "emptydir"  // emptyDir volumes
	Fortune   Feature = "fortune"   // the two-container Pod: one writes, one serves
	GitRepo   Feature = "gitrepo"   // gitRepo volumes
	Init      Feature = "init"      // init containers and what they put in a volume
	GitSync   Feature = "gitsync"   // keeping a volume in step with a repository
	HostPath  Feature = "hostpath"  // hostPath volumes
	Readiness Feature = "readiness" // readiness probes and headless Services over shared content
)

// Features lists the closed set in the order of the document.
func Features() []Feature {
	return []Feature{PodFS, Volume, Types, EmptyDir, Fortune, GitRepo, Init, GitSync, HostPath, Readiness}
}

// Kind tells where in the document a claim comes from.
type Kind string

// The kinds of claim.
const (
	Sentence  Kind = "sentence"  // a sentence of the document says it
	Figure    Kind = "figure"    // a picture of the document shows it
	Implied   Kind = "implied"   // the document relies on it without saying it
	Extension Kind = "extension" // what a reader of the document needs to know besides
)

// Standing is what became of the document's own words.
type Standing string

// The standings. The Test always asserts what is so.
const (
	Holds     Standing = "holds"     // true as written
	Imprecise Standing = "imprecise" // true in the main, not as worded
	Dated     Standing = "dated"     // true up to a version of Kubernetes
	Wrong     Standing = "wrong"     // not true
)

// Level is a Pod Security Standards level: the lowest that the claim's Pods
// need (https://kubernetes.io/docs/concepts/security/pod-security-standards/).
type Level string

// The Pod Security levels, strictest first.
const (
	Restricted Level = "restricted"
	Baseline   Level = "baseline"
	Privileged Level = "privileged"
)

// Source says where in the document the claim stands. The text itself is not
// kept: Sentences are hashes, see support/document.
type Source struct {
	Kind      Kind     `json:"kind"`
	Section   string   `json:"section"`             // slug of the section
	Lines     string   `json:"lines,omitempty"`     // "103" or "103-105"
	Sentences []string `json:"sentences,omitempty"` // hashes of the claimed sentences
}

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
	Statement  Text // our own wording, what the Test asserts
	Source     Source
	Standing   Standing
	Remark     Text // one sentence on the standing; required unless it is Holds
	Versions   Range
	Needs      Needs
	Untried    string // why nobody has seen the Test hold yet; empty where somebody has
	Speed      Speed
	Disruption Disruption
}

// Labels are the key=value pairs that the claim is filtered by.
func (c Claim) Labels() map[string]string {
	return map[string]string{
		"feature":    string(c.Feature),
		"kind":       string(c.Source.Kind),
		"standing":   string(c.Standing),
		"speed":      string(c.Speed),
		"disruption": string(c.Disruption),
	}
}

var (
	registered []Claim
	idForm     = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)+$`)
)

// register adds a claim with its defaults filled in. A claim that is not well
// formed stops the program at start: it can only be a slip in this package.
func register(c Claim) Claim {
	if c.Speed == "" {
		c.Speed = Ordinary
	}
	if c.Disruption == "" {
		c.Disruption = NoDisruption
	}
	if c.Standing == "" {
		c.Standing = Holds
	}
	if c.Needs.Level == "" {
		c.Needs.Level = Restricted
	}
	if c.Needs.Workers == 0 {
		c.Needs.Workers = 1
	}
	if err := c.validate(); err != nil {
		panic(err)
	}
	if _, taken := ByID(c.ID); taken {
		panic(fmt.Errorf("claim %s is registered twice", c.ID))
	}
	registered = append(registered, c)
	return c
}

func (c Claim) validate() error {
	switch {
	case !idForm.MatchString(c.ID):
		return fmt.Errorf("claim ID %q is not lower-case words joined by hyphens", c.ID)
	case !slices.Contains(Features(), c.Feature):
		return fmt.Errorf("claim %s: unknown feature %q", c.ID, c.Feature)
	case c.Statement.En == "" || c.Statement.Ko == "":
		return fmt.Errorf("claim %s: the statement is needed in English and in Korean", c.ID)
	case c.Standing != Holds && (c.Remark.En == "" || c.Remark.Ko == ""):
		return fmt.Errorf("claim %s: standing %q needs a remark in English and in Korean", c.ID, c.Standing)
	case c.Source.Section == "":
		return fmt.Errorf("claim %s: no section of the document", c.ID)
	}
	for key, value := range c.Labels() {
		if !slices.Contains(labelValues()[key], value) {
			return fmt.Errorf("claim %s: label %s=%q is not one of %s", c.ID, key, value, strings.Join(labelValues()[key], ", "))
		}
	}
	return c.Versions.validate()
}

// All returns the claims in the order of registration.
func All() []Claim { return slices.Clone(registered) }

// ByID finds a claim by its ID.
func ByID(id string) (Claim, bool) {
	i := slices.IndexFunc(registered, func(c Claim) bool { return c.ID == id })
	if i < 0 {
		return Claim{}, false
	}
	return registered[i], true
}
