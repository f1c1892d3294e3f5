package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/document"
	"github.com/volconf/volconf/support/documents"
)

// texts are the documents that flags name: some by their files, or all of them
// by the folder that holds them.
type texts struct {
	files  []string
	folder string
}

func textFlags(cmd *cobra.Command) *texts {
	t := &texts{}
	cmd.Flags().StringArrayVar(&t.files, "document", nil, "a document as [SLUG=]FILE; FILE alone is the article; can be repeated")
	cmd.Flags().StringVar(&t.folder, "documents", "", "a folder that holds the texts of all documents")
	cmd.MarkFlagsMutuallyExclusive("document", "documents")
	cmd.MarkFlagsOneRequired("document", "documents")
	_ = cmd.MarkFlagDirname("documents") // it exists
	return t
}

// open reads the documents, in the order in which they are named.
func (t *texts) open() ([]*document.Document, error) {
	if t.folder != "" {
		return openAll(t.folder)
	}
	var out []*document.Document
	for _, file := range t.files {
		slug, path, named := strings.Cut(file, "=")
		if !named {
			slug, path = string(claim.Article), file
		}
		about, known := documents.BySlug(claim.Slug(slug))
		if !known {
			return nil, fmt.Errorf("unknown document %q; the documents are %s", slug, slugs())
		}
		d, err := document.Open(about, path)
		if err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	return out, nil
}

// openAll reads every document.
func openAll(folder string) ([]*document.Document, error) {
	var out []*document.Document
	var errs []error
	for _, about := range documents.All() {
		d, err := document.Open(about, filepath.Join(folder, filepath.FromSlash(about.Path)))
		if err != nil {
			errs = append(errs, fmt.Errorf("document %s: %w", about.Slug, err))
			continue
		}
		out = append(out, d)
	}
	switch len(errs) {
	case 0:
		return out, nil
	case 1:
		return nil, errs[0]
	}
	return nil, fmt.Errorf("%w; of %d more, too", errs[0], len(errs)-1)
}

func slugs() string {
	var out []string
	for _, slug := range claim.Slugs() {
		out = append(out, string(slug))
	}
	return strings.Join(out, ", ")
}
