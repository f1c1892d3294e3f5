package repository

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// most is how long a README may be that is read in three minutes.
const most = 8 << 10

func TestReadmeIsShort(t *testing.T) {
	assert.LessOrEqualf(t, len(read(t, "README.md")), most, "bytes of README.md: move what is too much to the room that it is about")
}

var (
	link   = regexp.MustCompile(`\]\(([^)#\s]+)(#[^)\s]*)?\)`)
	verb   = regexp.MustCompile(`^make ([a-z][a-z-]*)`)
	called = regexp.MustCompile(`run: make (?:-C \S+ )?((?:[a-z][a-z-]*(?:\s|$))+)`)
	rule   = regexp.MustCompile(`(?m)^([a-z][a-z-]*):`)
)

// texts are the files that people read.
func texts(t *testing.T) []string {
	t.Helper()
	return find(t, func(path string) bool { return filepath.Ext(path) == ".md" })
}

func TestLinksLeadSomewhere(t *testing.T) {
	for _, file := range texts(t) {
		for _, found := range link.FindAllStringSubmatch(read(t, file), -1) {
			if strings.Contains(found[1], "://") {
				continue
			}
			_, err := os.Stat(filepath.Join(root, filepath.Dir(file), found[1]))
			assert.NoErrorf(t, err, "%s links to %s", file, found[1])
		}
	}
}

// verbs are those of the Makefile.
func verbs(t *testing.T) map[string]bool {
	t.Helper()
	known := map[string]bool{}
	for _, found := range rule.FindAllStringSubmatch(read(t, "Makefile"), -1) {
		known[found[1]] = true
	}
	require.Truef(t, known["conformance"], "the verbs of the Makefile")
	return known
}

// TestVerbsAreThere finds verbs of make in code that the Makefile does not have.
func TestVerbsAreThere(t *testing.T) {
	known := verbs(t)
	for _, file := range texts(t) {
		for _, line := range codeIn(read(t, file)) {
			if found := verb.FindStringSubmatch(line); found != nil {
				assert.Truef(t, known[found[1]], "%s says make %s, which the Makefile does not have", file, found[1])
			}
		}
	}
}

// TestWorkflowsCallWhatIsThere holds the workflows and the action against the Makefile.
func TestWorkflowsCallWhatIsThere(t *testing.T) {
	known := verbs(t)
	for _, file := range find(t, func(path string) bool { return strings.HasPrefix(path, ".github/") && filepath.Ext(path) == ".yml" }) {
		for _, call := range called.FindAllStringSubmatch(read(t, file), -1) {
			for _, name := range strings.Fields(call[1]) {
				assert.Truef(t, known[name], "%s calls make %s, which the Makefile does not have", file, name)
			}
		}
	}
}

// codeIn are the lines of a text that are set as code, without their comments.
func codeIn(text string) []string {
	var lines []string
	for i, piece := range strings.Split(text, "`") {
		if i%2 == 1 {
			lines = append(lines, strings.Split(piece, "\n")...)
		}
	}
	for line := range strings.Lines(text) {
		if code, ok := strings.CutPrefix(line, "    "); ok {
			lines = append(lines, code)
		}
	}
	for i, line := range lines {
		line, _, _ = strings.Cut(line, " #")
		lines[i] = strings.TrimSpace(line)
	}
	return slices.DeleteFunc(lines, func(line string) bool { return line == "" })
}

func TestCodeIn(t *testing.T) {
	text := "use `make a` now\n\n    make b   # make c\n\n```\nmake d # make e\n```\n"
	assert.Equal(t, []string{"make a", "make d", "make b"}, codeIn(text))
}
