package vocabulary

import (
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"time"
)

// preface is what a reader must know of every row.
const preface = "<!-- Made by `volconf claims docs` from the comments of support/steps: change those, not this file. -->\n\n" +
	"# Vocabulary\n\n" +
	"What a suite can say: nouns name what a claim's manifests hold, steps act on it or judge it, changes alter a manifest before it is applied. " +
	"A receiver has also the words of the type that it embeds: every Pod is a Container, its first.\n\n" +
	"*Waits up to* names a bound (below), or a parameter that is one. Where it is empty the step looks once: a call that was not answered is made again, and nothing else is. " +
	"*Text* says how a text is compared: all of it (equals) or a part (contains). " +
	"*Example* is the shortest use in a suite.\n"

// Write writes the vocabulary as Markdown that lies beside the suites. Steps is the way from
// there to the source of the steps.
func (v Vocabulary) Write(w io.Writer, steps string, bounds []Bound) error {
	var b strings.Builder
	b.WriteString(preface)
	for _, section := range v.sections() {
		fmt.Fprintf(&b, "\n## %s\n\n", section.title)
		if section.doc != "" {
			fmt.Fprintf(&b, "%s\n\n", section.doc)
		}
		b.WriteString("| Word | What it does | Waits up to | Text | Example |\n|---|---|---|---|---|\n")
		for _, word := range section.words {
			fmt.Fprintf(&b, "| [`%s`](%s/%s) | %s | %s | %s | %s |\n", cell(word.Name+"("+word.Params+")"), steps, word.File,
				cell(word.firstSentence()), word.waits(bounds), word.Compares(), word.Example.cell())
		}
	}
	b.WriteString("\n## Bounds\n\nOn a cluster that is ready, with images present; `-timeout-scale` multiplies them all.\n\n| Bound | Time |\n|---|---|\n")
	for _, bound := range v.used(bounds) {
		fmt.Fprintf(&b, "| %s | %s |\n", bound.Name, inWords(bound.Time))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Bound is a time-out by its name.
type Bound struct {
	Name string
	Time time.Duration
}

// BoundsOf lists the durations of a struct by the names of their fields.
func BoundsOf(timeouts any) []Bound {
	var bounds []Bound
	value := reflect.ValueOf(timeouts)
	for i := range value.NumField() {
		if d, ok := value.Field(i).Interface().(time.Duration); ok {
			bounds = append(bounds, Bound{value.Type().Field(i).Name, d})
		}
	}
	return bounds
}

// section is the words of one receiver.
type section struct {
	title, doc string
	words      []Word
}

// sections has the functions first: a Test begins with them.
func (v Vocabulary) sections() []section {
	free := section{title: "Functions of steps"}
	for _, word := range v.Words {
		if word.Receiver == "" {
			free.words = append(free.words, word)
		}
	}
	sections := []section{free}
	for _, noun := range v.Nouns {
		s := section{title: noun.Name, doc: noun.Doc}
		for _, word := range v.Words {
			if word.Receiver == noun.Name {
				s.words = append(s.words, word)
			}
		}
		if len(s.words) > 0 {
			sections = append(sections, s)
		}
	}
	return slices.DeleteFunc(sections, func(s section) bool { return len(s.words) == 0 })
}

// used are the bounds that a word names.
func (v Vocabulary) used(bounds []Bound) []Bound {
	return slices.DeleteFunc(slices.Clone(bounds), func(bound Bound) bool {
		return !slices.ContainsFunc(v.Words, func(w Word) bool { return slices.Contains(w.Bounds(), bound.Name) })
	})
}

// waits says what a word waits up to: bounds with their times, and parameters.
func (w Word) waits(bounds []Bound) string {
	var said []string
	for _, name := range w.Bounds() {
		for _, bound := range bounds {
			if bound.Name == name {
				said = append(said, fmt.Sprintf("%s (%s)", name, inWords(bound.Time)))
			}
		}
	}
	for _, param := range w.durations {
		said = append(said, "`"+param+"`")
	}
	return strings.Join(said, ", ")
}

// inWords gives a time in whole units.
func inWords(d time.Duration) string {
	if d%time.Minute == 0 {
		return fmt.Sprintf("%d min", d/time.Minute)
	}
	return fmt.Sprintf("%d s", d/time.Second)
}

// firstSentence is as much of a comment as fits into a table.
func (w Word) firstSentence() string {
	sentence, _, cut := strings.Cut(w.Doc, ". ")
	if cut {
		sentence += "."
	}
	return strings.TrimPrefix(sentence, w.Name+" ")
}

func (e Example) cell() string {
	if e.Test == "" {
		return "no suite uses it"
	}
	const most = 120
	shown := e.Code
	if runes := []rune(shown); len(runes) > most {
		shown = string(runes[:most]) + "…"
	}
	return fmt.Sprintf("`%s` in [%s](%s)", cell(shown), e.Test, e.File)
}

// cell keeps a text from ending its cell.
func cell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }
