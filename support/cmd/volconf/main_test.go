package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/document"
	"github.com/volconf/volconf/support/report"
)

// call runs a command line as main does, with an environment of its own.
func call(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	env := map[string]string{"VOLCONF_CACHE": filepath.Join(t.TempDir(), "cache"), "VOLCONF_ENGINE": "none"}
	a := app{out: &out, err: &err, getenv: func(key string) string { return env[key] }, environ: os.Environ()}
	code = execute(context.Background(), a, args)
	return code, out.String(), err.String()
}

// writeReport writes a report in which the claims have the verdicts.
func writeReport(t *testing.T, kubernetes string, verdicts ...report.Verdict) string {
	t.Helper()
	r := report.New(report.Run{ID: "x", Started: time.Unix(0, 0).UTC()})
	r.Cluster = &report.Cluster{Kubernetes: kubernetes, Origin: report.MadeByRun}
	for i, v := range verdicts {
		result := report.NewResult(claims.All()[i])
		result.Verdict, result.Reason = v, report.Same("seen otherwise")
		r.Claims = append(r.Claims, result)
	}
	r.Exit = r.Conclude()
	dir := filepath.Join(t.TempDir(), "report-"+kubernetes)
	require.NoErrorf(t, r.Write(dir), "writing the report")
	return dir
}

func TestMistakesOfTheCaller(t *testing.T) {
	good := writeReport(t, "v1.36.1", report.Pass)
	broken := filepath.Join(t.TempDir(), "report.json")
	require.NoErrorf(t, os.WriteFile(broken, []byte(`{"schema":1,"suite":"volconf","cla`), 0o600), "half a report")
	latin := filepath.Join(t.TempDir(), "doc.md")
	require.NoErrorf(t, os.WriteFile(latin, []byte("# caf\xe9"), 0o600), "a document in another encoding")
	for name, tc := range map[string]struct {
		args []string
		says string
	}{
		"unknown verb":               {[]string{"rnu"}, `unknown command "rnu" for "volconf"`},
		"unknown verb of a group":    {[]string{"claims", "lst"}, `unknown command "lst" for "volconf claims"`},
		"unknown flag":               {[]string{"claims", "list", "--labls", "x"}, "`volconf claims list --help` lists the flags"},
		"label without value":        {[]string{"claims", "list", "--labels", "emptydir"}, `label "emptydir" is not key=value`},
		"unknown label key":          {[]string{"claims", "list", "--labels", "featur=emptydir"}, `unknown label key "featur"; the keys are`},
		"unknown label value":        {[]string{"claims", "list", "--labels", "feature=emptydirs"}, `unknown value "emptydirs" of label feature; the values are`},
		"unknown claim":              {[]string{"claims", "show", "no-such-claim"}, "`volconf claims list` lists them"},
		"unknown language":           {[]string{"claims", "list", "--lang", "fr"}, "the languages are en and ko"},
		"unknown output":             {[]string{"claims", "list", "--output", "yaml"}, "the outputs are text and json"},
		"no document":                {[]string{"claims", "check"}, "at least one of the flags in the group [document documents] is required"},
		"a document and a folder":    {[]string{"claims", "check", "--document", latin, "--documents", "/none"}, "were all set"},
		"an unknown document":        {[]string{"claims", "check", "--document", "volume=/none.md"}, `unknown document "volume"; the documents are blog-ko, volumes,`},
		"no texts":                   {[]string{"claims", "check", "--documents", "/none"}, "; of 47 more, too"},
		"a document that is not":     {[]string{"claims", "check", "--document", "/none.md"}, "no document to read"},
		"another encoding":           {[]string{"claims", "check", "--document", latin}, "is not UTF-8 (line 1)"},
		"no report":                  {[]string{"report", "/none"}, "no report to read"},
		"half a report":              {[]string{"report", broken}, "is truncated or not JSON"},
		"a matrix of nothing":        {[]string{"matrix"}, "requires at least 1 arg(s)"},
		"a matrix of one minor":      {[]string{"matrix", good, good}, "both reports of Kubernetes 1.36"},
		"a matrix of half a report":  {[]string{"matrix", good, broken}, "is truncated or not JSON"},
		"a matrix nowhere":           {[]string{"matrix", good, "--report-dir", "/proc/none"}, "cannot be written to /proc/none"},
		"a baseline that is none":    {[]string{"matrix", good, "--baseline", good + "/report.json"}, "has no columns"},
		"one report to compare":      {[]string{"diff", good}, "accepts 2 arg(s), received 1"},
		"half a report to compare":   {[]string{"diff", good, broken}, "is truncated or not JSON"},
		"one run to find flakes in":  {[]string{"flakes", good}, "requires at least 2 arg(s)"},
		"a suite that is not there":  {[]string{"run", "--binary", "/none"}, "build it with `make bin`, or name it with --binary"},
		"a suite without a name":     {[]string{"run", "--binary"}, "--binary needs the file of the compiled suite"},
		"an argument that is surely": {[]string{"cleanup", "everything"}, `unknown command "everything"`},
	} {
		t.Run(name, func(t *testing.T) {
			code, _, stderr := call(t, tc.args...)
			assert.Equalf(t, report.ExitUsage, code, "the exit code; it said: %s", stderr)
			assert.Containsf(t, stderr, tc.says, "the message")
			assert.Equalf(t, 1, strings.Count(stderr, "\n"), "one line: %s", stderr)
			assert.NotContainsf(t, stderr, "Usage:", "no page of usage")
		})
	}
}

func TestMistakesOfTheMachine(t *testing.T) {
	for name, args := range map[string][]string{
		"no images":     {"images", "list"},
		"no node image": {"cluster", "up"},
		"no engine":     {"cleanup"},
	} {
		t.Run(name, func(t *testing.T) {
			code, _, stderr := call(t, args...)
			assert.Equalf(t, report.ExitEnvironment, code, "the exit code; it said: %s", stderr)
			assert.NotEmptyf(t, stderr, "says why")
		})
	}
}

func TestClaims(t *testing.T) {
	code, out, _ := call(t, "claims", "list", "--labels", "feature=emptydir", "--lang", "ko")
	require.Equal(t, report.ExitHolds, code)
	assert.Equalf(t, strings.Count(out, "\n"), strings.Count(out, " emptydir "), "only what was asked for:\n%s", out)
	assert.Contains(t, out, claims.EmptyDirLostWithPod.Statement.Ko)

	code, out, _ = call(t, "claims", "list", "--output", "json")
	require.Equal(t, report.ExitHolds, code)
	var listed []map[string]any
	require.NoErrorf(t, json.Unmarshal([]byte(out), &listed), "JSON")
	assert.Lenf(t, listed, len(claims.All()), "all claims")

	code, out, _ = call(t, "claims", "show", "emptydir-lost-with-pod")
	require.Equal(t, report.ExitHolds, code)
	assert.Contains(t, out, claims.EmptyDirLostWithPod.Statement.En)
	assert.Contains(t, out, "manifests/emptydir/emptydir-lost-with-pod/")
	assert.Containsf(t, out, "blog-ko: emptyDir (sentence), lines 101", "its home")
	assert.Containsf(t, out, "volumes: emptyDir (sentence)", "another document that says it")

	code, out, _ = call(t, "claims", "list", "--labels", "document=secret,collection=k8s-docs")
	require.Equal(t, report.ExitHolds, code)
	assert.Contains(t, out, claims.TypeSecretExposesResource.ID)
	assert.NotContains(t, out, claims.EmptyDirLostWithPod.ID)
}

func TestClaimsCheckFindsAStaleRegister(t *testing.T) {
	doc := filepath.Join(t.TempDir(), "other.md")
	require.NoErrorf(t, os.WriteFile(doc, []byte("# Another document\n\nIt says something else.\n"), 0o600), "writing")
	code, out, _ := call(t, "claims", "check", "--document", doc)
	assert.Equal(t, report.ExitBroken, code)
	assert.Contains(t, out, "claimed sentences were looked for")
	code, out, _ = call(t, "claims", "check", "--document", doc, "--output", "json")
	assert.Equal(t, report.ExitBroken, code)
	assert.Truef(t, json.Valid([]byte(out)), "JSON")
	code, out, _ = call(t, "claims", "check", "--document", "volumes="+doc, "--document", "secret="+doc)
	assert.Equal(t, report.ExitBroken, code)
	for _, want := range []string{"\nsecret: ", "volumes: ", "new in another-document, line 3", "is gone"} {
		assert.Containsf(t, "\n"+out, want, "it tells of each document")
	}
}

// What `claims units` prints of a text is what `claims check` compares it with.
func TestClaimsUnits(t *testing.T) {
	doc := filepath.Join(t.TempDir(), "page.md")
	require.NoErrorf(t, os.WriteFile(doc, []byte("---\ntitle: A page\n---\n\n## One {#one}\n\nIt says something.\n"), 0o600), "writing")
	code, out, stderr := call(t, "claims", "units", "--document", "volumes="+doc)
	require.Equalf(t, report.ExitHolds, code, "%s", stderr)
	assert.Contains(t, out, "\none "+document.Hash("It says something.")+"\n")
}

func TestDocumentsOfAFolder(t *testing.T) {
	code, _, stderr := call(t, "claims", "check", "--documents", t.TempDir())
	assert.Equal(t, report.ExitUsage, code)
	assert.Containsf(t, stderr, "document blog-ko: no document to read", "the first that is missing")
}

func TestClaimsAnnotate(t *testing.T) {
	dir := writeReport(t, "v1.36.1", report.Pass)
	doc := filepath.Join(t.TempDir(), "doc.md")
	require.NoErrorf(t, os.WriteFile(doc, []byte("# A document\n\nIt says something.\n"), 0o600), "writing")
	page := filepath.Join(t.TempDir(), "page.html")
	code, out, stderr := call(t, "claims", "annotate", "--document", doc, "--report", dir, "--out", page)
	require.Equalf(t, report.ExitHolds, code, "%s", stderr)
	assert.Equal(t, page+"\n", out)
	assert.FileExists(t, page)
	code, out, stderr = call(t, "claims", "annotate", "--document", doc, "--document", "volumes="+doc, "--report", dir, "--out", page)
	require.Equalf(t, report.ExitHolds, code, "%s", stderr)
	for _, slug := range []string{"blog-ko", "volumes"} {
		each := strings.TrimSuffix(page, ".html") + "-" + slug + ".html"
		assert.Contains(t, out, each+"\n")
		assert.FileExists(t, each)
	}
	code, _, _ = call(t, "claims", "annotate", "--document", doc, "--report", dir, "--out", "/proc/none.html")
	assert.Equal(t, report.ExitUsage, code)
}

// What is made from the register is as the register is now.
func TestGeneratedDocsAreFresh(t *testing.T) {
	docs, err := generatedDocs(filepath.Join("..", "..", ".."))
	require.NoErrorf(t, err, "generating")
	for _, d := range docs {
		assert.Falsef(t, d.stale, "%s is stale: run `go run ./support/cmd/volconf claims docs`", d.path)
	}
}

func TestClaimsDocs(t *testing.T) {
	root := t.TempDir()
	require.NoErrorf(t, os.Mkdir(filepath.Join(root, "suites"), 0o755), "making the folder")
	readme := filepath.Join(root, "README.md")
	require.NoErrorf(t, os.WriteFile(readme, []byte("# x\n"+report.CountBegin+"\n"+report.CountEnd+"\n"), 0o600), "writing a README")
	code, out, _ := call(t, "claims", "docs", "--root", root, "--check")
	assert.Equalf(t, report.ExitBroken, code, "both are stale: %s", out)
	code, _, _ = call(t, "claims", "docs", "--root", root)
	assert.Equal(t, report.ExitHolds, code)
	code, _, _ = call(t, "claims", "docs", "--root", root, "--check")
	assert.Equalf(t, report.ExitHolds, code, "neither is stale any more")
	require.NoErrorf(t, os.WriteFile(readme, []byte("# no place\n"), 0o600), "writing a README without the marks")
	code, _, stderr := call(t, "claims", "docs", "--root", root)
	assert.Equal(t, report.ExitUsage, code)
	assert.Contains(t, stderr, "has no place for the count of claims")
}

func TestShowOne(t *testing.T) {
	readme := []byte("before\n" + shownBegin + "\nstale\n" + shownEnd + "\nafter\n")
	shown, err := showOne(readme, filepath.Join("..", "..", ".."), claims.EmptyDirLostWithPod)
	require.NoErrorf(t, err, "showing a claim")
	assert.NotContains(t, string(shown), "stale")
	assert.Contains(t, string(shown), "```go\nfunc TestEmptyDirLostWithPod(t *testing.T) {\n")
	assert.Contains(t, string(shown), "}\n```\n\n```yaml\napiVersion: v1\n")
	assert.Truef(t, strings.HasSuffix(string(shown), shownEnd+"\nafter\n"), "the rest stays")
	_, err = showOne(readme, t.TempDir(), claims.EmptyDirLostWithPod)
	require.ErrorContainsf(t, err, "reading a suite", "a module without suites")
	same, err := showOne([]byte("# x\n"), t.TempDir(), claims.EmptyDirLostWithPod)
	require.NoErrorf(t, err, "a README without the marks")
	assert.Equal(t, "# x\n", string(same))
}

func TestReport(t *testing.T) {
	dir := writeReport(t, "v1.36.1", report.Pass, report.Fail)
	require.NoErrorf(t, os.Remove(filepath.Join(dir, report.HTMLFile)), "removing the page")
	code, out, _ := call(t, "report", filepath.Join(dir, report.JSONFile), "--write", "--lang", "ko")
	assert.Equalf(t, report.ExitBroken, code, "the exit code of the run")
	assert.Contains(t, out, "주장 2개 가운데 1개 성립")
	page, err := os.ReadFile(filepath.Join(dir, report.HTMLFile))
	require.NoErrorf(t, err, "the page is there again")
	assert.Contains(t, string(page), `<html lang="ko">`)
}

func TestMatrix(t *testing.T) {
	dir := t.TempDir()
	older, newer := writeReport(t, "v1.35.1", report.Pass), writeReport(t, "v1.36.1", report.Fail)
	code, out, stderr := call(t, "matrix", newer, older, "--report-dir", dir)
	require.Equalf(t, report.ExitBroken, code, "a claim is broken on one minor: %s", stderr)
	require.FileExists(t, filepath.Join(dir, report.MatrixMDFile))
	assert.Truef(t, strings.HasSuffix(out, filepath.Join(dir, report.MatrixFile)+"\n"), "it ends by naming the page:\n%s", out)
	page, err := os.ReadFile(filepath.Join(dir, report.MatrixFile))
	require.NoErrorf(t, err, "the page")
	link, err := filepath.Rel(dir, filepath.Join(older, report.HTMLFile))
	require.NoErrorf(t, err, "the way")
	assert.Containsf(t, string(page), `href="`+link+`"`, "a column leads to its report")

	code, _, stderr = call(t, "matrix", older, "--report-dir", dir, "--baseline", filepath.Join(dir, report.MatrixJSONFile))
	assert.Equalf(t, report.ExitHolds, code, "%s", stderr)
}

func TestDiff(t *testing.T) {
	good, bad := writeReport(t, "v1.36.1", report.Pass), writeReport(t, "v1.36.2", report.Fail)
	code, out, _ := call(t, "diff", good, bad)
	assert.Equalf(t, report.ExitBroken, code, "a new failure")
	assert.Contains(t, out, "New failures")
	code, _, _ = call(t, "diff", bad, good)
	assert.Equalf(t, report.ExitHolds, code, "mended")
	code, out, _ = call(t, "diff", good, good, "--output", "json")
	assert.Equal(t, report.ExitHolds, code)
	assert.Truef(t, json.Valid([]byte(out)), "JSON: %s", out)
}

func TestFlakes(t *testing.T) {
	good, bad := writeReport(t, "v1.36.1", report.Pass), writeReport(t, "v1.36.1", report.Fail)
	code, out, _ := call(t, "flakes", good, bad)
	assert.Equal(t, report.ExitBroken, code)
	assert.Contains(t, out, "50%")
	code, _, _ = call(t, "flakes", bad, bad)
	assert.Equalf(t, report.ExitHolds, code, "a steady failure is no flake")
}

// volconf becomes the suite: its flags, its exit code, its signals.
func TestRunBecomesTheSuite(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the command")
	}
	dir := t.TempDir()
	volconf := filepath.Join(dir, "volconf")
	build := exec.CommandContext(t.Context(), "go", "build", "-o", volconf, ".")
	output, err := build.CombinedOutput()
	require.NoErrorf(t, err, "compiling: %s", output)
	suite := filepath.Join(dir, suiteBinary)
	script := "#!/bin/sh\ntrap 'exit 42' TERM\necho \"$@\"\n[ \"$1\" = wait ] && while :; do sleep 0.05; done\nexit 5\n"
	require.NoErrorf(t, os.WriteFile(suite, []byte(script), 0o700), "writing a suite") //nolint:gosec // it must be executable

	cmd := exec.CommandContext(t.Context(), volconf, "run", "-labels", "feature=emptydir", "--lang=ko")
	output, err = cmd.Output()
	require.Errorf(t, err, "its exit code is not zero")
	assert.Equalf(t, 5, cmd.ProcessState.ExitCode(), "the suite's exit code")
	assert.Equalf(t, "-labels feature=emptydir --lang=ko\n", string(output), "the flags as they were given")

	cmd = exec.CommandContext(t.Context(), volconf, "run", "wait")
	started, err := cmd.StdoutPipe()
	require.NoErrorf(t, err, "its output")
	require.NoErrorf(t, cmd.Start(), "starting")
	_, err = started.Read(make([]byte, 5))
	require.NoErrorf(t, err, "waiting for the suite")
	require.NoErrorf(t, cmd.Process.Signal(syscall.SIGTERM), "telling it to stop")
	require.Errorf(t, cmd.Wait(), "its exit code is not zero")
	assert.Equalf(t, 42, cmd.ProcessState.ExitCode(), "the suite got the signal")
}

func TestModuleRoot(t *testing.T) {
	here, err := os.Getwd()
	require.NoErrorf(t, err, "the working folder")
	root, err := moduleRoot(here)
	require.NoErrorf(t, err, "from within")
	assert.FileExists(t, filepath.Join(root, "go.mod"))
	_, err = moduleRoot(t.TempDir())
	require.ErrorContains(t, err, "call it from a checkout")
}

// Every command that does something says how it is used, by example where it
// takes arguments.
func TestHelpIsWorthReading(t *testing.T) {
	var visit func(cmd *cobra.Command)
	visit = func(cmd *cobra.Command) {
		for _, child := range cmd.Commands() {
			if child.Name() == "help" || child.Name() == "completion" {
				continue
			}
			assert.NotEmptyf(t, child.Short, "%s", child.CommandPath())
			if strings.Contains(child.Use, " ") {
				assert.NotEmptyf(t, child.Example, "an example for %s", child.CommandPath())
			}
			visit(child)
		}
	}
	visit(app{getenv: func(string) string { return "" }}.root())
}
