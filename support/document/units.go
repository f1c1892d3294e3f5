package document

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// place is where a unit stands in the syntax tree, so that it can be marked.
type place struct {
	block ast.Node // the block that holds it
	run   *run     // the running text, for a sentence
	span  span     // the part of the running text
	node  ast.Node // the picture, for a figure
	index int      // the line within a code block, for a comment
}

// collect walks the document once and lists its units in reading order.
func (d *Document) collect() {
	section := ""
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
		default:
			return ast.WalkContinue, nil
		}
		return ast.WalkSkipChildren, nil
	})
}

func (d *Document) heading(block *ast.Heading) string {
	r := d.running(block)
	text := Normalize(r.text)
	line := d.line(block.Pos())
	section := sectionOf(Hash(text), text)
	d.add(place{block: block}, Unit{Kind: Heading, Section: section, Line: line, EndLine: line, Text: text})
	return section
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
		d.add(place{block: block, node: image}, Unit{Kind: Figure, Section: section, Line: line, EndLine: line, Text: string(image.Destination)})
	}
}

func (d *Document) code(block *ast.FencedCodeBlock, section string) {
	for i := range block.Lines().Len() {
		line := block.Lines().At(i)
		text, ok := comment(string(line.Value(d.source)))
		if !ok {
			continue
		}
		n := d.line(line.Start)
		d.add(place{block: block, index: i}, Unit{Kind: Comment, Section: section, Line: n, EndLine: n, Text: Normalize(text)})
	}
}

// comment finds what a line of YAML or shell says to its reader.
func comment(line string) (string, bool) {
	trimmed := strings.TrimSpace(line)
	if text, ok := strings.CutPrefix(trimmed, "#"); ok {
		return strings.TrimSpace(text), strings.TrimSpace(text) != ""
	}
	_, text, ok := strings.Cut(trimmed, " # ")
	return strings.TrimSpace(text), ok && strings.TrimSpace(text) != ""
}

// run is the running text of a block: what a reader reads, with a map back to
// the source and to the nodes that it came from.
type run struct {
	text   string
	leaves []leaf
	images []*ast.Image
}

// leaf is a piece of text.
type leaf struct {
	node   ast.Node // the text node itself
	top    ast.Node // the child of the block that it lies in
	from   int      // where it begins in the running text
	source int      // where it begins in the source
}

func (d *Document) running(block ast.Node) *run {
	r := &run{}
	var b strings.Builder
	for top := block.FirstChild(); top != nil; top = top.NextSibling() {
		d.append(&b, r, top, top)
	}
	r.text = b.String()
	return r
}

func (d *Document) append(b *strings.Builder, r *run, top, n ast.Node) {
	switch node := n.(type) {
	case *ast.Text:
		r.leaves = append(r.leaves, leaf{node, top, b.Len(), node.Segment.Start})
		b.Write(node.Segment.Value(d.source))
		switch {
		case node.HardLineBreak():
			b.WriteByte('\n')
		case node.SoftLineBreak():
			b.WriteByte(' ')
		}
	case *ast.AutoLink:
		r.leaves = append(r.leaves, leaf{node, top, b.Len(), node.Pos()})
		b.Write(node.Label(d.source))
	case *ast.RawHTML: // a <br>, or a tag that a reader does not see
		b.WriteByte('\n')
	case *ast.Image:
		r.images = append(r.images, node)
		b.WriteByte('\n')
	default:
		for child := n.FirstChild(); child != nil; child = child.NextSibling() {
			d.append(b, r, top, child)
		}
	}
}

// source maps a byte of the running text to the source.
func (r *run) source(offset int) int {
	found := 0
	for _, l := range r.leaves {
		if l.from > offset {
			break
		}
		found = l.source + offset - l.from
	}
	return found
}
