package vocabulary

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"
)

// source is a package as it is written.
type source struct {
	set   *token.FileSet
	files []sourceFile
	types *types.Package
	uses  map[*ast.Ident]types.Object
}

type sourceFile struct {
	name string
	tree *ast.File
}

// ordinary and tests choose files of a folder.
func ordinary(name string) bool { return !tests(name) }
func tests(name string) bool    { return strings.HasSuffix(name, "_test.go") }

// importer knows the packages that were loaded. Of all others the names are enough.
type importer map[string]*types.Package

func (i importer) Import(path string) (*types.Package, error) {
	for known, pkg := range i {
		if strings.HasSuffix(path, known) {
			return pkg, nil
		}
	}
	return nil, errors.New("not needed")
}

// load parses the chosen files of a folder and finds out what its names stand for, as
// far as that can be known without the packages that it imports.
func load(dir string, choose func(name string) bool, known ...*source) (*source, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, fmt.Errorf("looking into %s: %w", dir, err)
	}
	s := &source{set: token.NewFileSet(), uses: map[*ast.Ident]types.Object{}}
	var trees []*ast.File
	for _, path := range paths {
		if !choose(path) {
			continue
		}
		tree, err := parser.ParseFile(s.set, path, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, fmt.Errorf("reading the source: %w", err)
		}
		s.files = append(s.files, sourceFile{filepath.Base(path), tree})
		trees = append(trees, tree)
	}
	if len(trees) == 0 {
		return nil, fmt.Errorf("%s holds no source", dir)
	}
	imports := importer{}
	for _, k := range known {
		imports["/"+k.types.Name()] = k.types
	}
	config := types.Config{Importer: imports, Error: func(error) {}} // what is imported is not there: it is no error
	s.types, _ = config.Check(trees[0].Name.Name, s.set, trees, &types.Info{Uses: s.uses})
	return s, nil
}

// examples are the shortest uses of the package's words in the Tests of a folder.
func (s *source) examples(dir string) (map[string]Example, error) {
	suites, err := load(dir, tests, s)
	if err != nil {
		return nil, err
	}
	found := map[string]Example{}
	for _, file := range suites.files {
		for _, decl := range file.tree.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok {
				suites.collect(found, s.types, fn, file.name)
			}
		}
	}
	return found, nil
}

func (s *source) collect(found map[string]Example, of *types.Package, test *ast.FuncDecl, file string) {
	ast.Inspect(test, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		selector, ok := call.Fun.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		used, ok := s.uses[selector.Sel].(*types.Func)
		if !ok || used.Pkg() != of {
			return true
		}
		example := Example{Code: code(call), Test: test.Name.Name, File: file}
		if before, ok := found[keyOf(used)]; !ok || len(example.Code) < len(before.Code) {
			found[keyOf(used)] = example
		}
		return true
	})
}

// keyOf names a function as Word.key does.
func keyOf(fn *types.Func) string {
	signature, ok := fn.Type().(*types.Signature)
	if !ok || signature.Recv() == nil {
		return fn.Name()
	}
	receiver := signature.Recv().Type()
	if pointer, ok := receiver.(*types.Pointer); ok {
		receiver = pointer.Elem()
	}
	if named, ok := receiver.(*types.Named); ok {
		return named.Obj().Name() + "." + fn.Name()
	}
	return fn.Name()
}

// code prints a piece of source in one line.
func code(n ast.Node) string {
	var b bytes.Buffer
	_ = printer.Fprint(&b, token.NewFileSet(), n) // a buffer takes everything, and the tree was parsed
	lines := strings.Split(b.String(), "\n")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	return strings.Join(slices.DeleteFunc(lines, func(line string) bool { return line == "" }), " ")
}
