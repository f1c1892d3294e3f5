package harness

import (
	"fmt"
	"strings"
)

// What the report keeps of a text that somebody else wrote: enough to read, and
// not what a container prints in an hour.
const (
	maxNote    = 4 << 10   // a line of what was observed
	maxMessage = 16 << 10  // why a step did not hold, a stack trace included
	maxFile    = 512 << 10 // a file of evidence
	maxPods    = 50        // Pods of a namespace whose objects and logs are kept
	maxEvents  = 500       // events of a namespace
	maxValue   = 256       // an annotation
)

// clip keeps the beginning of a text, and says how much more there was.
func clip(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	return strings.ToValidUTF8(text[:limit], "") + fmt.Sprintf(" … (%d bytes more)", len(text)-limit)
}
