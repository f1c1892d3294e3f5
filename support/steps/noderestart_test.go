package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestNotRenewed(t *testing.T) {
	before := map[string]string{"a/pod/main": "1", "a/pod/waiting": ""}
	for name, tc := range map[string]struct {
		now  map[string]string
		want []string
	}{
		"the API has not heard of it yet": {map[string]string{"a/pod/main": "1"}, []string{"a/pod/main"}},
		"it does not run yet":             {map[string]string{"a/pod/main": ""}, []string{"a/pod/main"}},
		"it runs anew":                    {map[string]string{"a/pod/main": "2"}, nil},
		"the Pod is gone":                 {map[string]string{}, nil},
		"it did not run before":           {map[string]string{"a/pod/main": "2", "a/pod/waiting": ""}, nil},
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, tc.want, notRenewed(before, tc.now)) })
	}
}
