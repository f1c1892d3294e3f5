package document

import (
	"bytes"
	"fmt"
	"html/template"
	"io"
	"path"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// Mark is what is put around a unit on the page. Both parts are markup.
type Mark struct{ Open, Close template.HTML }

// Render writes the document as HTML, with a mark around each unit. The page
// loads nothing: pictures become links, raw HTML becomes text except for line
// breaks. It may be called once, since it works the marks into the tree.
func (d *Document) Render(mark func(index int, u Unit) Mark) (template.HTML, error) {
	code := d.work(mark)
	r := renderer.NewRenderer(renderer.WithNodeRenderers(
		util.Prioritized(&pageRenderer{code: code}, 1),
		util.Prioritized(extension.NewTableHTMLRenderer(), 500),
		util.Prioritized(extension.NewDefinitionListHTMLRenderer(), 500),
		util.Prioritized(html.NewRenderer(), 1000),
	))
	var b bytes.Buffer
	if d.Title != "" {
		m := mark(0, d.Units[0])
		fmt.Fprintf(&b, "<p class=\"title\">%s%s%s</p>\n", m.Open, template.HTMLEscapeString(d.Title), m.Close)
	}
	if err := r.Render(&b, d.source, d.root); err != nil {
		return "", fmt.Errorf("rendering the document: %w", err)
	}
	return template.HTML(b.String()), nil //nolint:gosec // goldmark escapes, raw HTML is handled below
}

var breaks = regexp.MustCompile(`(?i)^(\s*<br\s*/?>\s*)+$`)

// lineBreaks answers with the breaks of a raw HTML, and with text for any other.
func lineBreaks(raw string) string {
	if breaks.MatchString(raw) {
		return strings.Repeat("<br>", strings.Count(strings.ToLower(raw), "<br"))
	}
	return template.HTMLEscapeString(raw)
}

type pageRenderer struct {
	code map[ast.Node]map[int]Mark // by code block and line
}

// RegisterFuncs implements renderer.NodeRenderer.
func (p *pageRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(kindMarked, renderMarked)
	reg.Register(ast.KindImage, renderPicture)
	reg.Register(ast.KindRawHTML, renderRaw)
	reg.Register(ast.KindHTMLBlock, renderBlock)
	reg.Register(ast.KindFencedCodeBlock, p.renderCode)
}

func renderMarked(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	m := n.(*marked).mark //nolint:forcetypeassert // registered for this kind
	part := m.Close
	if entering {
		part = m.Open
	}
	_, err := w.WriteString(string(part))
	return ast.WalkContinue, err
}

func renderPicture(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	image := n.(*ast.Image) //nolint:forcetypeassert // registered for this kind
	where := string(image.Destination)
	name := strings.TrimSpace(plainText(source, image))
	file, isExample := strings.CutPrefix(where, examplePrefix)
	switch {
	case isExample:
		name = file
	case name == "":
		name = path.Base(where)
	}
	var err error
	if _, linked := n.Parent().(*ast.Link); !linked && (strings.HasPrefix(where, "https://") || strings.HasPrefix(where, "http://")) {
		_, err = fmt.Fprintf(w, `<a class="picture" rel="noreferrer" href="%s">%s</a>`, template.HTMLEscapeString(where), template.HTMLEscapeString(name))
	} else {
		_, err = fmt.Fprintf(w, `<span class="picture">%s</span>`, template.HTMLEscapeString(name))
	}
	return ast.WalkSkipChildren, err
}

func plainText(source []byte, n ast.Node) string {
	var b strings.Builder
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		if text, ok := child.(*ast.Text); ok {
			b.Write(text.Segment.Value(source))
			continue
		}
		b.WriteString(plainText(source, child))
	}
	return b.String()
}

func renderRaw(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkSkipChildren, nil
	}
	segments := n.(*ast.RawHTML).Segments //nolint:forcetypeassert // registered for this kind
	_, err := w.WriteString(lineBreaks(string(segments.Value(source))))
	return ast.WalkSkipChildren, err
}

func renderBlock(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	block := n.(*ast.HTMLBlock) //nolint:forcetypeassert // registered for this kind
	raw := string(block.Lines().Value(source))
	if block.HasClosure() {
		raw += string(block.ClosureLine.Value(source))
	}
	if breaks.MatchString(raw) {
		_, err := w.WriteString(lineBreaks(raw) + "\n")
		return ast.WalkContinue, err
	}
	_, err := fmt.Fprintf(w, "<pre>%s</pre>\n", template.HTMLEscapeString(raw))
	return ast.WalkContinue, err
}

func (p *pageRenderer) renderCode(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	whole := p.code[n][wholeBlock]
	if _, err := io.WriteString(w, `<pre tabindex="0"><code>`+string(whole.Open)); err != nil {
		return ast.WalkStop, err
	}
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		if _, err := io.WriteString(w, p.codeLine(n, i, string(line.Value(source)))); err != nil {
			return ast.WalkStop, err
		}
	}
	_, err := io.WriteString(w, string(whole.Close)+"</code></pre>\n")
	return ast.WalkContinue, err
}

// codeLine marks the comment of a line, not the code before it.
func (p *pageRenderer) codeLine(block ast.Node, i int, line string) string {
	m, ok := p.code[block][i]
	if !ok {
		return template.HTMLEscapeString(line)
	}
	at := strings.Index(line, "#")
	if _, _, trailing := strings.Cut(line, " # "); trailing && !strings.HasPrefix(strings.TrimSpace(line), "#") {
		at = strings.Index(line, " # ") + 1
	}
	comment := strings.TrimSuffix(line[at:], "\n")
	return template.HTMLEscapeString(line[:at]) + string(m.Open) + template.HTMLEscapeString(comment) + string(m.Close) + "\n"
}
