package sabotage

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/volconf/volconf/support/claims"
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
	for id := range further() {
		assert.Truef(t, known[id], "further verdicts are listed for %s, which is no sabotage", id)
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
	for _, id := range Sample() {
		_, ok := claims.ByID(id)
		assert.Truef(t, ok, "the sample names %s", id)
	}
}

// TestCatalogueIsWellFormed: how a sabotage is done fits what it says.
func TestCatalogueIsWellFormed(t *testing.T) {
	for _, s := range All() {
		assert.NotEmptyf(t, s.Does.En, s.ID)
		assert.NotEmptyf(t, s.Does.Ko, s.ID)
		switch s.How {
		case Admission:
			assert.NotEmptyf(t, s.Rules, s.ID)
			assert.Nilf(t, s.Break, s.ID)
			assert.Emptyf(t, s.Runc, s.ID)
		case Node, Timing:
			assert.NotEqualf(t, s.Runc == "", s.Break == nil, "%s is done by one of the two", s.ID)
			if s.Runc != "" {
				assert.NotEqualf(t, Everybody, s.Reach, "%s: what is before runc is told to a run", s.ID)
			}
		default:
			assert.Failf(t, "unknown way to break a cluster", "%s: %q", s.ID, s.How)
		}
		if s.reach() == ItsClaims {
			assert.NotEmptyf(t, s.Concerns(), s.ID)
			assert.Emptyf(t, s.Further, "%s lies to Pods of its own claims alone", s.ID)
			if s.Runc != "" {
				assert.Regexpf(t, `\bof (`+strings.Join(s.Concerns(), "|")+`) `, s.Runc, s.ID)
			}
		}
		if s.How == Timing {
			assert.Emptyf(t, s.Kills, "%s is only slow: it may break no claim", s.ID)
		}
	}
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
