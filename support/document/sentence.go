package document

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Normalize makes one text of all the ways to write it: Unicode NFC, emphasis
// marks removed, white space folded.
func Normalize(s string) string {
	s = strings.NewReplacer("**", "", "__", "", "`", "").Replace(s)
	return norm.NFC.String(strings.Join(strings.Fields(s), " "))
}

// Hash identifies a sentence without repeating it.
func Hash(s string) string { return sum([]byte(Normalize(s))) }

func sum(b []byte) string {
	full := sha256.Sum256(b)
	return hex.EncodeToString(full[:8])
}

// span is a part of a text, by bytes.
type span struct{ from, to int }

// sentences splits a text at full stops, question and exclamation marks that
// are followed by white space, and at line feeds, which stand for hard breaks.
func sentences(s string) []span {
	var out []span
	from := 0
	emit := func(to int) {
		trimmed := strings.TrimSpace(s[from:to])
		if trimmed != "" {
			start := from + strings.Index(s[from:to], trimmed)
			out = append(out, span{start, start + len(trimmed)})
		}
		from = to
	}
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch {
		case r == '\n':
			emit(i)
		case isStop(r):
			i += closing(s[i:])
			if ends(s[i:]) && !isAbbreviation(s[from:i]) {
				emit(i)
			}
		}
	}
	emit(len(s))
	return out
}

func isStop(r rune) bool { return strings.ContainsRune(".?!…。！？", r) }

// closing is the length of the further stops, quotes and brackets that belong
// to the sentence which a stop ends.
func closing(s string) int {
	rest := strings.TrimLeft(s, ".?!…。！？\"')]”’」』")
	return len(s) - len(rest)
}

func ends(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || unicode.IsSpace(r)
}

var abbreviations = []string{"e.g.", "i.e.", "etc.", "vs.", "cf.", "p.", "no."}

func isAbbreviation(s string) bool {
	words := strings.Fields(s)
	return len(words) > 0 && slices.Contains(abbreviations, strings.ToLower(words[len(words)-1]))
}
