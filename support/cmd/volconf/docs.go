package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/documents"
	"github.com/volconf/volconf/support/report"
)

func (a app) claimsDocs() *cobra.Command {
	var root string
	cmd := &cobra.Command{
		Use:   "docs",
		Short: "Write the documents that are made from the register",
		Long: `Write suites/CLAIMS.md, suites/claims/ and the README's table of claims. With --check
nothing is written; the exit code is 1 if they are stale.`,
		Args: cobra.NoArgs,
	}
	cmd.Flags().StringVar(&root, "root", ".", "folder of the module")
	check := cmd.Flags().Bool("check", false, "only find out whether they are stale")
	cmd.RunE = func(*cobra.Command, []string) error {
		docs, err := generatedDocs(root)
		if err != nil {
			return err
		}
		stale := false
		for _, d := range docs {
			if !d.stale {
				continue
			}
			stale = true
			fmt.Fprintln(a.out, d.path)
			if *check {
				continue
			}
			if err := os.MkdirAll(filepath.Dir(d.path), 0o755); err != nil {
				return fmt.Errorf("making a folder for the documents: %w", err)
			}
			if err := report.WriteFile(d.path, func(w io.Writer) error { _, err := w.Write(d.content); return err }); err != nil {
				return err
			}
		}
		if stale && *check {
			return codedError{report.ExitBroken, errors.New("stale: run `go run ./support/cmd/volconf claims docs`")}
		}
		return nil
	}
	return cmd
}

// generatedDoc is a file as the register wants it.
type generatedDoc struct {
	path    string
	content []byte
	stale   bool
}

func generatedDocs(root string) ([]generatedDoc, error) {
	var docs []generatedDoc
	for _, page := range report.Catalogue(documents.All(), claims.All()) {
		docs = append(docs, generatedDoc{path: filepath.Join(root, "suites", filepath.FromSlash(page.Path)), content: page.Content})
	}
	readme := filepath.Join(root, "README.md")
	content, err := os.ReadFile(readme)
	switch {
	case err == nil:
		if content, err = report.ReplaceTable(content, claims.All()); err != nil {
			return nil, err
		}
		docs = append(docs, generatedDoc{path: readme, content: content})
	case !errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("reading the README: %w", err)
	}
	for i, d := range docs {
		there, err := os.ReadFile(d.path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("reading %s: %w", d.path, err)
		}
		docs[i].stale = !bytes.Equal(there, d.content)
	}
	return docs, nil
}
