package harness

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/e2e-framework/klient/k8s"
	"sigs.k8s.io/yaml"

	"github.com/volconf/volconf/support/report"
)

// evidenceDir is the folder of the evidence in the report's.
const evidenceDir = "evidence"

// evidenceWithin bounds the gathering for one claim, so that a dying API server
// cannot hold up the clean-up.
const evidenceWithin = 30 * time.Second

// keepEvidence writes what was seen into the attempt's folder before anything is
// deleted, on a pass too. What cannot be had is said in the report.
func (r *run) keepEvidence(ctx context.Context, t *trial, here *place, result *report.Result) {
	if r.skipEvidence.Load() {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), evidenceWithin)
	defer cancel()
	name := t.claim.ID
	if t.scene != nil {
		name = t.scene.Folder // another for each attempt
	}
	result.Evidence = evidenceDir + "/" + name + "/"
	folder := evidenceFolder{dir: filepath.Join(r.reportDir, evidenceDir, name)}
	if err := folder.reset(); err != nil {
		r.problem(report.CleanupStage, err.Error(), "name another folder with -report-dir")
		result.Evidence = ""
		return
	}
	folder.write("observed.txt", observedText(*result))
	if r.env != nil && r.env.kube != nil {
		known := r.knownText(t)
		for _, namespace := range here.all() {
			r.gather(ctx, &folder, namespace, known, result.Started)
		}
	}
	folder.write("nodes.yaml", r.nodeFacts())
	if err := folder.failed(); err != nil {
		lacking := clip("the evidence is not whole: "+strings.ReplaceAll(err.Error(), "\n", "; "), maxNote)
		result.Observed = append(result.Observed, lacking)
		r.progress.line("%s: %s", t.claim.ID, lacking)
	}
}

func observedText(result report.Result) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s: %s\n%s\n", result.ID, result.Verdict, result.Statement.En)
	if result.Reason.En != "" {
		fmt.Fprintf(&b, "\n%s\n", result.Reason.En)
	}
	b.WriteString("\nSteps\n")
	for _, s := range result.Steps {
		fmt.Fprintf(&b, "  %-8s %-40s %-8s %6.2fs  %s\n", s.Kind, s.Name, s.Outcome, s.Seconds, s.Message)
	}
	b.WriteString("\nObserved\n")
	for _, line := range result.Observed {
		fmt.Fprintf(&b, "  %s\n", line)
	}
	return b.Bytes()
}

func (r *run) nodeFacts() []byte {
	raw, err := yaml.Marshal(r.env.facts)
	if err != nil {
		return []byte(err.Error())
	}
	return raw
}

// gather keeps a namespace: its objects, its events, the logs of its containers.
// known is the text of what the claim itself made; events from before it began are of
// another claim's.
func (r *run) gather(ctx context.Context, folder *evidenceFolder, namespace, known string, began time.Time) {
	core := r.env.kube.CoreV1()
	pods, err := core.Pods(namespace).List(ctx, metav1.ListOptions{})
	if err != nil {
		folder.note(fmt.Errorf("listing Pods: %w", err))
		return
	}
	if more := len(pods.Items) - maxPods; more > 0 {
		folder.note(fmt.Errorf("%d Pods more in namespace %s are left out", more, namespace))
		pods.Items = pods.Items[:maxPods]
	}
	var objects []k8s.Object
	for i := range pods.Items {
		objects = append(objects, &pods.Items[i])
	}
	deployments, err := r.env.kube.AppsV1().Deployments(namespace).List(ctx, metav1.ListOptions{})
	folder.note(err)
	if err == nil {
		for i := range deployments.Items {
			objects = append(objects, &deployments.Items[i])
		}
	}
	folder.write(namespace+"/objects.yaml", plainYAML(objects, known))
	events, err := core.Events(namespace).List(ctx, metav1.ListOptions{})
	folder.note(err)
	if err == nil {
		folder.write(namespace+"/events.txt", eventsText(lately(events.Items, began)))
	}
	for i := range pods.Items {
		r.gatherLogs(ctx, folder, &pods.Items[i])
	}
}

func (r *run) gatherLogs(ctx context.Context, folder *evidenceFolder, pod *corev1.Pod) {
	statuses := append(append([]corev1.ContainerStatus(nil), pod.Status.InitContainerStatuses...), pod.Status.ContainerStatuses...)
	for _, status := range statuses {
		for _, previous := range logsOf(status) {
			limit := int64(256 << 10)
			raw, err := r.env.kube.CoreV1().Pods(pod.Namespace).GetLogs(pod.Name, &corev1.PodLogOptions{
				Container: status.Name, Previous: previous, LimitBytes: &limit, Timestamps: true,
			}).DoRaw(ctx)
			if err != nil {
				folder.note(fmt.Errorf("log of %s/%s: %w", pod.Name, status.Name, err))
				continue
			}
			name := pod.Namespace + "/" + pod.Name + "." + status.Name
			if previous {
				name += ".previous"
			}
			folder.write(name+".log", raw)
		}
	}
}

// logsOf tells which logs the kubelet has of a container: of the one that is there
// (false), and of the one before it (true). Where all containers of a Pod are restarted in
// place, those before are removed, logs and all (KEP-5532).
func logsOf(status corev1.ContainerStatus) []bool {
	var logs []bool
	if status.ContainerID != "" {
		logs = append(logs, false)
	}
	if before := status.LastTerminationState.Terminated; before != nil && before.ContainerID != "" {
		logs = append(logs, true)
	}
	return logs
}

// plainYAML prints objects as a reader wants them: without managedFields, and
// without what may be a secret of somebody else's.
func plainYAML(objects []k8s.Object, known string) []byte {
	var b bytes.Buffer
	for _, object := range objects {
		object.SetManagedFields(nil)
		withoutInjected(object, known)
		raw, err := yaml.Marshal(object)
		if err != nil {
			raw = []byte("# " + err.Error() + "\n")
		}
		b.WriteString("---\n")
		b.Write(raw)
	}
	return b.Bytes()
}

// lately are the last events since a moment, of which the API keeps whole seconds.
func lately(events []corev1.Event, began time.Time) []corev1.Event {
	since := slices.DeleteFunc(slices.Clone(events), func(e corev1.Event) bool { return lastSeen(e).Before(began.Truncate(time.Second)) })
	return since[max(0, len(since)-maxEvents):]
}

func lastSeen(e corev1.Event) time.Time {
	if e.LastTimestamp.IsZero() {
		return e.EventTime.Time
	}
	return e.LastTimestamp.Time
}

func eventsText(events []corev1.Event) []byte {
	var b bytes.Buffer
	for _, e := range events {
		at := lastSeen(e)
		fmt.Fprintf(&b, "%s %-8s %-24s %s/%s: %s\n", at.UTC().Format(time.RFC3339), e.Type, e.Reason,
			strings.ToLower(e.InvolvedObject.Kind), e.InvolvedObject.Name, e.Message)
	}
	return b.Bytes()
}

// evidenceFolder collects files and the errors of writing them.
type evidenceFolder struct {
	dir  string
	errs []error
}

// reset empties the folder: evidence of an earlier run is none.
func (f *evidenceFolder) reset() error {
	if err := os.RemoveAll(f.dir); err != nil {
		return fmt.Errorf("emptying the evidence folder: %w", err)
	}
	if err := os.MkdirAll(f.dir, 0o755); err != nil {
		return fmt.Errorf("making the evidence folder: %w", err)
	}
	return nil
}

func (f *evidenceFolder) write(name string, content []byte) {
	content = []byte(clip(string(content), maxFile))
	path := filepath.Join(f.dir, filepath.FromSlash(name))
	f.note(os.MkdirAll(filepath.Dir(path), 0o755))
	f.note(os.WriteFile(path, content, 0o644))
}

func (f *evidenceFolder) note(err error) {
	if err != nil {
		f.errs = append(f.errs, err)
	}
}

func (f *evidenceFolder) failed() error { return errors.Join(f.errs...) }
