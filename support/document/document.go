// Package document reads the document whose claims the suite asserts: its
// sentences, where they stand, and their hashes. The document itself is not
// kept anywhere here; a claim points at it by section, line and hash.
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
)

// maxSize is the largest document that is read: far above any article, far
// below what would fill the memory.
const maxSize = 16 << 20

// Kind tells what a unit of the document is.
type Kind string

// The kinds of unit that a claim can be about.
const (
	Sentence Kind = "sentence"
	Comment  Kind = "comment" // in a code block
	Heading  Kind = "heading" // the front matter's title too
	Figure   Kind = "figure"  // its text is where the picture lies
)

// Unit is the smallest part of a document that a claim can point at.
type Unit struct {
	Kind    Kind
	Section string // slug, see Sections; the heading itself where it is not known
	Line    int    // where it begins, counted from 1
	EndLine int
	Text    string // Markdown removed, white space folded
	Hash    string
}

// Document is a parsed Markdown document.
type Document struct {
	Title string
	Units []Unit

	source []byte
	root   ast.Node
	lines  int // lines of front matter before source
	places []place
}

// Open reads a document from a file.
func Open(path string) (*Document, error) {
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
	d, err := Parse(source)
	if err != nil {
		return nil, fmt.Errorf("%s %w", path, err)
	}
	return d, nil
}

// Parse reads a Markdown document.
func Parse(source []byte) (*Document, error) {
	if err := checkEncoding(source); err != nil {
		return nil, err
	}
	source = bytes.TrimPrefix(source, []byte("\xef\xbb\xbf"))
	source = bytes.ReplaceAll(source, []byte("\r\n"), []byte("\n"))
	d := &Document{source: source}
	d.frontMatter()
	if len(bytes.TrimSpace(d.source)) == 0 {
		return nil, errors.New("holds no text")
	}
	d.root = goldmark.DefaultParser().Parse(text.NewReader(d.source))
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
			d.add(place{}, Unit{Kind: Heading, Line: i + 2, EndLine: i + 2, Text: d.Title})
		}
	}
}

func (d *Document) add(p place, u Unit) {
	u.Hash = Hash(u.Text)
	if u.Section == "" {
		u.Section = sectionOf(u.Hash, u.Text)
	}
	d.Units = append(d.Units, u)
	d.places = append(d.places, p)
}

// line is the line of the file on which a byte of the source stands.
func (d *Document) line(offset int) int {
	return d.lines + 1 + bytes.Count(d.source[:min(offset, len(d.source))], []byte("\n"))
}
