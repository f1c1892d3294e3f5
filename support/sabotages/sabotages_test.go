package sabotages

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/sabotage"
)

// TestCatalogueAgreesWithRegister: what a sabotage names is there, and no claim
// is without its proof.
func TestCatalogueAgreesWithRegister(t *testing.T) {
	steps := stepsOfSuites(t)
	killed, known := map[string]bool{}, map[string]bool{}
	for _, s := range All() {
		assert.Falsef(t, known[s.ID], "two sabotages %s", s.ID)
		known[s.ID] = true
		for id, assess := range s.Kills {
			c, ok := claims.ByID(id)
			if assert.Truef(t, ok, "%s kills %s, which is no claim", s.ID, id) {
				assert.Equalf(t, "Assess", steps[c.TestName()][assess], "%s kills %s at %s, which is no Assess of it", s.ID, id, assess)
				killed[id] = true
			}
		}
		for id, assess := range s.Further {
			c, ok := claims.ByID(id)
			assert.Truef(t, ok, "%s reaches %s, which is no claim", s.ID, id)
			assert.NotContainsf(t, s.Concerns(), id, "%s lists %s twice", s.ID, id)
			if assess != "" {
				assert.Equalf(t, "Assess", steps[c.TestName()][assess], "%s kills %s at %s, which is no Assess of it", s.ID, id, assess)
			}
		}
		for _, id := range s.Errors {
			_, ok := claims.ByID(id)
			assert.Truef(t, ok, "%s names %s, which is no claim", s.ID, id)
			assert.NotContainsf(t, s.Kills, id, "%s kills %s and breaks its controls", s.ID, id)
		}
	}
	for _, c := range claims.All() {
		_, listed := Unprovable()[c.ID]
		proofs := 0
		for _, has := range []bool{killed[c.ID], listed, c.Unlied} {
			if has {
				proofs++
			}
		}
		assert.Equalf(t, 1, proofs, "claim %s: killed by a sabotage is %t, listed with a reason is %t, left to its mutants is %t", c.ID, killed[c.ID], listed, c.Unlied)
	}
	for id := range Unprovable() {
		_, ok := claims.ByID(id)
		assert.Truef(t, ok, "a reason is given for %s, which is no claim", id)
	}
	for _, id := range slices.Concat(Sample(), Spared()) {
		_, ok := claims.ByID(id)
		assert.Truef(t, ok, "the sample, or what is spared, names %s, which is no claim", id)
	}
}

// TestCatalogueIsWellFormed: how a sabotage is done fits what it says.
func TestCatalogueIsWellFormed(t *testing.T) {
	for _, s := range All() {
		assert.NotEmptyf(t, s.Does.En, s.ID)
		assert.NotEmptyf(t, s.Does.Ko, s.ID)
		switch s.How {
		case sabotage.Admission:
			assert.NotEmptyf(t, s.Rules, s.ID)
			assert.Nilf(t, s.Break, s.ID)
			assert.Emptyf(t, s.Runc, s.ID)
		case sabotage.Node, sabotage.Timing:
			assert.NotEqualf(t, s.Runc == "", s.Break == nil, "%s is done by one of the two", s.ID)
			if s.Runc != "" {
				assert.NotEqualf(t, sabotage.Everybody, s.Reach, "%s: what is before runc is told to a run", s.ID)
			}
		default:
			assert.Failf(t, "unknown way to break a cluster", "%s: %q", s.ID, s.How)
		}
		if s.Reaches() == sabotage.ItsClaims {
			assert.NotEmptyf(t, s.Concerns(), s.ID)
			assert.Emptyf(t, s.Further, "%s lies to Pods of its own claims alone", s.ID)
			if s.Runc != "" {
				assert.Regexpf(t, `\bof (`+strings.Join(s.Concerns(), "|")+`) `, s.Runc, s.ID)
			}
		}
		if s.How == sabotage.Timing {
			assert.Emptyf(t, s.Kills, "%s is only slow: it may break no claim", s.ID)
		}
	}
}

// TestLiesStandWithTheirFeature: in the file of the feature, and about a claim of it.
func TestLiesStandWithTheirFeature(t *testing.T) {
	count := len(aboutCluster)
	assertInFile(t, "cluster.go", aboutCluster)
	for _, feature := range claim.Features() {
		lies := byFeature[feature]
		if count += len(lies); len(lies) == 0 {
			continue
		}
		assertInFile(t, string(feature)+".go", lies)
		for _, s := range lies {
			assert.Truef(t, slices.ContainsFunc(s.Concerns(), func(id string) bool {
				c, _ := claims.ByID(id)
				return c.Feature == feature
			}), "%s concerns no claim of %s", s.ID, feature)
		}
	}
	assert.Len(t, All(), count)
	for feature := range byFeature {
		assert.Containsf(t, claim.Features(), feature, "a feature")
	}
}

func assertInFile(t *testing.T, name string, lies []sabotage.Sabotage) {
	t.Helper()
	source, err := os.ReadFile(name)
	require.NoError(t, err)
	assert.Equalf(t, len(lies), strings.Count(string(source), "\n\t\tID: \""), "lies in %s", name)
	for _, s := range lies {
		assert.Containsf(t, string(source), "\n\t\tID: \""+s.ID+"\"", name)
	}
}

func TestByID(t *testing.T) {
	s, ok := ByID("cat-blind")
	require.True(t, ok)
	assert.Equal(t, "cat-blind", s.ID)
	_, ok = ByID("no-lie")
	assert.False(t, ok)
}

// stepsOfSuites maps each Test of the suites to the kinds of its steps by name.
func stepsOfSuites(t *testing.T) map[string]map[string]string {
	t.Helper()
	files, err := filepath.Glob("../../suites/*_test.go")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	tests := map[string]map[string]string{}
	for _, file := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		require.NoError(t, err)
		for _, declaration := range parsed.Decls {
			if fn, ok := declaration.(*ast.FuncDecl); ok {
				tests[fn.Name.Name] = stepsOf(fn)
			}
		}
	}
	return tests
}

func stepsOf(fn *ast.FuncDecl) map[string]string {
	steps := map[string]string{}
	ast.Inspect(fn, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) == 0 {
			return true
		}
		selector, isMethod := call.Fun.(*ast.SelectorExpr)
		name, isLiteral := call.Args[0].(*ast.BasicLit)
		if isMethod && isLiteral {
			steps[strings.Trim(name.Value, `"`)] = selector.Sel.Name
		}
		return true
	})
	return steps
}
