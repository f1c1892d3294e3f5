package report

import (
	"fmt"
	"time"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/document"
)

// lifelike is a report with the lengths and the mix of a real run, for looking
// at the pages. The clusters differ by minor: what is dated turns red.
func lifelike(minor int) *Report {
	version := fmt.Sprintf("v1.%d.1", minor)
	start := time.Date(2026, 11, 22, 3, minor, 0, 0, time.UTC)
	r := New(Run{
		ID: fmt.Sprintf("20261122-03%02d-7f3c", minor), Started: start, Finished: start.Add(97 * time.Second), Seconds: 97.4,
		Command: fmt.Sprintf("bin/volconf run -k8s 1.%d -report-dir _report", minor), Version: "v0.3.0", Go: "go1.26.8",
	})
	r.Cluster = &Cluster{
		Name: "volconf-" + r.Run.ID, Origin: MadeByRun, Kubernetes: version, Engine: "podman 4.3.1", StorageClass: "standard",
		NodeImage: &Image{Reference: "volconf.local/node:" + version + "-2c1f0e9b7a55", Digest: "sha256:9c1f5d0e2b7a44f0c5d6b1a98e77c2d3a4f5b6c7d8e9f0a1b2c3d4e5f6a7b8c9", Implementation: "built"},
		Nodes: []Node{
			{"volconf-control-plane", []string{"control-plane"}, version, "containerd://2.2.4", "6.1.0-41-amd64", "Debian GNU/Linux 12 (bookworm)", "amd64", ""},
			{"volconf-worker", []string{"worker"}, version, "containerd://2.2.4", "6.1.0-41-amd64", "Debian GNU/Linux 12 (bookworm)", "amd64", ""},
			{"volconf-worker2", []string{"worker"}, version, "containerd://2.2.4", "6.1.0-41-amd64", "Debian GNU/Linux 12 (bookworm)", "amd64", ""},
		},
		Images: []Image{
			{"nginx", "volconf.local/nginx:9f1e0c2d7b31", "sha256:51b1c7d94a3a1f6e8c5b0d2e4f7a9c8b6d5e3f1a0b9c8d7e6f5a4b3c2d1e0f9a", ""},
			{"git-sync", "volconf.local/git-sync:0b7d6c5e4f3a", "sha256:7d1c2b3a4f5e6d7c8b9a0f1e2d3c4b5a6f7e8d9c0b1a2f3e4d5c6b7a8f9e0d1c", StandIn},
		},
	}
	for _, c := range lifelikeClaims {
		r.Claims = append(r.Claims, c.result(minor))
	}
	r.Claims[4].Sources = append(r.Claims[4].Sources, claim.Source{
		Document: "volumes", Kind: claim.Sentence, Section: "emptydir", Standing: claim.Imprecise,
		Remark: claim.Text{En: "So it is on a disk; in memory the volume ends at its limit.", Ko: "디스크에서는 그렇지만, 메모리에서는 볼륨이 한도에서 끝난다."},
	})
	r.Documents = lifelikeDocuments
	r.Exit = r.Conclude()
	return r
}

var lifelikeDocuments = []Document{
	{
		Slug: claim.Article, Title: claim.Text{En: "Sharing data in a Pod: an article in Korean", Ko: "파드에서 데이터 공유하기: 한국어 글"},
		Coverage: document.Coverage{Units: 113, Claimed: 71, Reasoned: 38, Open: 4, Claims: 17},
		Sections: []Section{
			{"why-volumes", claim.Text{En: "Why volumes are needed", Ko: "볼륨이 필요한 이유"}},
			{"emptydir", claim.Text{En: "emptyDir", Ko: "emptyDir"}},
		},
	},
	{
		Slug: "volumes", Title: claim.Text{En: "Volumes", Ko: "볼륨"}, Repository: "kubernetes/website", Page: "content/en/docs/concepts/storage/volumes.md",
		Commit: "5a52c384728ecdc487a9faa69326c5432631b8f3", Authors: "The Kubernetes Authors", License: "CC-BY-4.0",
		Coverage: document.Coverage{Units: 396, Claimed: 81, Reasoned: 16, Open: 299, Claims: 1},
		Sections: []Section{{"emptydir", claim.Text{En: "emptyDir", Ko: "emptyDir"}}},
	},
}

type lifelikeClaim struct {
	id, section, lines string
	feature            claim.Feature
	en, ko             string
	standing           claim.Standing
	measured           string
	failsFrom          int // minor
	verdict            Verdict
	since              int
}

func (c lifelikeClaim) result(minor int) Result {
	res := sampleResult(c.id, c.feature, Pass)
	res.Statement = claim.Text{En: c.en, Ko: c.ko}
	home := &res.Sources[0]
	home.Section, home.Lines = c.section, c.lines
	if c.lines == "" {
		home.Kind = claim.Extension
	}
	home.Sentences = []string{fmt.Sprintf("%016x", len(c.id))}
	res.Seconds = 1.1 + float64(len(c.id)%7)
	res.Evidence = "evidence/" + c.id + "/"
	res.Steps = []Step{
		{"PodsAreReady", Setup, StepHeld, "", 1.2}, {"TheProbeSeesTheToken", Control, StepHeld, "", 0.3}, {"TheClaim", Assess, StepHeld, "", 0.4},
	}
	res.Observed = []string{"Pod keeper (uid 3f9f0a61-7a0c-4f53-8b43-02a3e1f7c9d1) ran on volconf-worker", "/data/token held 7f3c9a10, as it was written"}
	res.Measured = []Measurement{{PodStart, 0.9 + float64(len(c.id)%5)/10, 60}}
	if c.standing != "" {
		res.Standing, home.Standing = c.standing, c.standing
		home.Remark = claim.Text{En: "True up to 1.32; the driver is off since 1.33 and locked off since 1.36.", Ko: "1.32까지는 맞다. 1.33부터 꺼져 있고 1.36부터는 켤 수 없다."}
	}
	if c.measured != "" {
		res.Measured = append(res.Measured, Measurement{c.measured, 4.2 + float64(minor%10), 90})
	}
	switch {
	case c.verdict != "":
		res.Verdict = c.verdict
	case c.failsFrom > 0 && minor >= c.failsFrom:
		res.Verdict = Fail
	case c.since > minor:
		res.Verdict = NotApplicable
	}
	c.reason(&res)
	return res
}

func (c lifelikeClaim) reason(res *Result) {
	switch res.Verdict {
	case Fail:
		res.Reason = claim.Text{
			En: "/data of the new Pod (uid 91c0b1de-5a4e-4f4f-9a59-5b3d6c6f2f10, node volconf-worker) holds token 7f3c9a10",
			Ko: "새 파드(uid 91c0b1de-5a4e-4f4f-9a59-5b3d6c6f2f10, 노드 volconf-worker)의 /data에 토큰 7f3c9a10이 남아 있다",
		}
		res.Steps[2].Outcome, res.Steps[2].Message = StepBroken, "expected no entries, found: token (16 bytes)\n"+hostile
		res.Observed = append(res.Observed, hostile)
	case Error:
		res.Reason = Same("waited 60s for Pod git-server to be Ready; last seen: ContainerCreating; last error: dial tcp 10.96.0.1:443: connect: connection refused")
		res.Steps[0].Outcome, res.Steps[1].Outcome, res.Steps[2].Outcome = StepError, StepNotRun, StepNotRun
	case NotApplicable:
		res.Reason = claim.Text{En: "needs Kubernetes 1.35 or later", Ko: "쿠버네티스 1.35 이상이 필요하다"}
		res.Steps, res.Observed, res.Measured, res.Evidence = nil, nil, nil, ""
	case Skipped:
		res.Reason = claim.Text{En: "not selected", Ko: "선택하지 않음"}
		res.Steps, res.Observed, res.Measured, res.Evidence, res.Seconds = nil, nil, nil, "", 0
	}
}

var lifelikeClaims = []lifelikeClaim{
	{id: "pod-containers-do-not-share-filesystem", section: "why-volumes", lines: "18", feature: claim.Pod, en: "The containers of a Pod do not share a file system, even when they run the same image.", ko: "한 파드의 컨테이너는 같은 이미지를 써도 파일 시스템을 공유하지 않는다."},
	{id: "container-rootfs-lost-on-container-restart", section: "why-volumes", lines: "20-22", feature: claim.Pod, en: "What a container wrote outside of volumes is gone when it is restarted.", ko: "컨테이너가 볼륨 밖에 쓴 것은 재시작하면 사라진다.", measured: ContainerRestarted},
	{id: "container-restart-reuses-same-image", section: "why-volumes", lines: "20", feature: claim.Pod, en: "A restarted container runs the same image; nothing is built or pulled.", ko: "재시작한 컨테이너는 같은 이미지를 쓴다. 새로 빌드하거나 받지 않는다.", standing: claim.Wrong},
	{id: "volume-survives-container-restart", section: "why-volumes", lines: "24-26", feature: claim.Volume, en: "A volume keeps its content when a container of the Pod is restarted.", ko: "파드의 컨테이너가 재시작해도 볼륨의 내용은 남는다."},
	{id: "emptydir-starts-empty", section: "emptydir", lines: "99", feature: claim.EmptyDir, en: "An emptyDir is empty when the Pod's first container starts.", ko: "파드의 첫 컨테이너가 시작할 때 emptyDir은 비어 있다."},
	{id: "emptydir-shared-within-pod", section: "emptydir", lines: "99", feature: claim.EmptyDir, en: "All containers of a Pod that mount an emptyDir see the same files, in both directions.", ko: "emptyDir을 마운트한 파드의 모든 컨테이너는 서로 같은 파일을 본다."},
	{id: "emptydir-lost-with-pod", section: "emptydir", lines: "101", feature: claim.EmptyDir, en: "When a Pod is removed, the content of its emptyDir goes with it.", ko: "파드를 지우면 emptyDir의 내용도 함께 사라진다.", failsFrom: 36, measured: VolumeTornDown},
	{id: "emptydir-mode-0777", section: "emptydir", feature: claim.EmptyDir, en: "An emptyDir has mode 0777, so that any user of the Pod may write.", ko: "emptyDir의 모드는 0777이어서 파드의 어느 사용자든 쓸 수 있다."},
	{id: "fortune-written-by-one-served-by-other", section: "emptydir-example", lines: "116-160", feature: claim.Fortune, en: "What one container writes into the shared volume, nginx in the other container serves.", ko: "한 컨테이너가 공유 볼륨에 쓴 것을 다른 컨테이너의 nginx가 제공한다."},
	{id: "gitrepo-admitted-but-never-runs", section: "gitrepo-example", lines: "245", feature: claim.GitRepo, en: "A Pod with a gitRepo volume is admitted but its containers never start.", ko: "gitRepo 볼륨이 있는 파드는 받아들여지지만 컨테이너는 시작하지 않는다.", standing: claim.Dated, since: 33},
	{id: "init-runs-before-app-containers", section: "init-container", lines: "265", feature: claim.Init, en: "No app container starts before the init containers have completed.", ko: "초기화 컨테이너가 끝나기 전에는 앱 컨테이너가 시작하지 않는다."},
	{id: "init-clone-populates-volume", section: "init-container", lines: "267-315", feature: claim.Init, en: "An init container's clone of one branch is what nginx serves.", ko: "초기화 컨테이너가 복제한 브랜치를 nginx가 제공한다.", verdict: Error},
	{id: "git-content-not-auto-synced", section: "gitrepo-caveat-sync", lines: "324-326", feature: claim.GitSync, en: "Cloned content does not follow new commits by itself.", ko: "복제한 내용은 새 커밋을 저절로 따라가지 않는다."},
	{id: "gitsync-sidecar-propagates-commits", section: "gitrepo-caveat-sync", lines: "340", feature: claim.GitSync, en: "A git-sync sidecar brings new commits into the served content.", ko: "git-sync 사이드카는 새 커밋을 제공 내용에 반영한다.", measured: CommitPropagation, since: 35},
	{id: "hostpath-same-node-same-path-shared", section: "hostpath", lines: "376-384", feature: claim.HostPath, en: "Pods on one node that mount the same hostPath see the same files.", ko: "한 노드에서 같은 hostPath를 마운트한 파드는 같은 파일을 본다."},
	{id: "hostpath-survives-pod-deletion", section: "hostpath", lines: "388-390", feature: claim.HostPath, en: "What a Pod wrote to a hostPath is still on the node when the Pod is gone.", ko: "파드가 hostPath에 쓴 것은 파드가 사라져도 노드에 남는다."},
	{id: "hostpath-rescheduled-pod-loses-data", section: "hostpath-caveat", lines: "401-403", feature: claim.HostPath, en: "A Pod that is moved to another node comes up with an empty hostPath.", ko: "다른 노드로 옮겨진 파드의 hostPath는 비어 있다.", standing: claim.Imprecise, verdict: Skipped},
}
