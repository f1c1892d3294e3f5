package cluster

import (
	"fmt"
	"strings"
	"unicode"

	kindlog "sigs.k8s.io/kind/pkg/log"
)

// kindLogger passes on what kind tells its users. Its ticks and pictures are
// for a terminal of its own and are left out, and so is the second line of each
// phase, which says that it ended.
type kindLogger struct{ replies *kindReplies }

func (l kindLogger) say(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if strings.Contains(text, "✓") {
		return
	}
	for line := range strings.Lines(text) {
		if line = plainText(line); line != "" {
			_ = l.replies.send(kindReply{Log: line}) // a parent that is gone needs no progress
		}
	}
}

// plainText keeps letters, digits and punctuation.
func plainText(line string) string {
	kept := strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.So, unicode.Sk, unicode.Mn, unicode.Cf) || r == '•' || r == '✗' {
			return -1
		}
		return r
	}, line)
	return strings.Join(strings.Fields(kept), " ")
}

func (l kindLogger) Warn(message string)               { l.say("warning: %s", message) }
func (l kindLogger) Warnf(format string, args ...any)  { l.say("warning: "+format, args...) }
func (l kindLogger) Error(message string)              { l.say("error: %s", message) }
func (l kindLogger) Errorf(format string, args ...any) { l.say("error: "+format, args...) }

// V lets the messages for users through and none of those for kind's authors.
func (l kindLogger) V(level kindlog.Level) kindlog.InfoLogger {
	if level > 0 {
		return kindlog.NoopInfoLogger{}
	}
	return kindInfo{l}
}

type kindInfo struct{ kindLogger }

func (i kindInfo) Info(message string)              { i.say("%s", message) }
func (i kindInfo) Infof(format string, args ...any) { i.say(format, args...) }
func (i kindInfo) Enabled() bool                    { return true }
