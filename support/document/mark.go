package document

import (
	"github.com/yuin/goldmark/ast"
)

var kindMarked = ast.NewNodeKind("Marked")

// marked is an inline node with a mark around its children.
type marked struct {
	ast.BaseInline
	mark Mark
}

func (m *marked) Kind() ast.NodeKind { return kindMarked }

func (m *marked) Dump(source []byte, level int) { ast.DumpHelper(m, source, level, nil, nil) }

// work puts the marks into the tree, the last unit first, so that the places of
// those before it stay true. It returns the marks of code blocks, which have no
// inline nodes, by line.
func (d *Document) work(mark func(int, Unit) Mark) map[ast.Node]map[int]Mark {
	code := map[ast.Node]map[int]Mark{}
	for i := len(d.Units) - 1; i >= 0; i-- {
		u, p := d.Units[i], d.places[i]
		if p.block == nil {
			continue
		}
		m := mark(i, u)
		_, isCode := p.block.(*ast.FencedCodeBlock)
		switch {
		case isCode:
			if code[p.block] == nil {
				code[p.block] = map[int]Mark{}
			}
			code[p.block][p.index] = m
		case u.Kind == Figure || u.Kind == Example:
			wrap(p.node.Parent(), p.node, p.node, m)
		case u.Kind == Row:
			wrap(p.node, p.node.FirstChild(), p.node.LastChild(), m)
		case u.Kind == Heading:
			wrap(p.block, p.block.FirstChild(), p.block.LastChild(), m)
		case u.Kind == Sentence:
			if first, last := p.run.cut(p.block, p.span); first != nil {
				wrap(p.block, first, last, m)
			}
		}
	}
	return code
}

// wrap moves the siblings from first to last into a marked node.
func wrap(parent, first, last ast.Node, m Mark) {
	if first == nil {
		return
	}
	node := &marked{mark: m}
	parent.InsertBefore(parent, first, node)
	for n := first; n != nil; {
		next := n.NextSibling()
		parent.RemoveChild(parent, n)
		node.AppendChild(node, n)
		if n == last {
			return
		}
		n = next
	}
}

// cut splits the text nodes at the ends of a sentence and returns the children
// of the block that it then consists of. A sentence that begins or ends inside
// emphasis or a link takes in the whole of it, unless the next one has it.
func (r *run) cut(block ast.Node, s span) (first, last ast.Node) {
	for _, l := range r.leaves {
		text, isText := l.node.(*ast.Text)
		to := l.from + 1
		if isText {
			to = l.from + text.Segment.Len()
		}
		if to <= s.from || l.from >= s.to || l.top.Parent() != block { // elsewhere, or marked already
			continue
		}
		top := l.top
		if isText && top == l.node {
			if s.to < to {
				splitText(text, s.to-l.from)
			}
			if s.from > l.from {
				top = splitText(text, s.from-l.from)
			}
		}
		if first == nil {
			first = top
		}
		last = top
	}
	return first, last
}

// splitText cuts a text node in two and returns the second.
func splitText(t *ast.Text, at int) ast.Node {
	rest := ast.NewTextSegment(t.Segment.WithStart(t.Segment.Start + at))
	rest.SetSoftLineBreak(t.SoftLineBreak())
	rest.SetHardLineBreak(t.HardLineBreak())
	rest.SetRaw(t.IsRaw())
	t.SetSoftLineBreak(false)
	t.SetHardLineBreak(false)
	t.Segment = t.Segment.WithStop(t.Segment.Start + at)
	parent := t.Parent()
	parent.InsertAfter(parent, t, rest)
	return rest
}
