package steps

import (
	"bytes"
	"fmt"
	"strings"

	"k8s.io/client-go/util/jsonpath"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// HasField judges that the API server takes every object of the manifest and that each
// has exactly a value at a JSONPath (`{.spec.volumeMode}`) when it is read back. An
// object or a list is compared as JSON. It does not wait.
func (o Offered) HasField(path, want string) Step {
	return o.readsBack(path, func(what, got string, found bool) error {
		if !found || got != want {
			return claim.Brokenf("%s of %s is %s, not %q", path, what, shown(got, found), want)
		}
		return nil
	})
}

// LacksField judges that the API server takes every object of the manifest and that none
// has anything at a JSONPath when it is read back: it was dropped, or never set. It does
// not wait.
func (o Offered) LacksField(path string) Step {
	return o.readsBack(path, func(what, got string, found bool) error {
		if found {
			return claim.Brokenf("%s of %s is %s; it should not be there", path, what, shown(got, found))
		}
		return nil
	})
}

// IsWarnedAbout judges that the API server takes every object of the manifest and warns in
// words that contain text, whatever part of the object they are about. It does not wait.
func (o Offered) IsWarnedAbout(text string) Step {
	return o.each(true, func(what string, answer probe.Answer) error {
		if err := admitted(what, answer); err != nil {
			return err
		}
		for _, warning := range answer.Warnings {
			if strings.Contains(warning, text) {
				return nil
			}
		}
		return claim.Brokenf("%s is admitted without a warning %q: %s", what, text, describe(answer))
	})
}

// IsNotWarnedAbout judges that the API server takes every object of the manifest and that
// no warning contains text. It does not wait.
func (o Offered) IsNotWarnedAbout(text string) Step {
	return o.each(true, func(what string, answer probe.Answer) error { return notWarnedAbout(what, answer, text) })
}

func notWarnedAbout(what string, answer probe.Answer, text string) error {
	if err := admitted(what, answer); err != nil {
		return err
	}
	for _, warning := range answer.Warnings {
		if strings.Contains(warning, text) {
			return claim.Brokenf("%s is warned about: %s", what, describe(answer))
		}
	}
	return nil
}

func (o Offered) readsBack(path string, judge func(what, got string, found bool) error) Step {
	return o.each(true, func(what string, answer probe.Answer) error {
		if err := admitted(what, answer); err != nil {
			return err
		}
		got, found, err := fieldOf(answer.Object.Object, path)
		if err != nil {
			return err
		}
		return judge(what, got, found)
	})
}

// fieldOf finds what an object has at a JSONPath. A field that is null counts as not there.
func fieldOf(object map[string]any, path string) (value string, found bool, err error) {
	parsed := jsonpath.New("field").AllowMissingKeys(true)
	parsed.EnableJSONOutput(false)
	if err := parsed.Parse(path); err != nil {
		return "", false, fmt.Errorf("JSONPath %q: %w", path, err)
	}
	results, err := parsed.FindResults(object)
	if err != nil {
		return "", false, fmt.Errorf("looking for %s: %w", path, err)
	}
	var out bytes.Buffer
	for _, values := range results {
		for _, v := range values {
			found = found || v.IsValid() && v.CanInterface() && v.Interface() != nil
		}
		if err := parsed.PrintResults(&out, values); err != nil {
			return "", false, fmt.Errorf("reading %s: %w", path, err)
		}
	}
	return out.String(), found, nil
}

func shown(value string, found bool) string {
	if !found {
		return "not there"
	}
	return fmt.Sprintf("%q", value)
}
