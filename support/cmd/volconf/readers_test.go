package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// commandLine is a call of volconf in a text, up to the end of what is set as code.
var commandLine = regexp.MustCompile("(?m)(?:^|[ `/])volconf ((?:[a-z]+ ?)+[^`#\n]*)")

// TestReadersFindWhatTheyReadOf: every verb and flag of volconf that a text names is there.
func TestReadersFindWhatTheyReadOf(t *testing.T) {
	root := filepath.Join("..", "..", "..")
	tried := 0
	for _, pattern := range []string{"README.md", "CHANGELOG.md", "suites/README.md", "support/*/README.md", ".github/*.md", ".github/*/*.yml"} {
		files, err := filepath.Glob(filepath.Join(root, pattern))
		require.NoErrorf(t, err, "looking for %s", pattern)
		for _, file := range files {
			content, err := os.ReadFile(file)
			require.NoErrorf(t, err, "reading a text")
			for _, call := range callsIn(string(content)) {
				tried++
				assert.Emptyf(t, unknownIn(call), "%s says volconf %s", file, strings.Join(call, " "))
			}
		}
	}
	assert.Greaterf(t, tried, 10, "calls that were found")
}

// callsIn are the calls of volconf that a text sets as code.
func callsIn(text string) [][]string {
	var calls [][]string
	fenced := false
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "```") {
			fenced = !fenced
			continue
		}
		code := fenced || strings.HasPrefix(line, "    ")
		for i, piece := range strings.Split(line, "`") {
			if !code && i%2 == 0 {
				continue
			}
			if found := commandLine.FindStringSubmatch(piece); found != nil {
				calls = append(calls, strings.Fields(found[1]))
			}
		}
	}
	return calls
}

// unknownIn is what a call names and the command line does not have. Verbs that hand their
// flags on to the suite may have any.
func unknownIn(call []string) string {
	cmd, rest, err := app{getenv: func(string) string { return "" }}.root().Find(call)
	if err != nil {
		return err.Error()
	}
	if cmd.HasSubCommands() && len(rest) > 0 && !strings.HasPrefix(rest[0], "-") {
		return "no verb " + rest[0]
	}
	for _, arg := range rest {
		name, isFlag := strings.CutPrefix(arg, "--")
		name, _, _ = strings.Cut(strings.TrimRight(name, ",;.)"), "=")
		if isFlag && !cmd.DisableFlagParsing && cmd.Flags().Lookup(name) == nil {
			return "no flag --" + name
		}
	}
	return ""
}

func TestUnknownIn(t *testing.T) {
	assert.Equal(t, [][]string{{"prove", "--full"}, {"run", "-keep"}}, callsIn("say `volconf prove --full` and\n\n    bin/volconf run -keep # volconf nothing\n"))
	assert.Empty(t, unknownIn([]string{"prove", "--full"}))
	assert.Empty(t, unknownIn([]string{"run", "--anything"}))
	assert.NotEmpty(t, unknownIn([]string{"proof"}))
	assert.NotEmpty(t, unknownIn([]string{"prove", "--ful"}))
}
