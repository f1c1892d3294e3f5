package document

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

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
