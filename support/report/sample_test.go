package report

import (
	"time"

	"github.com/volconf/volconf/support/claim"
)

// hostile is a Pod log that must stay text on every page and in every format.
const hostile = "<script>document.title='owned'</script> | `x` \x1b[31m]]> \x00 &amp; \"'"

// sample is a report with every verdict, as a run writes it.
func sample() *Report {
	r := New(Run{
		ID: "r7f3c", Started: time.Date(2026, 11, 22, 15, 0, 0, 0, time.UTC), Finished: time.Date(2026, 11, 22, 15, 1, 2, 0, time.UTC),
		Seconds: 62, Command: "volconf run -labels feature=emptydir", Version: "v0.1.0", Go: "go1.26.8",
	})
	r.Cluster = &Cluster{
		Name: "volconf-r7f3c", Origin: MadeByRun, Kubernetes: "v1.36.3", Engine: "podman 4.3.1",
		NodeImage:    &Image{Name: "node", Reference: "localhost/volconf/node:1.36.3", Digest: "sha256:0123", Implementation: "built"},
		Nodes:        []Node{{Name: "worker", Roles: []string{"worker"}, Kubelet: "v1.36.3", Runtime: "containerd://2.2.0", Kernel: "6.1.0", OS: "Debian 12", Arch: "amd64"}},
		StorageClass: "standard",
		Images:       []Image{{Name: "git-sync", Reference: "localhost/volconf/git-sync:1", Digest: "sha256:45", Implementation: StandIn}},
	}
	broken := sampleResult("emptydir-lost-with-pod", claim.EmptyDir, Fail)
	broken.Reason = claim.Text{En: "/data of the new Pod holds token 7f3c\n" + hostile, Ko: "새 파드의 /data에 토큰 7f3c가 있다"}
	broken.Observed = []string{"the new Pod has another UID", hostile}
	broken.Evidence = "evidence/emptydir-lost-with-pod/"
	broken.Steps = []Step{
		{Name: "TokenIsWritten", Kind: Setup, Outcome: StepHeld, Seconds: 1},
		{Name: "VolumeIsEmpty", Kind: Assess, Outcome: StepBroken, Message: "a file named token", Seconds: 0.2},
		{Name: "Later", Kind: Control, Outcome: StepNotRun},
	}
	held := sampleResult("emptydir-starts-empty", claim.EmptyDir, Pass)
	held.Steps = []Step{{Name: "IsEmpty", Kind: Assess, Outcome: StepHeld, Seconds: 0.1}}
	held.Observed = []string{"/data holds nothing"}
	held.Measured = []Measurement{{Name: PodStart, Seconds: 1.2, Bound: 60}}
	held.Evidence = "evidence/emptydir-starts-empty/"
	errored := sampleResult("init-clone-populates-volume", claim.Init, Error)
	errored.Reason = Same("image git cannot be pulled")
	absent := sampleResult("gitsync-ssh", claim.GitSync, NotApplicable)
	absent.Reason = claim.Text{En: "git-sync is a stand-in here", Ko: "여기서는 git-sync 대역을 쓴다"}
	left := sampleResult("hostpath-survives-pod-deletion", claim.HostPath, Skipped)
	r.Claims = []Result{broken, held, errored, absent, left}
	r.Exit = r.Conclude()
	return r
}

func sampleResult(id string, feature claim.Feature, verdict Verdict) Result {
	return Result{
		ID: id, Feature: feature, Verdict: verdict, Seconds: 3.1,
		Statement: claim.Text{En: "Statement of " + id + ".", Ko: id + " 내용."},
		Sources:   []claim.Source{{Document: claim.Article, Kind: claim.Sentence, Section: "emptydir", Lines: "103", Standing: claim.Holds}},
		Standing:  claim.Holds, Reach: claim.EveryCluster,
	}
}
