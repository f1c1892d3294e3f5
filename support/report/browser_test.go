//go:build browser

package report

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/volconf/volconf/support/document"
)

// axe is what scripts/browser.sh prints. Without it the checks of accessibility
// would be left out unseen, so the tests fail.
var axe = flag.String("axe", "", "axe.min.js, as scripts/browser.sh prints it")

// browser is a chromium with one tab, and what it complained of.
type browser struct {
	ctx context.Context

	mu         sync.Mutex
	complaints []string // console errors, exceptions
	requests   []string // but for the page itself
}

// open starts chromium with a profile of its own; the test ends it.
func open(t *testing.T) *browser {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("hide-scrollbars", true),
	)
	allocator, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	tab, closeTab := chromedp.NewContext(allocator)
	t.Cleanup(closeTab)
	bounded, cancel := context.WithTimeout(tab, 5*time.Minute)
	t.Cleanup(cancel)
	b := &browser{ctx: bounded}
	require.NoErrorf(t, chromedp.Listen(bounded, b.listen), "starting chromium; scripts/browser.sh installs it")
	_, err := chromedp.Call(bounded, network.Enable, network.EnableParams{})
	require.NoErrorf(t, err, "listening to the network")
	return b
}

func (b *browser) listen(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		b.complaints = append(b.complaints, e.ExceptionDetails.Text)
	case *cdplog.EventEntryAdded:
		b.complaints = append(b.complaints, e.Entry.Text)
	case *runtime.EventConsoleAPICalled:
		b.complaints = append(b.complaints, fmt.Sprintf("console.%s", e.Type))
	case *network.EventRequestWillBeSent:
		b.requests = append(b.requests, e.Request.URL)
	}
}

// action is a step without an answer.
type action = chromedp.Action[chromedp.Void]

func (b *browser) do(t *testing.T, actions ...action) {
	t.Helper()
	require.NoErrorf(t, chromedp.Do(b.ctx, actions...), "driving the browser")
}

func (b *browser) goTo(t *testing.T, path string) {
	t.Helper()
	b.do(t, chromedp.Navigate("file://"+path), chromedp.WaitReady(chromedp.CSS("main")))
}

// click waits until the element lies still before it takes aim: a filter that was
// used a moment ago moves what is below it.
func click(selector string) action {
	still := fmt.Sprintf(`new Promise(done => {
		const element = document.querySelector(%q);
		element.scrollIntoView({block: "center"});
		let before = "";
		const look = () => {
			const at = JSON.stringify(element.getBoundingClientRect());
			if (at === before) { done(true); return; }
			before = at;
			requestAnimationFrame(() => requestAnimationFrame(look));
		};
		look();
	})`, selector)
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		if _, err := chromedp.Evaluate[bool](still, chromedp.EvalAwaitPromise)(ctx, target); err != nil {
			return fmt.Errorf("waiting for %s to lie still: %w", selector, err)
		}
		_, err := chromedp.Click(chromedp.CSS(selector))(ctx, target)
		return err
	})
}

func focus(selector string) action { return chromedp.Focus(chromedp.CSS(selector)) }

// eval evaluates an expression, and awaits it if it is a promise.
func eval[T any](t *testing.T, b *browser, expression string) T {
	t.Helper()
	value, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	require.NoErrorf(t, err, "evaluating %s", expression[max(0, len(expression)-200):])
	return value
}

// sites writes the pages that the tests open, with the lengths of a real run.
func sites(t *testing.T) map[string]string {
	t.Helper()
	dir := t.TempDir()
	var inputs []Input
	for minor := 32; minor <= 37; minor++ {
		folder := filepath.Join(dir, fmt.Sprintf("1.%d", minor))
		inputs = append(inputs, Input{fmt.Sprintf("1.%d/%s", minor, HTMLFile), writeLifelike(t, folder, minor)})
	}
	m, err := NewMatrix(inputs)
	require.NoErrorf(t, err, "making the matrix")
	pages := map[string]string{"report": filepath.Join(dir, "1.36", HTMLFile), "matrix": filepath.Join(dir, MatrixFile), "annotated": filepath.Join(dir, "annotated.html")}
	write := func(name string, render func(io.Writer) error) {
		require.NoErrorf(t, WriteFile(pages[name], render), "writing %s", name)
	}
	write("matrix", func(w io.Writer) error { return m.WriteHTML(w, English) })
	d, err := document.Parse(boxArticle, []byte(boxes+strings.Repeat("\n## A heading\n\nA long sentence about boxes and lids that nobody has claimed so far.\n\n- one\n- two\n", 5)))
	require.NoErrorf(t, err, "parsing a document")
	write("annotated", func(w io.Writer) error { return boxReport().WriteAnnotated(w, English, d, "1.36/"+HTMLFile) })
	return pages
}

// writeLifelike writes a report with evidence into a folder.
func writeLifelike(t *testing.T, dir string, minor int) *Report {
	t.Helper()
	r := lifelike(minor)
	for _, result := range r.Claims {
		if result.Evidence == "" {
			continue
		}
		folder := filepath.Join(dir, result.Evidence)
		require.NoErrorf(t, os.MkdirAll(folder, 0o755), "making the evidence folder")
		for name, content := range map[string]string{
			"events.txt":     "03:36:12 Normal Scheduled pod/keeper\n03:36:13 Normal Started pod/keeper container app\n",
			"keeper-app.log": "writing token\n" + hostile[:40] + "\n",
			"objects.yaml":   "apiVersion: v1\nkind: Pod\nmetadata:\n  name: keeper\n",
		} {
			require.NoErrorf(t, os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600), "writing evidence")
		}
	}
	require.NoErrorf(t, r.Write(dir), "writing the report")
	return r
}

// Nothing goes wrong in the browser, nothing is loaded, and nothing that a Pod
// said is run.
func TestBrowserOpensThePagesQuietly(t *testing.T) {
	for name, path := range sites(t) {
		t.Run(name, func(t *testing.T) {
			b := open(t)
			b.goTo(t, path)
			assert.NotEqualf(t, "owned", eval[string](t, b, "document.title"), "the script in a log")
			b.mu.Lock()
			defer b.mu.Unlock()
			assert.Emptyf(t, b.complaints, "complaints")
			assert.Equalf(t, []string{"file://" + path}, notData(b.requests), "requests")
		})
	}
}

// notData leaves out what is in the page itself.
func notData(urls []string) []string {
	return slices.DeleteFunc(slices.Clone(urls), func(url string) bool { return strings.HasPrefix(url, "data:") })
}

// shown counts the claims that a reader sees.
const shown = `[...document.querySelectorAll('[data-claim]')].filter(e => e.getClientRects().length > 0).length`

func TestBrowserFilters(t *testing.T) {
	pages := sites(t)
	total := len(lifelikeClaims)
	emptyDirs := 4
	for name, path := range map[string]string{"report": pages["report"], "matrix": pages["matrix"]} {
		t.Run(name+" by mouse", func(t *testing.T) {
			b := open(t)
			b.goTo(t, path)
			require.Equalf(t, total, eval[int](t, b, shown), "all at first")
			b.do(t, click(`label:has(#feature-emptydir)`))
			assert.Equalf(t, emptyDirs, eval[int](t, b, shown), "one feature")
			assert.Equalf(t, fmt.Sprint(emptyDirs), eval[string](t, b, `document.querySelector('[data-shown]').textContent`), "the count that is announced")
			assert.Falsef(t, eval[bool](t, b, `[...document.querySelectorAll('[data-group]')].some(g => g.getClientRects().length > 0 && ![...g.querySelectorAll('[data-claim]')].some(e => e.getClientRects().length > 0))`), "no emptied section stays")
			b.do(t, click(`label:has(#feature-all)`))
			assert.Equalf(t, total, eval[int](t, b, shown), "all again")
		})
	}
	t.Run("report by keyboard", func(t *testing.T) {
		b := open(t)
		b.goTo(t, pages["report"])
		b.do(t, focus("#show-pass"), chromedp.KeyEvent(" "))
		assert.Equalf(t, 3, eval[int](t, b, shown), "fail, error, skipped")
		b.do(t, chromedp.KeyEvent(" "), focus("#feature-all"), chromedp.KeyEvent(kb.ArrowRight))
		assert.Equalf(t, 3, eval[int](t, b, shown), "the next feature, pod")
		assert.NotEqualf(t, "none", eval[string](t, b, `getComputedStyle(document.querySelector('label:has(#feature-pod)')).outlineStyle`), "the focus is seen")
	})
	t.Run("matrix rows that differ", func(t *testing.T) {
		b := open(t)
		b.goTo(t, pages["matrix"])
		b.do(t, click(`label:has(#rows-changed)`))
		assert.Equal(t, 3, eval[int](t, b, shown))
	})
}

// Filters, folds and the language switch do not need the script.
func TestBrowserWithoutJavaScript(t *testing.T) {
	path := sites(t)["report"]
	content, err := os.ReadFile(path)
	require.NoErrorf(t, err, "reading the page")
	bare, _, found := strings.Cut(string(content), "<script>")
	require.Truef(t, found, "the page's script")
	require.NoErrorf(t, os.WriteFile(path, []byte(bare+"</body></html>"), 0o600), "writing it without")
	b := open(t)
	b.goTo(t, path)
	b.do(t, click(`label:has(#feature-hostpath)`))
	assert.Equalf(t, 3, eval[int](t, b, shown), "a filter")
	b.do(t, click(`#hostpath-survives-pod-deletion summary`))
	assert.Truef(t, eval[bool](t, b, `document.querySelector('#hostpath-survives-pod-deletion details').open`), "a fold")
	b.do(t, click(`label:has(#lang-ko)`))
	assert.Containsf(t, eval[string](t, b, "document.querySelector('h1').innerText"), "성립", "the language")
}

func TestBrowserFoldsAndLanguage(t *testing.T) {
	b := open(t)
	path := sites(t)["report"]
	b.goTo(t, path)
	const fold = `document.querySelector('#emptydir-starts-empty details').open`
	assert.Falsef(t, eval[bool](t, b, fold), "folded on pass")
	b.do(t, focus("#emptydir-starts-empty summary"), chromedp.KeyEvent(kb.Enter))
	assert.Truef(t, eval[bool](t, b, fold), "unfolded by keyboard")
	b.do(t, click("#emptydir-starts-empty summary"))
	assert.Falsef(t, eval[bool](t, b, fold), "folded by mouse")
	assert.Truef(t, eval[bool](t, b, `document.querySelector('#emptydir-lost-with-pod details').open`), "a failure is open at first")

	b.do(t, click(`label:has(#lang-ko)`))
	assert.Equalf(t, "ko", eval[string](t, b, "document.documentElement.lang"), "the language of the page")
	text := eval[string](t, b, "document.querySelector('main').innerText")
	assert.Containsf(t, text, "파드를 지우면 emptyDir의 내용도 함께 사라진다.", "Korean")
	assert.NotContainsf(t, text, "When a Pod is removed", "and no English")

	b.goTo(t, path+"#hostpath-survives-pod-deletion")
	assert.Truef(t, eval[bool](t, b, `document.querySelector('#hostpath-survives-pod-deletion details').open`), "a link unfolds what it leads to")
}

// The whole of axe-core's rules, in both schemes and at both ends of width.
func TestBrowserAccessibility(t *testing.T) {
	require.NotEmptyf(t, *axe, "run as: go test -tags browser ./support/report -args -axe \"$(scripts/browser.sh)\"")
	source, err := os.ReadFile(*axe)
	require.NoErrorf(t, err, "reading axe-core; scripts/browser.sh fetches it")
	b := open(t)
	for name, path := range sites(t) {
		for _, look := range looks {
			t.Run(name+" "+look.name(), func(t *testing.T) {
				look.apply(t, b)
				b.goTo(t, path)
				result := eval[string](t, b, string(source)+`
					document.querySelectorAll('details').forEach(d => { d.open = true });
					axe.run({resultTypes: ['violations']}).then(r => JSON.stringify(r.violations.map(v => v.id + ': ' + v.help + ' — ' + v.nodes.slice(0, 3).map(n => n.html + ' ' + n.failureSummary).join(' | '))))`)
				var violations []string
				require.NoErrorf(t, json.Unmarshal([]byte(result), &violations), "what axe said")
				assert.Emptyf(t, violations, "violations")
				assert.LessOrEqualf(t, eval[int](t, b, "document.documentElement.scrollWidth"), look.width, "nothing is wider than the window")
			})
		}
	}
}

// look is a window and a colour scheme.
type look struct {
	width  int
	scheme string
}

var looks = []look{{400, "light"}, {400, "dark"}, {1280, "light"}, {1280, "dark"}, {1920, "light"}, {1920, "dark"}}

func (l look) name() string { return fmt.Sprintf("%d %s", l.width, l.scheme) }

func (l look) apply(t *testing.T, b *browser) {
	t.Helper()
	b.do(t, chromedp.EmulateViewport(int64(l.width), 900))
	b.media(t, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: l.scheme}}})
}

func (b *browser) media(t *testing.T, params emulation.SetEmulatedMediaParams) {
	t.Helper()
	_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, params)
	require.NoErrorf(t, err, "emulating %v", params)
}

// The screenshots are for eyes: go test -artifacts keeps them.
func TestBrowserScreenshots(t *testing.T) {
	b := open(t)
	for name, path := range sites(t) {
		for _, look := range looks {
			look.apply(t, b)
			b.goTo(t, path)
			picture, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
			require.NoErrorf(t, err, "taking the picture")
			file := filepath.Join(t.ArtifactDir(), fmt.Sprintf("%s-%d-%s.png", name, look.width, look.scheme))
			require.NoErrorf(t, os.WriteFile(file, picture, 0o600), "keeping the picture")
		}
	}
}

// A print has no filters, and unfolds what is folded.
func TestBrowserPrints(t *testing.T) {
	b := open(t)
	b.goTo(t, sites(t)["report"])
	b.media(t, emulation.SetEmulatedMediaParams{Media: "print"})
	assert.Zerof(t, eval[int](t, b, `[...document.querySelectorAll('.no-print')].filter(e => e.getClientRects().length > 0).length`), "controls")
	eval[bool](t, b, `dispatchEvent(new Event('beforeprint'))`)
	assert.Zerof(t, eval[int](t, b, `document.querySelectorAll('details:not([open])').length`), "folds")
	pdf, err := chromedp.Run(b.ctx, chromedp.PrintToPDF())
	require.NoErrorf(t, err, "printing")
	assert.Greaterf(t, len(pdf), 10_000, "bytes of the print")
}

// 500 claims on 12 minors open in less than a second. What counts is the time
// that the page takes of the browser's main thread, which a busy machine does
// not lengthen; the time on the clock is logged. On a slow machine, where a bare
// table of as many cells takes long too, the page may take three times as long as
// that one.
func TestBrowserOpensLargePagesFast(t *testing.T) {
	m, big := largeMatrix(t)
	bare := openingTime(t, func(w io.Writer) error { return writeBareTable(w, len(m.Rows), len(m.Columns)) })
	for name, render := range map[string]func(io.Writer) error{
		HTMLFile:   func(w io.Writer) error { return big.WriteHTML(w, English, nil) },
		MatrixFile: func(w io.Writer) error { return m.WriteHTML(w, English) },
	} {
		t.Run(name, func(t *testing.T) {
			assert.Lessf(t, openingTime(t, render), max(1, 3*bare), "seconds of the main thread, from navigation to the first paint after the script")
		})
	}
}

// openingTime is the least of the browser's main thread that opening a page took
// in three attempts, in seconds: what disturbs only ever adds to it.
func openingTime(t *testing.T, render func(io.Writer) error) float64 {
	t.Helper()
	path := filepath.Join(t.TempDir(), "page.html")
	require.NoErrorf(t, WriteFile(path, render), "writing")
	least := math.Inf(1)
	for range 3 {
		b := open(t)
		_, err := chromedp.Call(b.ctx, performance.Enable, performance.EnableParams{TimeDomain: performance.EnableTimeDomainThreadTicks})
		require.NoErrorf(t, err, "asking for thread time")
		before := b.mainThread(t)
		b.goTo(t, path)
		clock := eval[float64](t, b, `new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))`)
		took := b.mainThread(t) - before
		t.Logf("%.2f s of the main thread, %.2f s on the clock", took, clock/1000)
		least = min(least, took)
	}
	return least
}

// writeBareTable writes a table of links without any style.
func writeBareTable(w io.Writer, rows, columns int) error {
	row := "<tr><th>A sentence of the usual length</th>" + strings.Repeat(`<td><a href="#">✓</a></td>`, columns) + "</tr>"
	_, err := io.WriteString(w, "<!DOCTYPE html><main><table>"+strings.Repeat(row, rows)+"</table></main>")
	return err
}

// However many minors there are, the claims can be read beside them.
func TestBrowserWideMatrixKeepsClaims(t *testing.T) {
	m, _ := largeMatrix(t)
	path := filepath.Join(t.TempDir(), MatrixFile)
	require.NoErrorf(t, WriteFile(path, func(w io.Writer) error { return m.WriteHTML(w, English) }), "writing")
	b := open(t)
	for _, look := range []look{{400, "light"}, {1280, "light"}} {
		look.apply(t, b)
		b.goTo(t, path)
		assert.GreaterOrEqualf(t, eval[float64](t, b, `document.querySelector('.matrix thead th').getBoundingClientRect().width`), 152.0, "pixels of the claims' column, %s", look.name())
		assert.LessOrEqualf(t, eval[int](t, b, "document.documentElement.scrollWidth"), look.width, "nothing is wider than the window, %s", look.name())
	}
}

// mainThread is the time that the page's main thread has worked, in seconds.
func (b *browser) mainThread(t *testing.T) float64 {
	t.Helper()
	metrics, err := chromedp.Call(b.ctx, performance.GetMetrics, cdp.Empty{})
	require.NoErrorf(t, err, "reading the metrics")
	i := slices.IndexFunc(metrics.Metrics, func(m *performance.Metric) bool { return m.Name == "TaskDuration" })
	require.GreaterOrEqualf(t, i, 0, "TaskDuration among the metrics")
	return metrics.Metrics[i].Value
}
