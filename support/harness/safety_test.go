package harness

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/kubernetes/fake"
	"k8s.io/client-go/rest"
	clienttesting "k8s.io/client-go/testing"
	"sigs.k8s.io/e2e-framework/klient/k8s"
	"sigs.k8s.io/e2e-framework/pkg/envconf"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/probe"
	"github.com/volconf/volconf/support/report"
)

// runOn is a run on a cluster that holds these objects.
func runOn(t *testing.T, objects ...runtime.Object) (*run, *fake.Clientset) {
	t.Helper()
	kube := fake.NewClientset(objects...)
	out := &bytes.Buffer{}
	r := &run{
		id: "ci42", options: &options{cfg: envconf.New()}, ctx: t.Context(), started: time.Now(),
		timeouts: await.Default().Scale(0.01), reportDir: t.TempDir(), manifests: fstest.MapFS{},
		report: report.New(report.Run{}), results: map[string]report.Result{}, attempts: map[string]int{}, notChosen: map[string]string{},
		progress: &progress{out: out, started: time.Now()},
		env: &environment{
			kube: kube, rest: &rest.Config{Host: "http://127.0.0.1:1"}, instruments: "volconf-ci42-instruments", lacking: map[string]string{},
			images: imageSource{refs: map[string]string{"shell": "shell:1"}},
		},
	}
	return r, kube
}

func namespaceOf(runID, name string) *corev1.Namespace {
	return &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: name, Labels: map[string]string{probe.RunLabel: runID}}}
}

func withAccounts(kube *fake.Clientset) {
	kube.PrependReactor("get", "serviceaccounts", func(clienttesting.Action) (bool, runtime.Object, error) {
		return true, &corev1.ServiceAccount{}, nil
	})
}

func TestASecondRunOfTheSameIDTouchesNothing(t *testing.T) {
	r, kube := runOn(t, namespaceOf("ci42", "volconf-ci42-emptydir-starts-empty"), namespaceOf("other", "volconf-other-instruments"))
	err := r.takeID(t.Context())
	require.ErrorContains(t, err, "-run-id")
	require.ErrorContains(t, err, "volconf-ci42-emptydir-starts-empty")
	assert.NotContains(t, err.Error(), "\n")
	r.tearDown()
	for _, action := range kube.Actions() {
		assert.NotContainsf(t, action.GetVerb(), "delete", "%v", action)
		assert.NotEqualf(t, "create", action.GetVerb(), "%v", action)
	}
}

func TestOfTwoRunsOfTheSameIDTheLaterGivesWay(t *testing.T) {
	r, kube := runOn(t)
	kube.PrependReactor("create", "namespaces", func(clienttesting.Action) (bool, runtime.Object, error) {
		return true, nil, apierrors.NewAlreadyExists(schema.GroupResource{Resource: "namespaces"}, r.env.instruments)
	})
	require.ErrorContains(t, r.takeID(t.Context()), "-run-id")
	assert.False(t, r.env.touched)
}

func TestWhatMayHaveBeenMadeIsCleanedUp(t *testing.T) {
	r, kube := runOn(t)
	kube.PrependReactor("create", "namespaces", func(clienttesting.Action) (bool, runtime.Object, error) {
		return true, nil, errors.New("connection reset by peer")
	})
	require.Error(t, r.takeID(t.Context()))
	assert.True(t, r.env.touched)
}

func TestANamespaceOfSomebodyElseIsLeftAlone(t *testing.T) {
	r, kube := runOn(t, namespaceOf("other", "theirs"))
	withAccounts(kube)
	here, scene := &place{}, &probe.Scene{}
	require.Error(t, r.another(t.Context(), here, scene, "theirs", claim.Baseline))
	require.NoError(t, r.another(t.Context(), here, scene, "ours", claim.Baseline))
	assert.Equal(t, []string{"ours"}, here.all())
}

func TestANodeThatHasLeftIsNoLeftOver(t *testing.T) {
	r, _ := runOn(t, &corev1.Node{ObjectMeta: metav1.ObjectMeta{Name: "stays"}})
	r.env.observed, r.env.workers = true, []string{"left"}
	require.NoError(t, r.cleanNodes(t.Context()))
}

func TestEachAttemptKeepsItsEvidence(t *testing.T) {
	r, _ := runOn(t)
	c := claims.EmptyDirStartsEmpty
	var kept []report.Result
	for _, verdict := range []report.Verdict{report.Fail, report.Pass} {
		attempt := r.attempt(c)
		tr := &trial{claim: c, scene: &probe.Scene{Folder: attemptFolder(c.ID, attempt)}}
		result := report.Result{ID: c.ID, Verdict: verdict}
		r.keepEvidence(t.Context(), tr, &place{}, &result)
		r.record(result)
		kept = append(kept, result)
	}
	assert.NotEqual(t, kept[0].Evidence, kept[1].Evidence)
	told := r.results[c.ID]
	require.Equal(t, report.Fail, told.Verdict)
	seen, err := os.ReadFile(filepath.Join(r.reportDir, told.Evidence, "observed.txt"))
	require.NoError(t, err)
	assert.Contains(t, string(seen), ": fail\n")
}

func TestEvidenceThatCannotBeHadIsInTheReport(t *testing.T) {
	r, kube := runOn(t)
	kube.PrependReactor("list", "pods", func(clienttesting.Action) (bool, runtime.Object, error) {
		return true, nil, errors.New("etcd has no leader")
	})
	result := report.Result{ID: "a-claim"}
	r.keepEvidence(t.Context(), &trial{scene: &probe.Scene{Folder: "a-claim"}}, &place{namespaces: []string{"n"}}, &result)
	require.Len(t, result.Observed, 1)
	assert.Contains(t, result.Observed[0], "etcd has no leader")
}

func TestAnEarlierReportIsGoneFromTheStart(t *testing.T) {
	dir := t.TempDir()
	id := claims.EmptyDirStartsEmpty.ID
	for _, name := range []string{"report.json", "junit.xml", "evidence/" + id + "/observed.txt", "evidence/" + id + "-2/observed.txt", "mine.txt", "evidence/mine/x"} {
		path := filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte("old"), 0o644))
	}
	require.NoError(t, clearReport(dir))
	for _, gone := range []string{"report.json", "junit.xml", "evidence/" + id, "evidence/" + id + "-2"} {
		assert.NoFileExists(t, filepath.Join(dir, gone))
		assert.NoDirExists(t, filepath.Join(dir, gone))
	}
	assert.FileExists(t, filepath.Join(dir, "mine.txt"))
	assert.FileExists(t, filepath.Join(dir, "evidence/mine/x"))
	require.NoError(t, clearReport(filepath.Join(dir, "none")))
}

func TestAPanicOfTheRunItselfIsAProblem(t *testing.T) {
	r, _ := runOn(t)
	r.guarded("keeping the evidence", func() { panic("a slip") })
	require.Len(t, r.report.Problems, 1)
	assert.Contains(t, r.report.Problems[0].Message, "keeping the evidence panicked: a slip")
	assert.Equal(t, report.ExitEnvironment, r.report.Conclude().Code)
}

func TestAPanicInATestIsAnErrorOfItsClaim(t *testing.T) {
	r, _ := runOn(t)
	assert.Contains(t, r.panicked(claims.EmptyDirStartsEmpty, "a slip"), "emptydir-starts-empty: the Test panicked: a slip")
	assert.Equal(t, report.Error, r.results["emptydir-starts-empty"].Verdict)
}

func TestAClaimThatWasBegunHasAVerdict(t *testing.T) {
	r, _ := runOn(t)
	skipped := report.Result{ID: "a-claim", Verdict: report.Skipped}
	assert.Equal(t, report.Error, r.withVerdict(skipped).Verdict)
	r.attempts["a-claim"] = 1
	assert.Equal(t, report.Error, r.withVerdict(skipped).Verdict)
	assert.Contains(t, r.withVerdict(skipped).Reason.En, "begun")
	r.report.Run.Partial = "-assess"
	assert.Equal(t, report.Skipped, r.withVerdict(skipped).Verdict)
	assert.Equal(t, report.Pass, r.withVerdict(report.Result{ID: "a-claim", Verdict: report.Pass}).Verdict)
	r.notChosen["a-claim"] = "not selected"
	assert.Equal(t, report.Skipped, r.withVerdict(skipped).Verdict)
}

func TestTheCleanUpEndsBeforeGoTestKillsIt(t *testing.T) {
	r, _ := runOn(t)
	ctx, cancel := r.cleanUpContext(time.Minute)
	deadline, _ := ctx.Deadline()
	cancel()
	assert.WithinDuration(t, time.Now().Add(time.Minute), deadline, 5*time.Second)

	r.options.testTimeout = 40 * time.Second
	ctx, cancel = r.cleanUpContext(time.Minute)
	defer cancel()
	deadline, _ = ctx.Deadline()
	assert.WithinDuration(t, r.started.Add(30*time.Second), deadline, time.Second)
}

func TestUnderNohupTheTerminalsEndIsNoSignal(t *testing.T) {
	signal.Ignore(syscall.SIGHUP)
	t.Cleanup(func() { signal.Reset(syscall.SIGHUP) })
	r, _ := runOn(t)
	ctx, stop := r.cancelOnSignals(t.Context())
	defer stop()
	require.NoError(t, syscall.Kill(os.Getpid(), syscall.SIGHUP))
	select {
	case <-ctx.Done():
		assert.Failf(t, "the run was cancelled", "%v", context.Cause(ctx))
	case <-time.After(50 * time.Millisecond):
	}
}

func TestWhatAPodSaidDoesNotSteerTheTerminal(t *testing.T) {
	r, _ := runOn(t)
	r.progress.line("it said %s", "\x1b[2Jgone")
	printed := r.progress.out.(*bytes.Buffer).String()
	assert.NotContains(t, printed, "\x1b")
	assert.Contains(t, printed, "gone")
}

func TestClip(t *testing.T) {
	assert.Equal(t, "short", clip("short", 5))
	assert.Equal(t, "shor … (2 bytes more)", clip("short!", 4))
	assert.Equal(t, "가 … (4 bytes more)", clip("가나다", 5))
}

func TestWhatWebhooksPutInIsNotPublished(t *testing.T) {
	const known = "env: [{name: MODE, value: fast}]\nmetadata: {annotations: {example.com/ours: x}}"
	pod := &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{Annotations: map[string]string{
			"vault.example/token": "hunter2", "example.com/ours": "x", "kubernetes.io/psp": "restricted",
		}},
		Spec: corev1.PodSpec{Containers: []corev1.Container{{Env: []corev1.EnvVar{
			{Name: "MODE", Value: "fast"}, {Name: "TOKEN", Value: "hunter2"},
		}}}},
	}
	deployment := &appsv1.Deployment{Spec: appsv1.DeploymentSpec{Template: corev1.PodTemplateSpec{
		ObjectMeta: metav1.ObjectMeta{Annotations: map[string]string{"vault.example/token": "hunter2"}}, Spec: *pod.Spec.DeepCopy(),
	}}}
	text := string(plainYAML([]k8s.Object{pod, deployment}, known))
	assert.NotContains(t, text, "hunter2")
	assert.Contains(t, text, "value: fast")
	assert.Contains(t, text, "example.com/ours: x")
	assert.Contains(t, text, "kubernetes.io/psp: restricted")
}

func TestWhatIsLeftOutsideNamespacesIsNamed(t *testing.T) {
	labelled := &corev1.PersistentVolume{ObjectMeta: metav1.ObjectMeta{Name: "held", Labels: map[string]string{probe.RunLabel: "ci42"}}}
	retained := &corev1.PersistentVolume{
		ObjectMeta: metav1.ObjectMeta{Name: "pvc-1", Annotations: map[string]string{"pv.kubernetes.io/provisioned-by": "x"}},
		Spec: corev1.PersistentVolumeSpec{
			PersistentVolumeReclaimPolicy: corev1.PersistentVolumeReclaimRetain,
			ClaimRef:                      &corev1.ObjectReference{Namespace: "volconf-ci42-type-pvc-dynamic", Name: "data"},
		},
	}
	r, kube := runOn(t, labelled, retained)
	r.timeouts.NamespaceGone = 50 * time.Millisecond
	require.NoError(t, r.giveVolumesBack(t.Context()))
	now, err := kube.CoreV1().PersistentVolumes().Get(t.Context(), "pvc-1", metav1.GetOptions{})
	require.NoError(t, err)
	assert.Equalf(t, corev1.PersistentVolumeReclaimDelete, now.Spec.PersistentVolumeReclaimPolicy, "its provisioner deletes it")

	err = r.clusterObjectsGone(t.Context())
	require.ErrorContains(t, err, "PersistentVolume held")
	require.ErrorContains(t, err, "PersistentVolume pvc-1, which was provisioned for the run")
	require.NoError(t, kube.CoreV1().PersistentVolumes().Delete(t.Context(), "held", metav1.DeleteOptions{}))
	require.NoError(t, kube.CoreV1().PersistentVolumes().Delete(t.Context(), "pvc-1", metav1.DeleteOptions{}))
	require.NoError(t, r.clusterObjectsGone(t.Context()))
}
