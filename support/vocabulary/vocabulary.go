// Package vocabulary writes down the verbs that suites are written in: who can do or
// judge what, how long that waits, how it compares texts, and where a suite uses it. It
// reads source and runs none of it. What it tells is what the doc comments say.
package vocabulary

import (
	"fmt"
	"go/ast"
	"regexp"
	"slices"
	"strings"
)

// Word is a function of the vocabulary.
type Word struct {
	Receiver string // the type whose method it is; empty for a function
	Name     string
	Params   string // as in the source: "path, content string"
	Result   string // Step, Change, or the type that it names
	Doc      string // the comment, in one line
	File     string // of the source, without its folder
	Example  Example

	durations []string // parameters that are durations
	texts     bool     // whether a parameter is a text to compare with
}

// Example is a use of a word in a suite.
type Example struct {
	Code string
	Test string
	File string // without its folder
}

// Noun is a type that has words.
type Noun struct {
	Name string
	Doc  string
}

// Vocabulary is what a package of steps offers.
type Vocabulary struct {
	Nouns []Noun
	Words []Word // by receiver, and then in the order of their names
}

// Read collects the exported words of a package of steps and, for each, its shortest
// use in the Tests of the suites.
func Read(steps, suites string) (Vocabulary, error) {
	pkg, err := load(steps, ordinary)
	if err != nil {
		return Vocabulary{}, err
	}
	var v Vocabulary
	for _, file := range pkg.files {
		for _, decl := range file.tree.Decls {
			switch decl := decl.(type) {
			case *ast.FuncDecl:
				if w, ok := wordOf(decl, file.name); ok {
					v.Words = append(v.Words, w)
				}
			case *ast.GenDecl:
				v.Nouns = append(v.Nouns, nounsOf(decl)...)
			}
		}
	}
	if len(v.Words) == 0 {
		return Vocabulary{}, fmt.Errorf("%s has no steps", steps)
	}
	slices.SortFunc(v.Words, func(a, b Word) int {
		return strings.Compare(a.Receiver+"."+a.Name, b.Receiver+"."+b.Name)
	})
	slices.SortFunc(v.Nouns, func(a, b Noun) int { return strings.Compare(a.Name, b.Name) })
	examples, err := pkg.examples(suites)
	if err != nil {
		return Vocabulary{}, err
	}
	for i, w := range v.Words {
		v.Words[i].Example = examples[w.key()]
	}
	return v, nil
}

// key names a word: Container.Reads, or Apply.
func (w Word) key() string { return strings.TrimPrefix(w.Receiver+"."+w.Name, ".") }

// wordOf tells of an exported function that a suite can say something with.
func wordOf(decl *ast.FuncDecl, file string) (Word, bool) {
	w := Word{Name: decl.Name.Name, File: file, Doc: oneLine(decl.Doc.Text())}
	if decl.Recv != nil {
		w.Receiver = strings.TrimPrefix(code(decl.Recv.List[0].Type), "*")
	}
	results := decl.Type.Results
	if !decl.Name.IsExported() || results == nil || w.Receiver != "" && !ast.IsExported(w.Receiver) {
		return Word{}, false
	}
	w.Result = strings.TrimPrefix(code(results.List[0].Type), "*")
	if w.Receiver != "" && !ast.IsExported(w.Result) {
		return Word{}, false // String, Error and their like
	}
	var params []string
	for _, field := range decl.Type.Params.List {
		var names []string
		for _, name := range field.Names {
			names = append(names, name.Name)
		}
		kind := code(field.Type)
		params = append(params, strings.Join(names, ", ")+" "+kind)
		switch strings.TrimPrefix(kind, "...") {
		case "time.Duration":
			w.durations = append(w.durations, names...)
		case "string":
			w.texts = w.texts || slices.ContainsFunc(names, isText)
		}
	}
	w.Params = strings.Join(params, ", ")
	return w, true
}

// isText tells the parameters that hold a text to compare with from those that name
// something.
func isText(param string) bool {
	return slices.Contains([]string{"text", "body", "content", "want", "word", "words"}, param)
}

// nounsOf tells of the exported types of a declaration.
func nounsOf(decl *ast.GenDecl) []Noun {
	var nouns []Noun
	for _, spec := range decl.Specs {
		t, ok := spec.(*ast.TypeSpec)
		if !ok || !t.Name.IsExported() {
			continue
		}
		doc := t.Doc
		if doc == nil {
			doc = decl.Doc
		}
		nouns = append(nouns, Noun{Name: t.Name.Name, Doc: oneLine(doc.Text())})
	}
	return nouns
}

var (
	upTo     = regexp.MustCompile(`\bup to ([A-Z]\w*)`)
	waiting  = regexp.MustCompile(`\b(waits?|comes? to|before long)\b`)
	patient  = regexp.MustCompile(`\b(does not|do not) wait\b|\bnever comes to\b|\bcomes to the same\b`)
	equals   = regexp.MustCompile(`\b(exactly|equals?)\b`)
	contains = regexp.MustCompile(`\bcontains?\b`)
	begins   = regexp.MustCompile(`\bbegins? with\b`)
)

// Bounds are the time-outs that the comment names.
func (w Word) Bounds() []string {
	var bounds []string
	for _, found := range upTo.FindAllStringSubmatch(w.Doc, -1) {
		if !slices.Contains(bounds, found[1]) {
			bounds = append(bounds, found[1])
		}
	}
	return bounds
}

// Compares says how the word compares a text, where its comment says so.
func (w Word) Compares() string {
	switch {
	case !w.texts:
		return ""
	case equals.MatchString(w.Doc):
		return "equals"
	case contains.MatchString(w.Doc):
		return "contains"
	case begins.MatchString(w.Doc):
		return "begins with"
	}
	return ""
}

// Unsaid is what the comment should say and does not; empty if it says all. Bounds are
// those that a comment may name.
func (w Word) Unsaid(bounds []Bound) string {
	said := patient.ReplaceAllString(w.Doc, "")
	switch {
	case w.Doc == "":
		return "has no comment"
	case w.Result != "Step":
		return ""
	case slices.ContainsFunc(w.Bounds(), func(name string) bool { return !known(bounds, name) }):
		return "names a bound that there is not"
	case waiting.MatchString(said) && len(w.Bounds()) == 0 && len(w.durations) == 0:
		return "waits, and its comment does not say up to which bound"
	case w.texts && strings.Contains(w.Doc, " judges ") && w.Compares() == "":
		return "compares a text, and its comment does not say whether all of it (exactly) or a part (contains)"
	}
	return ""
}

func known(bounds []Bound, name string) bool {
	return slices.ContainsFunc(bounds, func(b Bound) bool { return b.Name == name })
}

// oneLine is a comment without its line breaks.
func oneLine(doc string) string { return strings.Join(strings.Fields(doc), " ") }
