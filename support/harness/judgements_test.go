package harness

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// files are the looks that find a file in a container.
var files = []string{"Reads", "ComesToRead", "ComesToReadWithin", "ReadsItsUID", "Logged"}

// shownBy lists the judgements that something is not there, or does not happen,
// each with the looks of the same kind that find something: one of them must have
// held before. What could never have been seen is not missed.
func shownBy() map[string][]string {
	runs := []string{"Apply", "IsReady", "HasReady", "IsReadyOn", "Serves", "IsRunning", "Completes", "Ends"}
	folders := []string{"EmptyDirIsOnItsNode", "VolumeIsOnItsNode", "NodeKeeps"}
	taken := []string{"IsAdmitted", "IsAdmittedWithoutWarning", "KeepsSource", "HasField", "IsPassedBy"}
	return map[string][]string{
		"Lacks":                         files,
		"LacksFor":                      files,
		"CannotOpen":                    {"IsOfType"},
		"IsSilentBeside":                {"Serves"},
		"IsShutOut":                     files,
		"LacksOfTheNode":                files,
		"DirIsEmpty":                    append([]string{"HoldsExactly"}, files...),
		"NodeLacks":                     {"NodeKeeps", "NodeHasA", "NodeReads"},
		"DeletedWithItsEmptyDir":        folders,
		"LosesItsEmptyDirWhileListed":   folders,
		"ReclaimedAsItsVolumeSays":      {"LiesOnTheNodeOf"},
		"NeverLogged":                   {"ComesToLog", "Logged"},
		"NeverStarted":                  runs,
		"HasNotStartedFor":              runs,
		"IsStuck":                       runs,
		"IsStuckOn":                     runs,
		"StaysStuckFor":                 runs,
		"IsUnreadyFor":                  {"HasReady", "IsReady"},
		"IsUnschedulable":               {"RunsOn", "IsReady", "IsReadyOn"},
		"LacksPlaces":                   {"HasPlacesBelow", "Apply"}, // the observer found them
		"MountsOnlyWhatEveryPodIsGiven": {"MountsOfItsOwn"},
		"CannotConnect":                 {"Connects"},
		"MountsNothingAt":               {"MountsWith"},
		"CannotChange":                  {"CanChange"},
		"CannotRun":                     {"Runs", "Prints", "CanChange"},
		"IsRejected":                    taken,
		"ComesToBeRejected":             taken,
		"LacksField":                    {"HasField"},
		"Refuses":                       {"Takes"},
		"Forbids":                       {"Takes"},
		"StaysUnbound":                  {"IsBoundTo", "Binds"},
		"OwnsNoStorage":                 {"OwnsAClaim"},
		"APIHasNo":                      {"APIHas"},
		"FallsSilent":                   {"AnswersWithin", "AnswersWhatIsWrittenAt"},
		"IsHandedBack":                  {"IsHandedTo"},
	}
}

// withTheirControl are the judgements that look at their control themselves, in
// the same window.
var withTheirControl = regexp.MustCompile(`While|^ServesWhatIsWrittenAt$`)

// owed lists, by Test and Assess, what a rule of this file asks for and is not so
// yet.
func owed(rule string) []string {
	return map[string][]string{
		"breaks":     {},
		"shown":      {},
		"controlled": {},
	}[rule]
}

// TestEachAssessCanBreakItsClaim: a step that returns plain errors only, as one
// that acts, can end in error and never in fail. It judges nothing.
func TestEachAssessCanBreakItsClaim(t *testing.T) {
	canBreak := canBreak(t)
	judge(t, "breaks", func(test declaredTest, i int) string {
		for _, verb := range test.steps[i].verbs {
			if !canBreak[verb] {
				return verb + " returns no claim.BrokenError"
			}
		}
		return ""
	})
}

// TestWhatIsNotThereCouldHaveBeenSeen: see shownBy.
func TestWhatIsNotThereCouldHaveBeenSeen(t *testing.T) {
	judge(t, "shown", func(test declaredTest, i int) string {
		held := verbsBefore(test, i, "Setup", "Act", "Control", "Assess")
		for _, verb := range test.steps[i].verbs {
			looks, negative := shownBy()[verb]
			if negative && !slices.ContainsFunc(append(looks, unread...), func(look string) bool { return slices.Contains(held, look) }) {
				return "nothing before " + verb + " shows that it could have been seen: " + strings.Join(looks, ", ")
			}
		}
		return ""
	})
}

// TestEachAssessHasAControl: before the first judgement of a Test stands a control.
func TestEachAssessHasAControl(t *testing.T) {
	first := func(test declaredTest, i int) bool {
		return !slices.ContainsFunc(test.steps[:i], func(s declaredStep) bool { return s.kind == "Assess" || s.kind == "Control" })
	}
	judge(t, "controlled", func(test declaredTest, i int) string {
		if first(test, i) && !slices.ContainsFunc(test.steps[i].verbs, withTheirControl.MatchString) {
			return "no control stands before it"
		}
		return ""
	})
}

// pronouns begin a name that says nothing by itself: it stands alone in reports and
// proofs.
var pronouns = regexp.MustCompile(`^(It|Its|They|Their|Theirs|Them|So|And|Nor|Then|Neither|Which|That|With|Without|All|Also)([A-Z]|$)`)

// spoken are those names that begin so and name their subject all the same.
var spoken = regexp.MustCompile(`^(With|Without|All)(A|An|The|Its|Volumes|Lines|Mounts)[A-Z]?`)

// TestAnAssessNamesItsSubject, and so does each control.
func TestAnAssessNamesItsSubject(t *testing.T) {
	for name, test := range readSuites(t) {
		for _, step := range test.steps {
			judges := step.kind == "Assess" || step.kind == "Control"
			wrong := judges && pronouns.MatchString(step.name) && !spoken.MatchString(step.name)
			assert.Falsef(t, wrong, "%s, %s: %s does not name its subject", test.file, name, step.name)
		}
	}
}

// judge holds every Assess of the suites to a rule, which tells what is wrong. What
// is listed as owed and is mended has to leave the list.
func judge(t *testing.T, rule string, wrong func(test declaredTest, step int) string) {
	t.Helper()
	open := map[string]bool{}
	for name, test := range readSuites(t) {
		for i, step := range test.steps {
			if step.kind != "Assess" {
				continue
			}
			require.NotEmptyf(t, step.verbs, "%s %s: what it does is not a step, nor steps in order", name, step.name)
			key, what := name+" "+step.name, wrong(test, i)
			open[key] = what != ""
			if !slices.Contains(owed(rule), key) {
				assert.Emptyf(t, what, "%s, %s %s", test.file, name, step.name)
			}
		}
	}
	for _, key := range owed(rule) {
		assert.Truef(t, open[key], "%q is owed no longer: take it off the list", key)
	}
}

func verbsBefore(test declaredTest, i int, kinds ...string) []string {
	var verbs []string
	for _, step := range test.steps[:i] {
		if slices.Contains(kinds, step.kind) {
			verbs = append(verbs, step.verbs...)
		}
	}
	return verbs
}

// written stands for a step that a Test makes by a function of its own.
const written = "written"

// unread are the verbs of which it is not read what they do: it is handed to them
// by a name.
var unread = []string{"InItsPod", "InItsPodOn", written}

// verbsOf names the steps that an expression makes: each of an InOrder by itself,
// and of a function that is handed a Pod what it does with it.
func verbsOf(expression ast.Expr) []string {
	switch e := expression.(type) {
	case *ast.FuncLit:
		if last, ok := e.Body.List[len(e.Body.List)-1].(*ast.ReturnStmt); ok {
			return verbsOf(last.Results[0])
		}
	case *ast.CallExpr:
		selector, ok := e.Fun.(*ast.SelectorExpr)
		if !ok {
			return []string{written}
		}
		var verbs []string
		if slices.Contains([]string{"InOrder", "InItsPod", "InItsPodOn"}, selector.Sel.Name) {
			for _, argument := range e.Args {
				verbs = append(verbs, verbsOf(argument)...)
			}
		}
		if len(verbs) == 0 {
			return []string{selector.Sel.Name}
		}
		return verbs
	}
	return nil
}

// canBreak tells which functions of support/steps may return a claim.BrokenError,
// by name: those that make one, and those that use such a function. What is wrapped
// in asPlain is none any more.
func canBreak(t *testing.T) map[string]bool {
	t.Helper()
	uses := usesInSteps(t)
	can := map[types.Object]bool{}
	for again := true; again; {
		again = false
		for function, used := range uses {
			if !can[function] && slices.ContainsFunc(used, func(o types.Object) bool { return o == nil || can[o] }) {
				can[function], again = true, true
			}
		}
	}
	names := map[string]bool{}
	for _, name := range unread {
		names[name] = true
	}
	for function := range can {
		names[function.Name()] = true
	}
	return names
}

// usesInSteps lists what each function of support/steps uses of the package; nil
// stands for claim.Brokenf.
func usesInSteps(t *testing.T) map[types.Object][]types.Object {
	t.Helper()
	set := token.NewFileSet()
	sources, err := filepath.Glob("../steps/*.go")
	require.NoError(t, err)
	var parsed []*ast.File
	for _, source := range sources {
		if strings.HasSuffix(source, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(set, source, nil, 0)
		require.NoError(t, err)
		parsed = append(parsed, file)
	}
	info := types.Info{Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}}
	// Of other packages nothing is needed, and nothing is read: what is theirs is no object here.
	config := types.Config{Error: func(error) {}, Importer: noImports{}}
	_, _ = config.Check("steps", set, parsed, &info) // its errors are those of the imports
	uses := map[types.Object][]types.Object{}
	for _, file := range parsed {
		for _, declaration := range file.Decls {
			if function, ok := declaration.(*ast.FuncDecl); ok {
				uses[info.Defs[function.Name]] = usesIn(function.Body, info)
			}
		}
	}
	return uses
}

type noImports struct{}

func (noImports) Import(path string) (*types.Package, error) {
	return nil, errors.New(path + " is not read")
}

func usesIn(body ast.Node, info types.Info) []types.Object {
	var used []types.Object
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			function, ok := n.Fun.(*ast.Ident)
			return !ok || function.Name != "asPlain"
		case *ast.Ident:
			if function, ok := info.Uses[n].(*types.Func); ok {
				used = append(used, function)
			}
			if n.Name == "Brokenf" {
				used = append(used, nil)
			}
		}
		return true
	})
	return used
}

// TestStepsThatActCannotBreak keeps the reading of support/steps from taking every
// verb for a judgement, or none.
func TestStepsThatActCannotBreak(t *testing.T) {
	canBreak := canBreak(t)
	for _, verb := range []string{"Writes", "Runs", "Restarts", "Apply", "Create", "Delete", "EndsBy"} {
		assert.Falsef(t, canBreak[verb], verb)
	}
	for _, verb := range []string{"Reads", "Lacks", "Serves", "IsStuck", "IsRejected", "StaysStuckWhile", "DeletedWithItsEmptyDir"} {
		assert.Truef(t, canBreak[verb], verb)
	}
}
