package report

import (
	"bytes"
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/volconf/volconf/support/claim"
)

func htmlOf(t *testing.T, r *Report, lang Lang, folder fs.FS) string {
	t.Helper()
	var b bytes.Buffer
	require.NoErrorf(t, r.WriteHTML(&b, lang, folder), "writing report.html")
	return b.String()
}

// What came out of a cluster is text on the page, wherever it stands.
func TestHTMLEscapes(t *testing.T) {
	r := sample()
	r.Problems = []Problem{{Stage: "stage " + hostile, Message: hostile, Cure: hostile}}
	r.Run.Command, r.Run.Partial, r.Run.ID = hostile, hostile, hostile
	r.Cluster.Nodes[0].Name, r.Cluster.Images[0].Reference, r.Cluster.Origin = hostile, hostile, hostile
	for i := range r.Claims {
		c := &r.Claims[i]
		said := claim.Text{En: hostile, Ko: hostile}
		c.Statement, c.Reason, c.ID, c.Feature, c.Reach = said, said, hostile, hostile, hostile
		c.Sources = []claim.Source{
			{Document: claim.Article, Section: hostile, Lines: hostile, Standing: claim.Wrong, Remark: said},
			{Document: hostile, Section: hostile, Kind: hostile, Standing: claim.Dated, Remark: said},
		}
		c.Standing = claim.Wrong
		c.Steps = []Step{{Name: hostile, Kind: hostile, Outcome: StepError, Message: hostile}}
		c.Measured = []Measurement{{Name: hostile, Seconds: 1}}
	}
	folder := fstest.MapFS{"evidence/emptydir-lost-with-pod/" + `"><script>x.log`: {Data: []byte(hostile)}}
	page := htmlOf(t, r, English, folder)
	assert.Equalf(t, 1, strings.Count(page, "<script"), "only the page's own script")
	assert.NotContainsf(t, page, "owned'</script>", "no script of a Pod")
	assert.Containsf(t, page, "&lt;script&gt;document.title=&#39;owned&#39;&lt;/script&gt;", "it is there as text")
	style := page[strings.Index(page, "<style>"):strings.Index(page, "</style>")]
	assert.NotContainsf(t, style, "owned", "the style sheet takes no name from a report unchecked")
}

var external = regexp.MustCompile(`(?i)(src|srcset|data|action)\s*=|@import|url\(|<link[^>]+href="h|<(img|iframe|object|embed|video|audio|form)\b`)

func TestPagesLoadNothing(t *testing.T) {
	m, err := NewMatrix([]Input{{"a", lifelike(36)}})
	require.NoErrorf(t, err, "making a matrix")
	var matrix bytes.Buffer
	require.NoErrorf(t, m.WriteHTML(&matrix, English), "writing it")
	for name, page := range map[string]string{HTMLFile: htmlOf(t, lifelike(36), English, nil), MatrixFile: matrix.String()} {
		assert.Emptyf(t, external.FindAllString(page, -1), "what %s would load", name)
		assert.Containsf(t, page, "default-src &#39;none&#39;", "%s forbids the rest", name)
	}
}

func TestHTMLShowsEvidence(t *testing.T) {
	long := strings.Repeat("early line\n", 2000) + "the last line\n"
	folder := fstest.MapFS{
		"evidence/emptydir-lost-with-pod/app.log":     {Data: []byte(long)},
		"evidence/emptydir-lost-with-pod/core.tar.gz": {Data: []byte("\x00\x01")},
		"evidence/emptydir-lost-with-pod/bad.log":     {Data: []byte("caf\xe9")},
		"evidence/emptydir-starts-empty/app.log":      {Data: []byte("quiet on pass")},
	}
	page := htmlOf(t, sample(), English, folder)
	assert.Containsf(t, page, "the last line", "the end of a broken claim's log")
	assert.Lessf(t, strings.Count(page, "early line"), 500, "not the whole of it")
	assert.Containsf(t, page, `href="evidence/emptydir-lost-with-pod/core.tar.gz"`, "a link to what is no text")
	assert.Containsf(t, page, "caf\uFFFD", "bytes that are not UTF-8")
	assert.NotContainsf(t, page, "quiet on pass", "a pass shows links only")
	assert.Containsf(t, page, `href="evidence/emptydir-starts-empty/app.log"`, "a pass has links")
}

func TestHTMLLanguages(t *testing.T) {
	for _, lang := range []Lang{English, Korean} {
		page := htmlOf(t, lifelike(36), lang, nil)
		assert.Containsf(t, page, `<html lang="`+string(lang)+`">`, "the language of the page")
		assert.Containsf(t, page, `value="`+string(lang)+`" id="lang-`+string(lang)+`" checked`, "the switch")
		for _, both := range []string{"When a Pod is removed, the content of its emptyDir goes with it.", "파드를 지우면 emptyDir의 내용도 함께 사라진다."} {
			assert.Containsf(t, page, both, "both languages are on it")
		}
	}
	for key, word := range pageWords {
		assert.NotEmptyf(t, word.En, "%s in English", key)
		assert.NotEmptyf(t, word.Ko, "%s in Korean", key)
	}
}

func TestMeasurementKinds(t *testing.T) {
	for name, want := range map[string][2]string{
		"pod keeper ready":             {PodStart, "keeper"},
		"pod a pod ready":              {PodStart, "a pod"},
		"container main restarted":     {ContainerRestarted, "main"},
		"content of pod x changed":     {ContentChanged, "x"},
		"commit-propagation":           {CommitPropagation, ""},
		"pod ready":                    {"pod ready", ""},
		"the deployment keeper is fit": {"the deployment keeper is fit", ""},
	} {
		kind, subject := Measurement{Name: name}.kind()
		assert.Equalf(t, want, [2]string{kind, subject}, "%s", name)
	}
}

// A report of a run that died at once is a page too.
func TestHTMLWithoutCluster(t *testing.T) {
	r := New(Run{})
	r.Problems = []Problem{{Stage: SetupStage, Message: "no engine", Cure: "apt-get install podman"}}
	r.Exit = r.Conclude()
	page := htmlOf(t, r, English, nil)
	assert.Containsf(t, page, "No claim was judged", "the heading")
	assert.Containsf(t, page, "→ apt-get install podman", "the cure")
	assert.NotContainsf(t, page, `id="claims"`, "no list of claims")
}
