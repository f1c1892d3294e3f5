// Package document reads the texts whose statements the suite asserts: their
// sentences, where they stand, and their hashes. No text is kept anywhere here;
// a claim points at it by section, line and hash. What is known of each is in
// support/documents.
package document

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/volconf/volconf/support/claim"
)

// maxSize is the largest document that is read: far above any article, far
// below what would fill the memory.
const maxSize = 16 << 20

// Kind tells what a unit of the document is.
type Kind string

// The kinds of unit that a claim can be about.
const (
	Sentence Kind = "sentence"
	Row      Kind = "row"     // of a table
	Comment  Kind = "comment" // in a code block
	Example  Kind = "example" // a manifest in a code block, or a file of one
	Figure   Kind = "figure"  // its text is where the picture lies
	Heading  Kind = "heading" // the front matter's title and the terms of a list too; no claim is needed of it
)

// Unit is the smallest part of a document that a claim can point at.
type Unit struct {
	Kind    Kind
	Section string // its slug; the heading itself where it is not known
	Line    int    // where it begins, counted from 1
	EndLine int
	Text    string // Markdown removed, white space folded
	Hash    string
}

// Document is a parsed document.
type Document struct {
	About claim.Document
	Title string
	Hash  string // of the whole text
	Units []Unit

	source []byte
	root   ast.Node
	lines  int // lines of front matter before source
	places []place
}

// Open reads a document from a file.
func Open(about claim.Document, path string) (*Document, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, fmt.Errorf("no document to read: %w", err)
	case info.Size() > maxSize:
		return nil, fmt.Errorf("%s is larger than %d MB: it is no document", path, maxSize>>20)
	}
	source, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("no document to read: %w", err)
	}
	d, err := Parse(about, source)
	if err != nil {
		return nil, fmt.Errorf("%s %w", path, err)
	}
	return d, nil
}

// Parse reads a document of which something is known already: how it is
// written, and what its sections are called.
func Parse(about claim.Document, source []byte) (*Document, error) {
	if err := checkEncoding(source); err != nil {
		return nil, err
	}
	source = bytes.TrimPrefix(source, []byte("\xef\xbb\xbf"))
	source = bytes.ReplaceAll(source, []byte("\r\n"), []byte("\n"))
	d := &Document{About: about, Hash: sum(source), source: source}
	d.frontMatter()
	read := goldmark.DefaultParser()
	if about.Format == claim.Hugo {
		d.source = []byte(plainMarkdown(string(d.source)))
		read = hugoParser()
	}
	if len(bytes.TrimSpace(d.source)) == 0 {
		return nil, errors.New("holds no text")
	}
	d.root = read.Parse(text.NewReader(d.source))
	d.collect()
	return d, nil
}

func checkEncoding(source []byte) error {
	if utf8.Valid(source) && !bytes.Contains(source, []byte{0}) {
		return nil
	}
	line := 1
	for rest := source; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		if r == '\n' {
			line++
		}
		if r == 0 || r == utf8.RuneError && size == 1 {
			break
		}
		rest = rest[size:]
	}
	return fmt.Errorf("is not UTF-8 (line %d): convert it first, for example with iconv -f EUC-KR -t UTF-8", line)
}

// frontMatter takes the YAML head off the source and keeps its title.
func (d *Document) frontMatter() {
	rest, found := bytes.CutPrefix(d.source, []byte("---\n"))
	if !found {
		return
	}
	head, body, found := bytes.Cut(rest, []byte("\n---\n"))
	if !found {
		return
	}
	d.lines = 2 + bytes.Count(head, []byte("\n")) + 1
	d.source = body
	for i, line := range strings.Split(string(head), "\n") {
		if title, ok := strings.CutPrefix(line, "title:"); ok {
			d.Title = Normalize(strings.Trim(strings.TrimSpace(title), `"'`))
			d.add(place{}, Unit{Kind: Heading, Section: d.sectionOf(Hash(d.Title), d.Title), Line: i + 2, EndLine: i + 2, Text: d.Title})
		}
	}
}

func (d *Document) add(p place, u Unit) {
	u.Hash = Hash(u.Text)
	if u.Kind == Example { // white space has a meaning there
		u.Hash = sum([]byte(u.Text))
	}
	d.Units = append(d.Units, u)
	d.places = append(d.places, p)
}

// sectionOf finds the slug of a heading by its hash.
func (d *Document) sectionOf(hash, heading string) string {
	for _, s := range d.About.Sections {
		if s.Heading == hash {
			return s.Slug
		}
	}
	if d.About.Format == claim.Hugo {
		return top
	}
	return heading
}

// line is the line of the file on which a byte of the source stands.
func (d *Document) line(offset int) int {
	return d.lines + 1 + bytes.Count(d.source[:min(offset, len(d.source))], []byte("\n"))
}
