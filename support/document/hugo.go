package document

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
)

// hugoParser reads what Hugo's sites are written in once the shortcodes are out.
func hugoParser() parser.Parser {
	return goldmark.New(
		goldmark.WithExtensions(extension.Table, extension.DefinitionList),
		goldmark.WithParserOptions(parser.WithAutoHeadingID(), parser.WithHeadingAttribute()),
	).Parser()
}

// examplePrefix marks a picture that stands for a file of examples: a pointer
// to it is a unit, as a picture is.
const examplePrefix = "example:"

var (
	fences    = regexp.MustCompile("(?m)^[ \t>]*(?:```|~~~).*$")
	remarks   = regexp.MustCompile(`(?s)<!--.*?-->`)
	hidden    = regexp.MustCompile(`(?s)\{\{[<%]\s*comment\s*[>%]\}\}.*?\{\{[<%]\s*/comment\s*[>%]\}\}`)
	shortcode = regexp.MustCompile(`\{\{[<%]\s*(/?)\s*([\w-]+)((?:[^">%]|"[^"]*")*)[>%]\}\}`)
	argument  = regexp.MustCompile(`(?:([\w-]+)\s*=\s*)?(?:"([^"]*)"|([^\s"=]+))`)
)

// plainMarkdown makes Markdown of a page of Hugo: a block of a shortcode is
// kept and its tags go, words that the site puts in stay out, for they change
// with every release. Every line stays where it is.
func plainMarkdown(source string) string {
	source = hidden.ReplaceAllStringFunc(source, blank)
	source = outsideFences(source, func(text string) string { return remarks.ReplaceAllStringFunc(text, blank) })
	fenced := false
	return shortcode.ReplaceAllStringFunc(source, func(tag string) string {
		m := shortcode.FindStringSubmatch(tag)
		closes, name, args := m[1] != "", m[2], arguments(m[3])
		return shortcodeText(name, args, closes, &fenced) + blank(tag)
	})
}

// blank keeps the lines of a text that goes.
func blank(s string) string { return strings.Repeat("\n", strings.Count(s, "\n")) }

// outsideFences changes a text but for its code blocks.
func outsideFences(source string, change func(string) string) string {
	var b strings.Builder
	from, inside := 0, false
	for _, fence := range fences.FindAllStringIndex(source, -1) {
		if inside {
			b.WriteString(source[from:fence[1]])
		} else {
			b.WriteString(change(source[from:fence[0]]))
			b.WriteString(source[fence[0]:fence[1]])
		}
		from, inside = fence[1], !inside
	}
	if inside {
		b.WriteString(source[from:])
	} else {
		b.WriteString(change(source[from:]))
	}
	return b.String()
}

// arguments reads those of a shortcode; one without a name is called "".
func arguments(s string) map[string]string {
	out := map[string]string{}
	for _, m := range argument.FindAllStringSubmatch(s, -1) {
		if _, taken := out[m[1]]; !taken {
			out[m[1]] = m[2] + m[3]
		}
	}
	return out
}

// shown says what a reader sees in place of a shortcode. All others are tags
// around a text, or are filled in by the site.
var shown = map[string]func(args map[string]string) string{
	"glossary_tooltip": func(args map[string]string) string {
		if text := args["text"]; text != "" {
			return text
		}
		return strings.ReplaceAll(args["term_id"], "-", " ")
	},
	"heading":       func(args map[string]string) string { return args[""] },
	"api-reference": func(args map[string]string) string { return args["page"][strings.LastIndex(args["page"], "/")+1:] },
	"figure":        func(args map[string]string) string { return "![](" + args["src"] + ") " + args["caption"] },
	"code_sample":   example,
	"code":          example,
}

func example(args map[string]string) string { return "![](" + examplePrefix + args["file"] + ")" }

// shortcodeText is what stands in place of a tag. A block that the site shows
// as code becomes a code block.
func shortcodeText(name string, args map[string]string, closes bool, fenced *bool) string {
	language := args["codelang"]
	if name == "highlight" {
		language = args[""]
	}
	switch {
	case closes && *fenced && (name == "highlight" || name == "tab"):
		*fenced = false
		return "```"
	case closes:
		return ""
	case language != "":
		*fenced = true
		return "```" + language
	}
	if show, ok := shown[name]; ok {
		return show(args)
	}
	return ""
}
