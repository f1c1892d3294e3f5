package harness

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/term"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/report"
)

// progress tells a watcher how far the run is: a line for each claim that
// ended and, on a terminal, one that names the claims under way.
type progress struct {
	mu       sync.Mutex
	out      io.Writer
	terminal bool
	total    int
	ended    int
	underWay []string
	started  time.Time
	broken   func() // called when nobody can read what is printed
}

func newProgress(out *os.File, total int) *progress {
	return &progress{out: out, terminal: term.IsTerminal(int(out.Fd())), total: total, started: time.Now()}
}

// onBroken sets what is done when nobody can read the output any more.
func (p *progress) onBroken(do func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.broken = do
}

func (p *progress) print(format string, args ...any) {
	if _, err := fmt.Fprintf(p.out, format, args...); err != nil && p.broken != nil {
		p.broken()
	}
}

// line prints one line of what the run is doing.
func (p *progress) line(format string, args ...any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clear()
	p.print("%6.1fs  %s\n", time.Since(p.started).Seconds(), report.Printable(fmt.Sprintf(format, args...)))
	p.status()
}

func (p *progress) begin(id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clear()
	p.underWay = append(p.underWay, id)
	p.status()
}

// leave takes a claim out of those under way that is not over.
func (p *progress) leave(id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.underWay = slices.DeleteFunc(p.underWay, func(other string) bool { return other == id })
}

func (p *progress) finish(id string, verdict report.Verdict, took time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clear()
	for i, other := range p.underWay {
		if other == id {
			p.underWay = append(p.underWay[:i], p.underWay[i+1:]...)
			break
		}
	}
	p.ended++
	p.print("[%d/%d] %s … %s %.1fs\n", p.ended, p.total, id, verdict, took.Seconds())
	p.status()
}

func (p *progress) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clear()
	p.underWay = nil
}

// clear wipes the status line; status writes it anew. Both are for terminals.
func (p *progress) clear() {
	if p.terminal && len(p.underWay) > 0 {
		p.print("\r\x1b[2K")
	}
}

func (p *progress) status() {
	if !p.terminal || len(p.underWay) == 0 {
		return
	}
	line := fmt.Sprintf("%d under way: %s", len(p.underWay), strings.Join(p.underWay, ", "))
	if width, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil && len(line) >= width && width > 1 {
		line = line[:width-2] + "…"
	}
	p.print("%s", line)
}

// steps prints a claim and its steps for a dry run.
func (p *progress) steps(c claim.Claim, b *Builder) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.print("%s\n", c.ID)
	for _, d := range b.steps {
		p.print("  %-8s %s\n", d.kind, d.name)
	}
}
