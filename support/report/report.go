// Package report is what a run leaves behind: the result model, the files that
// it is written to, and the pages that are made from several of them. It judges
// nothing; verdicts come from the harness.
package report

import (
	"time"

	"github.com/volconf/volconf/support/claim"
)

// Schema is the version of report.json that this package writes. It grows when
// a field changes its meaning or goes; a new field does not change it.
const Schema = 2

// Suite is the name that every report of this suite carries.
const Suite = "volconf"

// Report is the result of one run.
type Report struct {
	Schema  int      `json:"schema"`
	Suite   string   `json:"suite"`
	Run     Run      `json:"run"`
	Cluster *Cluster `json:"cluster,omitempty"` // nil if the run never reached one
	// Documents are those that the suite asserts, so that a report can be read without it.
	Documents []Document `json:"documents,omitempty"`
	Claims    []Result   `json:"claims"`
	Problems  []Problem  `json:"problems,omitempty"`
	Exit      Exit       `json:"exit"`
}

// New starts the report of a run.
func New(run Run) *Report { return &Report{Schema: Schema, Suite: Suite, Run: run} }

// Run says how the report came about.
type Run struct {
	ID        string    `json:"id"`
	Started   time.Time `json:"started"`
	Finished  time.Time `json:"finished"`
	Seconds   float64   `json:"seconds"`
	Command   string    `json:"command"` // repeats the run when pasted into a shell
	Version   string    `json:"version"` // of the suite: module version or VCS revision
	Go        string    `json:"go"`
	Selection []string  `json:"selection,omitempty"` // the flags that narrowed the run, as given
	// Partial names the flag that left out parts of claims (-assess, -dry-run …).
	// In a partial run no claim passes.
	Partial string `json:"partial,omitempty"`
}

// The origins of a cluster.
const (
	MadeByRun = "made by this run"
	Reused    = "reused"   // made by an earlier run with -reuse
	Existing  = "existing" // somebody else's
)

// Cluster is what the claims were tried on.
type Cluster struct {
	Name         string  `json:"name,omitempty"`
	Origin       string  `json:"origin"`
	Kubernetes   string  `json:"kubernetes"` // v1.36.3, as the API server says it
	Engine       string  `json:"engine,omitempty"`
	NodeImage    *Image  `json:"nodeImage,omitempty"`
	Nodes        []Node  `json:"nodes"`
	StorageClass string  `json:"storageClass,omitempty"` // the default one
	Images       []Image `json:"images,omitempty"`       // what the claims' Pods ran
}

// Node is one node as its status describes it.
type Node struct {
	Name    string   `json:"name"`
	Roles   []string `json:"roles"`
	Kubelet string   `json:"kubelet"`
	Runtime string   `json:"runtime"`
	Kernel  string   `json:"kernel"`
	OS      string   `json:"os"`
	Arch    string   `json:"arch"`
	Unfit   string   `json:"unfit,omitempty"` // why no claim's Pod was run there
}

// StandIn is the implementation of an image that runs a program of ours where
// the claim names another, as with git-sync.
const StandIn = "stand-in"

// Image is a node image or a fixture image.
type Image struct {
	Name           string `json:"name"` // what the suite calls it: nginx, git-sync, node
	Reference      string `json:"reference"`
	Digest         string `json:"digest,omitempty"`
	Implementation string `json:"implementation,omitempty"` // for a node image: built or kind
}

// Result is what became of one claim. The first fields are the claim's own, so
// that a report can be read without the suite that wrote it.
type Result struct {
	ID        string              `json:"id"`
	Feature   claim.Feature       `json:"feature"`
	Statement claim.Text          `json:"statement"`
	Sources   []claim.Source      `json:"sources"`  // the first is the claim's home
	Standing  claim.Standing      `json:"standing"` // the worst of its sources
	Reach     claim.Reach         `json:"reach,omitempty"`
	Versions  claim.Range         `json:"versions,omitzero"`
	Labels    map[string][]string `json:"labels,omitempty"`

	Verdict Verdict `json:"verdict"`
	// Reason says why the verdict is not pass: the fact that contradicts the
	// claim, the error, what the cluster lacks. Korean where it was worded here;
	// what a program said stays as it was said.
	Reason   claim.Text    `json:"reason,omitzero"`
	Expected *Expected     `json:"expected,omitempty"` // of the user, beforehand; nil if nothing was
	StandIns []string      `json:"standIns,omitempty"` // images of the claim's Pods that run a program of ours in another's place
	Started  time.Time     `json:"started,omitzero"`
	Seconds  float64       `json:"seconds"`
	Steps    []Step        `json:"steps,omitempty"`
	Observed []string      `json:"observed,omitempty"` // a few lines of what was seen, on pass too
	Measured []Measurement `json:"measured,omitempty"`
	Evidence string        `json:"evidence,omitempty"` // folder, relative to the report
	Made     Made          `json:"made,omitzero"`
}

// Made is what a claim made, and what it asked the cluster for, until its last step:
// it is what a claim costs that does not depend on the machine.
type Made struct {
	Namespaces int `json:"namespaces"`
	Pods       int `json:"pods"`
	Containers int `json:"containers"`
	Execs      int `json:"execs"`
	Calls      int `json:"calls"` // of the API, execs among them
}

// NewResult starts the result of a claim with what the register knows of it.
// It is skipped until somebody says otherwise.
func NewResult(c claim.Claim) Result {
	return Result{
		ID: c.ID, Feature: c.Feature, Statement: c.Statement, Sources: c.Sources, Standing: c.Standing(),
		Reach: c.Reach, Versions: c.Versions, Labels: c.Labels(), Verdict: Skipped,
	}
}

// home is the source that decides where the claim is listed.
func (r Result) home() claim.Source {
	if len(r.Sources) == 0 {
		return claim.Source{}
	}
	return r.Sources[0]
}

// StepKind tells what a step is for.
type StepKind string

// The kinds of step.
const (
	Setup   StepKind = "setup"
	Assess  StepKind = "assess"
	Control StepKind = "control"
	Act     StepKind = "act" // something that is done between two observations
)

// Outcome is how a step ended.
type Outcome string

// The outcomes of a step.
const (
	StepHeld   Outcome = "pass"
	StepBroken Outcome = "fail"
	StepError  Outcome = "error"
	StepNotRun Outcome = "not-run"
)

// Step is one declared step of a claim's Test.
type Step struct {
	Name    string   `json:"name"`
	Kind    StepKind `json:"kind"`
	Outcome Outcome  `json:"outcome"`
	Message string   `json:"message,omitempty"`
	Seconds float64  `json:"seconds"`
}

// The measurements that the pages know a name for; others are shown as they are.
const (
	PodStart           = "pod-start"           // Pod created to Ready
	PodDeleted         = "pod-deleted"         // deletion asked for to Pod gone
	DeploymentStart    = "deployment-start"    // Deployment created to available
	ContentChanged     = "content-changed"     // from one served content to the next
	ConfigPropagation  = "config-propagation"  // configMap changed to seen in the volume
	CommitPropagation  = "commit-propagation"  // git commit pushed to served
	ContainerRestarted = "container-restarted" // container ended to running again
	VolumeTornDown     = "volume-torn-down"    // Pod deleted to folder gone from the node
)

// Measurement is a time that a claim measured. Bound is the limit it was given,
// zero if none.
type Measurement struct {
	Name    string  `json:"name"`
	Seconds float64 `json:"seconds"`
	Bound   float64 `json:"bound,omitempty"`
}

// Stage is the part of a run in which a problem arose.
type Stage string

// The stages.
const (
	UsageStage   Stage = "usage"      // a flag or label that means nothing
	SetupStage   Stage = "setup"      // engine, images, cluster, permissions
	RunStage     Stage = "run"        // between the claims: a panic, a signal, a deadline
	CleanupStage Stage = "cleanup"    // something that could not be removed or written
	LeftOver     Stage = "left-overs" // something that was found after the clean-up
)

// Problem is something that went wrong outside the claims.
type Problem struct {
	Stage   Stage  `json:"stage"`
	Message string `json:"message"`
	Cure    string `json:"cure,omitempty"` // what to do next, often a command
}
