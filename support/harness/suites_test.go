package harness

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/volconf/volconf/manifests"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/instrument"
)

// declaredStep is a step as the source of a suite names it.
type declaredStep struct {
	kind, name string
	verbs      []string // what it does, each part of an InOrder by itself
}

// declaredTest is a Test as the source of a suite has it.
type declaredTest struct {
	file  string
	claim string // the claim's variable
	steps []declaredStep
}

// TestSuitesAndRegisterAgree holds the rule of the house: one claim, one Test
// of its name in the file of its feature, one folder of manifests.
func TestSuitesAndRegisterAgree(t *testing.T) {
	tests := readSuites(t)
	for _, c := range claims.All() {
		test, ok := tests[c.TestName()]
		if !assert.Truef(t, ok, "claim %s has no Test %s", c.ID, c.TestName()) {
			continue
		}
		assert.Equalf(t, string(c.Feature)+"_test.go", test.file, "file of %s", c.TestName())
		assert.Equalf(t, strings.TrimPrefix(c.TestName(), "Test"), test.claim, "claim that %s hands to harness.Test", c.TestName())
		delete(tests, c.TestName())
	}
	assert.Emptyf(t, tests, "Tests without a claim")
}

// TestControlsPrecedeWhatTheyControl: a control that came last would be run
// only after every judgement that relies on it.
func TestControlsPrecedeWhatTheyControl(t *testing.T) {
	for name, test := range readSuites(t) {
		kinds := map[string]int{}
		names := map[string]bool{}
		for _, s := range test.steps {
			kinds[s.kind]++
			assert.Falsef(t, names[s.name], "%s has two steps %s", name, s.name)
			names[s.name] = true
		}
		assert.NotZerof(t, kinds["Assess"], "%s judges nothing", name)
		if !assert.NotEmptyf(t, test.steps, name) {
			continue
		}
		assert.Equalf(t, "Assess", test.steps[len(test.steps)-1].kind, "the last step of %s", name)
	}
}

// TestManifestFoldersAreThoseOfClaims finds folders that no claim reads.
func TestManifestFoldersAreThoseOfClaims(t *testing.T) {
	known := map[string]bool{}
	for _, c := range claims.All() {
		known[string(c.Feature)+"/"+c.ID] = true
		entries, err := fs.ReadDir(manifests.FS, string(c.Feature)+"/"+c.ID)
		require.NoErrorf(t, err, "manifests of %s", c.ID)
		assert.NotEmptyf(t, entries, "manifests of %s", c.ID)
	}
	folders, err := fs.Glob(manifests.FS, "*/*")
	require.NoError(t, err)
	for _, folder := range folders {
		if strings.HasPrefix(folder, instrument.Folder) {
			continue
		}
		assert.Truef(t, known[folder], "manifests/%s belongs to no claim", folder)
	}
}

func readSuites(t *testing.T) map[string]declaredTest {
	t.Helper()
	files, err := filepath.Glob("../../suites/*_test.go")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	tests := map[string]declaredTest{}
	for _, file := range files {
		source, err := os.ReadFile(file)
		require.NoError(t, err)
		parsed, err := parser.ParseFile(token.NewFileSet(), file, source, 0)
		require.NoError(t, err)
		for _, declaration := range parsed.Decls {
			fn, ok := declaration.(*ast.FuncDecl)
			if !ok || !strings.HasPrefix(fn.Name.Name, "Test") || fn.Name.Name == "TestMain" {
				continue
			}
			tests[fn.Name.Name] = readTest(filepath.Base(file), fn)
		}
	}
	return tests
}

// readTest collects the claim and the steps of a Test, in the order of the text.
func readTest(file string, fn *ast.FuncDecl) declaredTest {
	test := declaredTest{file: file}
	var calls []declaredStep
	ast.Inspect(fn, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		selector, ok := call.Fun.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		switch selector.Sel.Name {
		case "Setup", "Act", "Control", "Assess":
			if literal, ok := call.Args[0].(*ast.BasicLit); ok {
				calls = append(calls, declaredStep{selector.Sel.Name, strings.Trim(literal.Value, `"`), verbsOf(call.Args[1])})
			}
		case "Test":
			if c, ok := call.Args[1].(*ast.SelectorExpr); ok {
				test.claim = c.Sel.Name
			}
		}
		return true
	})
	// A chain is nested from its end: the last call of the text comes first.
	for i := len(calls) - 1; i >= 0; i-- {
		test.steps = append(test.steps, calls[i])
	}
	return test
}
