package document

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extension "github.com/yuin/goldmark/extension/ast"

	"github.com/volconf/volconf/support/claim"
)

// place is where a unit stands in the syntax tree, so that it can be marked.
type place struct {
	block ast.Node // the block that holds it
	run   *run     // the running text, for a sentence
	span  span     // the part of the running text
	node  ast.Node // the picture, for a figure; the first cell, for a row
	index int      // the line within a code block, for a comment
}

// top is the section of what stands above the first heading.
const top = "top"

// collect walks the document once and lists its units in reading order.
func (d *Document) collect() {
	section := top
	_ = ast.Walk(d.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the walker returns no error
		if !entering {
			return ast.WalkContinue, nil
		}
		switch block := n.(type) {
		case *ast.Heading:
			section = d.heading(block)
		case *ast.Paragraph, *ast.TextBlock:
			d.paragraph(block, section)
		case *ast.FencedCodeBlock:
			d.code(block, section)
		case *extension.DefinitionTerm:
			d.term(block, section)
		case *extension.TableHeader: // it names columns and says nothing
		case *extension.TableRow:
			d.row(block, section)
		default:
			return ast.WalkContinue, nil
		}
		return ast.WalkSkipChildren, nil
	})
}

// heading begins a section. Its anchor names it where the page has such.
func (d *Document) heading(block *ast.Heading) string {
	r := d.running(block)
	text := Normalize(r.text)
	section := d.sectionOf(Hash(text), text)
	if anchor, ok := block.AttributeString("id"); ok {
		section = string(anchor.([]byte)) //nolint:forcetypeassert // goldmark keeps it so
		block.RemoveAttributes()          // the page that is made of it has names of its own
	}
	line := d.line(block.Pos())
	d.add(place{block: block}, Unit{Kind: Heading, Section: section, Line: line, EndLine: line, Text: text})
	return section
}

func (d *Document) term(block ast.Node, section string) {
	r := d.running(block)
	d.add(place{block: block}, Unit{Kind: Heading, Section: section, Line: d.line(r.source(0)), EndLine: d.line(r.source(0)), Text: Normalize(r.text)})
}

func (d *Document) paragraph(block ast.Node, section string) {
	r := d.running(block)
	for _, s := range sentences(r.text) {
		d.add(place{block: block, run: r, span: s}, Unit{
			Kind: Sentence, Section: section, Text: Normalize(r.text[s.from:s.to]),
			Line: d.line(r.source(s.from)), EndLine: d.line(r.source(s.to - 1)),
		})
	}
	for _, image := range r.images {
		line := d.line(image.Pos())
		kind, where := Figure, string(image.Destination)
		if file, ok := strings.CutPrefix(where, examplePrefix); ok {
			kind, where = Example, file
		}
		d.add(place{block: block, node: image}, Unit{Kind: kind, Section: section, Line: line, EndLine: line, Text: where})
	}
}

// row makes one unit of a row of a table: what its cells say together.
func (d *Document) row(block ast.Node, section string) {
	var cells []string
	var first ast.Node
	line := 0
	for cell := block.FirstChild(); cell != nil; cell = cell.NextSibling() {
		r := d.running(cell)
		cells = append(cells, Normalize(r.text))
		if first == nil && len(r.leaves) > 0 {
			first, line = cell, d.line(r.source(0))
		}
	}
	if first != nil {
		d.add(place{block: block, node: first}, Unit{Kind: Row, Section: section, Line: line, EndLine: line, Text: strings.Join(cells, " | ")})
	}
}

// code takes the comments of a code block, and a manifest as a whole.
func (d *Document) code(block *ast.FencedCodeBlock, section string) {
	lines := block.Lines()
	if d.About.Format == claim.Hugo && lines.Len() > 0 && isYAML(string(block.Language(d.source))) {
		d.add(place{block: block, index: wholeBlock}, Unit{
			Kind: Example, Section: section, Line: d.line(lines.At(0).Start), EndLine: d.line(lines.At(lines.Len() - 1).Start),
			Text: strings.TrimSpace(string(lines.Value(d.source))),
		})
	}
	for i := range lines.Len() {
		line := lines.At(i)
		text, ok := comment(string(line.Value(d.source)))
		if !ok {
			continue
		}
		n := d.line(line.Start)
		d.add(place{block: block, index: i}, Unit{Kind: Comment, Section: section, Line: n, EndLine: n, Text: Normalize(text)})
	}
}

// wholeBlock is the place of a code block itself, where a line has its number.
const wholeBlock = -1

func isYAML(language string) bool { return language == "yaml" || language == "yml" }

// comment finds what a line of YAML or shell says to its reader.
func comment(line string) (string, bool) {
	trimmed := strings.TrimSpace(line)
	if text, ok := strings.CutPrefix(trimmed, "#"); ok {
		return strings.TrimSpace(text), strings.TrimSpace(text) != ""
	}
	_, text, ok := strings.Cut(trimmed, " # ")
	return strings.TrimSpace(text), ok && strings.TrimSpace(text) != ""
}
