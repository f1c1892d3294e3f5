package main

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/report"
)

// The marks between which the README shows one claim, as its source has it.
const (
	shownBegin = "<!-- a claim: made by `volconf claims docs` -->"
	shownEnd   = "<!-- end of the claim -->"
)

// readmeDoc is the README with what the register and the suites say put into it, if there
// is one.
func readmeDoc(root string) ([]generatedDoc, error) {
	path := filepath.Join(root, "README.md")
	content, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the README: %w", err)
	}
	if content, err = report.ReplaceCount(content, claims.All()); err != nil {
		return nil, err
	}
	if content, err = showOne(content, root, claims.EmptyDirLostWithPod); err != nil {
		return nil, err
	}
	return []generatedDoc{{path: path, content: content}}, nil
}

// showOne puts the Test and the manifest of a claim between the marks, where there are any.
func showOne(readme []byte, root string, c claim.Claim) ([]byte, error) {
	before, rest, begins := bytes.Cut(readme, []byte(shownBegin))
	_, after, ends := bytes.Cut(rest, []byte(shownEnd))
	if !begins || !ends {
		return readme, nil
	}
	test, err := testSource(filepath.Join(root, "suites", string(c.Feature)+"_test.go"), c.TestName())
	if err != nil {
		return nil, err
	}
	manifests, err := filepath.Glob(filepath.Join(root, "manifests", string(c.Feature), c.ID, "*.yaml"))
	if err != nil || len(manifests) == 0 {
		return nil, fmt.Errorf("claim %s has no manifest to show: %w", c.ID, err)
	}
	manifest, err := os.ReadFile(manifests[0])
	if err != nil {
		return nil, fmt.Errorf("reading a manifest of claim %s: %w", c.ID, err)
	}
	return fmt.Appendf(nil, "%s%s\n\n```go\n%s\n```\n\n```yaml\n%s\n```\n\n%s%s",
		before, shownBegin, test, strings.TrimSpace(string(manifest)), shownEnd, after), nil
}

// testSource is a function as it is written.
func testSource(path, name string) (string, error) {
	source, err := os.ReadFile(path)
	if err != nil {
		return "", fmt.Errorf("reading a suite: %w", err)
	}
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, path, source, parser.SkipObjectResolution)
	if err != nil {
		return "", fmt.Errorf("reading a suite: %w", err)
	}
	for _, decl := range file.Decls {
		if fn, ok := decl.(*ast.FuncDecl); ok && fn.Name.Name == name {
			return string(source[set.Position(fn.Pos()).Offset:set.Position(fn.End()).Offset]), nil
		}
	}
	return "", fmt.Errorf("%s has no Test %s", path, name)
}
