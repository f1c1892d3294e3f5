package probe

import (
	"context"
	"errors"
	"io"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestAKubeletThatRestartsSaysNothing: silence is a fact only where it lasts.
func TestAKubeletThatRestartsSaysNothing(t *testing.T) {
	type answer struct {
		said string
		err  error
	}
	refused := answer{said: "connection refused"}
	final := errors.New("pods \"web\" is forbidden")
	for name, tc := range map[string]struct {
		answers []answer // the last one stays
		said    string
		err     error
	}{
		"it answers":               {[]answer{refused}, refused.said, nil},
		"it was not there":         {[]answer{{err: errors.New("error dialing backend: connection refused")}, refused}, refused.said, nil},
		"it did not know the Pod":  {[]answer{{err: errors.New("pod does not exist")}, refused}, refused.said, nil},
		"the connection was cut":   {[]answer{{err: io.ErrUnexpectedEOF}, refused}, refused.said, nil},
		"it fell silent":           {[]answer{{}, refused}, refused.said, nil},
		"it never says anything":   {[]answer{{}}, "", errors.New("last seen: nothing")},
		"the API server refuses":   {[]answer{{err: final}, refused}, "", final},
		"it never comes back":      {[]answer{{err: io.ErrUnexpectedEOF}}, "", io.ErrUnexpectedEOF},
		"it goes after it is seen": {[]answer{{}, {err: io.ErrUnexpectedEOF}}, "", io.ErrUnexpectedEOF},
	} {
		t.Run(name, func(t *testing.T) {
			asked := 0
			said, err := firstWords(t.Context(), "words", 700*time.Millisecond, func(context.Context) (string, error) {
				now := tc.answers[min(asked, len(tc.answers)-1)]
				asked++
				return now.said, now.err
			})
			if tc.err != nil {
				require.ErrorContains(t, err, tc.err.Error())
				return
			}
			require.NoError(t, err)
			assert.Equal(t, tc.said, said)
		})
	}
}
