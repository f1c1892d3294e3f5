package repository

import (
	"go/version"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
)

// goLine is what a module says of the Go that it needs.
var goLine = regexp.MustCompile(`(?m)^go (\S+)$`)

// TestOneVersionOfGo: .go-version is what everything is built with, and no module asks
// for a newer one.
func TestOneVersionOfGo(t *testing.T) {
	built := strings.TrimSpace(read(t, ".go-version"))
	require.Regexpf(t, `^\d+\.\d+\.\d+$`, built, ".go-version")
	for _, module := range find(t, func(path string) bool { return filepath.Ext(path) == ".mod" }) {
		if needs := goLine.FindStringSubmatch(read(t, module)); needs != nil {
			assert.LessOrEqualf(t, version.Compare("go"+needs[1], "go"+built), 0, "%s needs Go %s, .go-version is %s", module, needs[1], built)
		}
	}
	for _, file := range find(t, func(path string) bool {
		return strings.HasPrefix(path, ".github/") && filepath.Ext(path) == ".yml"
	}) {
		content := read(t, file)
		assert.NotContainsf(t, content, "go-version:", "%s names a version of Go itself", file)
		assert.Equalf(t, strings.Count(content, "actions/setup-go@"), strings.Count(content, "/.go-version\n")+strings.Count(content, " .go-version\n"),
			"%s sets Go up by .go-version each time", file)
	}
}

// TestDependabotKnowsEveryModule: what it does not know grows old unseen.
func TestDependabotKnowsEveryModule(t *testing.T) {
	var config struct {
		Updates []struct {
			Ecosystem   string   `yaml:"package-ecosystem"`
			Directories []string `yaml:"directories"`
		} `yaml:"updates"`
	}
	require.NoErrorf(t, yaml.Unmarshal([]byte(read(t, ".github/dependabot.yml")), &config), "reading dependabot.yml")
	known := map[string][]string{}
	for _, update := range config.Updates {
		known[update.Ecosystem] = append(known[update.Ecosystem], update.Directories...)
	}
	covers := func(ecosystem, folder string) bool {
		for _, directory := range known[ecosystem] {
			if ok, err := filepath.Match(directory, folder); err == nil && ok {
				return true
			}
		}
		return false
	}
	for _, module := range find(t, func(path string) bool { return filepath.Base(path) == "go.mod" }) {
		folder := filepath.Clean("/" + filepath.Dir(module))
		assert.Truef(t, covers("gomod", folder), ".github/dependabot.yml does not name %s", folder)
	}
	for _, action := range find(t, func(path string) bool { return filepath.Base(path) == "action.yml" }) {
		folder := "/" + filepath.Dir(action)
		assert.Truef(t, covers("github-actions", folder), ".github/dependabot.yml does not name %s", folder)
	}
	assert.Truef(t, covers("github-actions", "/"), ".github/dependabot.yml does not name the workflows")
}
