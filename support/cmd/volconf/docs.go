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

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/documents"
	"github.com/volconf/volconf/support/report"
	"github.com/volconf/volconf/support/vocabulary"
)

func (a app) claimsDocs() *cobra.Command {
	var root string
	cmd := &cobra.Command{
		Use:   "docs",
		Short: "Write the documents that are made from the register and from the steps",
		Long: `Write suites/CLAIMS.md, suites/claims/ and the README's count of claims from the
register, suites/VOCABULARY.md from the comments of the steps, and the claim that the README
shows from its source. With --check nothing is written; the exit code is 1 if one of
them is stale.`,
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

// generatedDoc is a file as the register or the steps want it.
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
	words, err := vocabularyDoc(root)
	if err != nil {
		return nil, err
	}
	docs = append(docs, words...)
	readme, err := readmeDoc(root)
	if err != nil {
		return nil, err
	}
	docs = append(docs, readme...)
	for i, d := range docs {
		there, err := os.ReadFile(d.path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("reading %s: %w", d.path, err)
		}
		docs[i].stale = !bytes.Equal(there, d.content)
	}
	return docs, nil
}

// vocabularyDoc is suites/VOCABULARY.md, where the module has steps.
func vocabularyDoc(root string) ([]generatedDoc, error) {
	steps, suites := filepath.Join(root, "support", "steps"), filepath.Join(root, "suites")
	if _, err := os.Stat(steps); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	words, err := vocabulary.Read(steps, suites)
	if err != nil {
		return nil, fmt.Errorf("reading the vocabulary: %w", err)
	}
	var b bytes.Buffer
	if err := words.Write(&b, "../support/steps", vocabulary.BoundsOf(await.Default())); err != nil {
		return nil, err
	}
	return []generatedDoc{{path: filepath.Join(suites, "VOCABULARY.md"), content: b.Bytes()}}, nil
}
