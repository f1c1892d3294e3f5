// Package repository tries what the repository says of itself: doors, modules, versions,
// links. It holds tests only.
package repository

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
)

const root = "../.."

// read returns a file of the repository.
func read(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(root, path))
	require.NoErrorf(t, err, "reading %s", path)
	return string(content)
}

// find lists the files of the repository that are chosen, by their way from its root. What
// runs and builds leave is none of it.
func find(t *testing.T, choose func(path string) bool) []string {
	t.Helper()
	var found []string
	require.NoError(t, filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := entry.Name()
		if entry.IsDir() && (name == ".git" || name == "bin" || name == "testdata" || strings.HasPrefix(name, "_")) {
			return filepath.SkipDir
		}
		relative, err := filepath.Rel(root, path)
		if err == nil && !entry.IsDir() && choose(relative) {
			found = append(found, relative)
		}
		return err
	}))
	return found
}

// rooms are the folders under support/ that hold a package.
func rooms(t *testing.T) []string {
	t.Helper()
	var rooms []string
	for _, file := range find(t, func(path string) bool {
		return strings.HasPrefix(path, "support/") && strings.HasSuffix(path, ".go")
	}) {
		rooms = append(rooms, filepath.Dir(file))
	}
	slices.Sort(rooms)
	return slices.Compact(rooms)
}

// doors are the folders that rules of depguard are about, by the names of the rules.
func doors(t *testing.T) map[string][]string {
	t.Helper()
	var config struct {
		Linters struct {
			Settings struct {
				Depguard struct {
					Rules map[string]struct {
						Files []string `yaml:"files"`
					} `yaml:"rules"`
				} `yaml:"depguard"`
			} `yaml:"settings"`
		} `yaml:"linters"`
	}
	require.NoErrorf(t, yaml.Unmarshal([]byte(read(t, ".golangci.yml")), &config), "reading the linter's configuration")
	doors := map[string][]string{}
	for name, rule := range config.Linters.Settings.Depguard.Rules {
		if slices.Contains(rule.Files, "$all") {
			continue // about all rooms: no door of one
		}
		for _, pattern := range rule.Files {
			if folder, ok := strings.CutPrefix(pattern, "**/"); ok {
				doors[name] = append(doors[name], strings.TrimSuffix(folder, "/*.go"))
			}
		}
	}
	return doors
}

// opens tells whether a door is that of a room. A folder that ends in ** is one with all
// that is below it.
func opens(door, room string) bool {
	if above, ok := strings.CutSuffix(door, "/**"); ok {
		return strings.HasPrefix(room, above+"/")
	}
	return door == room
}

func TestEveryRoomHasADoor(t *testing.T) {
	all := rooms(t)
	require.NotEmptyf(t, all, "rooms")
	for _, room := range all {
		var has []string
		for name, folders := range doors(t) {
			if slices.ContainsFunc(folders, func(folder string) bool { return opens(folder, room) }) {
				has = append(has, name)
			}
		}
		assert.Lenf(t, has, 1, "%s needs one rule of depguard in .golangci.yml: support/README.md says how", room)
	}
}

func TestEveryDoorHasARoom(t *testing.T) {
	for name, folders := range doors(t) {
		for _, folder := range folders {
			if !strings.HasPrefix(folder, "support/") {
				continue
			}
			assert.Truef(t, slices.ContainsFunc(rooms(t), func(room string) bool { return opens(folder, room) }),
				"the rule %s in .golangci.yml is about %s, which holds no package", name, folder)
		}
	}
}

func TestEveryRoomIsDescribed(t *testing.T) {
	described := read(t, "support/README.md")
	for _, room := range rooms(t) {
		assert.Containsf(t, described, "`"+strings.TrimPrefix(room, "support/")+"`", "support/README.md says what %s is for", room)
	}
}

// TestImportsPointDown: support/README.md has the rooms in the order in which they stand
// on each other.
func TestImportsPointDown(t *testing.T) {
	page := read(t, "support/README.md")
	_, page, _ = strings.Cut(page, "\n## ") // the picture is above the first table
	const module = "github.com/volconf/volconf/support/"
	for _, room := range rooms(t) {
		name := strings.TrimPrefix(room, "support/")
		for _, imported := range importsOf(t, room) {
			if below, ours := strings.CutPrefix(imported, module); ours {
				assert.Greaterf(t, placeOf(page, below), placeOf(page, name), "%s imports %s, which stands above it in support/README.md", name, below)
			}
		}
	}
}

// placeOf is where a room is described: at its row, or in that of the room that it is part of.
func placeOf(page, room string) int {
	if row := strings.Index(page, "\n| `"+room+"` |"); row >= 0 {
		return row
	}
	return strings.LastIndex(page, "`"+room+"`")
}

// importsOf are the packages that a room imports; its tests may import more.
func importsOf(t *testing.T, room string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(root, room, "*.go"))
	require.NoErrorf(t, err, "looking into %s", room)
	var imports []string
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		require.NoErrorf(t, err, "reading %s", file)
		for _, spec := range parsed.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			require.NoErrorf(t, err, "an import of %s", file)
			imports = append(imports, path)
		}
	}
	return imports
}

func TestOpens(t *testing.T) {
	for _, tc := range []struct {
		door, room string
		opens      bool
	}{
		{"support/cluster", "support/cluster", true},
		{"support/cluster", "support/cluster/versions", false},
		{"support/claim", "support/claims", false},
		{"support/incluster/**", "support/incluster/mutator/mutation", true},
		{"support/incluster/**", "support/inclusters/x", false},
	} {
		assert.Equalf(t, tc.opens, opens(tc.door, tc.room), "%s and %s", tc.door, tc.room)
	}
}
