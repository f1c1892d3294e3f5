package report

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
)

// MaxSize is the largest report.json that is read. A report of 500 claims has
// about 1 MB: what is larger is some other file.
const MaxSize = 64 << 20

// Read loads a report.json, or the one in a folder. What is not a whole report
// of this suite is refused with a line that says what it is instead.
func Read(path string) (*Report, error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		path = filepath.Join(path, JSONFile)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("no report to read: %w", err)
	}
	defer f.Close()
	r, err := decode(f)
	if err != nil {
		return nil, fmt.Errorf("%s %w", path, err)
	}
	return r, nil
}

func decode(f io.Reader) (*Report, error) {
	content, schema, err := contentOf(f)
	if err != nil {
		return nil, err
	}
	r := &Report{}
	if schema == 1 {
		r, err = readFirst(content)
	} else {
		err = json.Unmarshal(content, r)
	}
	if err != nil {
		return nil, notJSON(err)
	}
	if err := r.Validate(); err != nil {
		return nil, fmt.Errorf("contradicts itself: %w", err)
	}
	return r, nil
}

// contentOf reads a JSON file of this suite, whole and of a schema that this
// program knows.
func contentOf(f io.Reader) (content []byte, schema int, err error) {
	content, err = io.ReadAll(io.LimitReader(f, MaxSize+1))
	switch {
	case err != nil:
		return nil, 0, fmt.Errorf("cannot be read: %w", err)
	case len(content) == 0:
		return nil, 0, errors.New("is empty: the run that was to write it did not end")
	case len(content) > MaxSize:
		return nil, 0, fmt.Errorf("is larger than %d MB: nothing that this suite writes is", MaxSize>>20)
	}
	var head struct {
		Schema int    `json:"schema"`
		Suite  string `json:"suite"`
	}
	if err := json.Unmarshal(content, &head); err != nil {
		return nil, 0, notJSON(err)
	}
	switch {
	case head.Suite != Suite:
		return nil, 0, fmt.Errorf("is not a report of %s (its suite is %q)", Suite, head.Suite)
	case head.Schema > Schema:
		return nil, 0, fmt.Errorf("has schema %d, newer than this program's %d: use the volconf that wrote it, or a newer one", head.Schema, Schema)
	case head.Schema < 1:
		return nil, 0, fmt.Errorf("has schema %d, which never was", head.Schema)
	}
	return content, head.Schema, nil
}

func notJSON(err error) error {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Errorf("is truncated or not JSON (at byte %d): %w", syntax.Offset, err)
	}
	return fmt.Errorf("is not a report: %w", err)
}

// Validate finds out whether the report can be true: a verdict is one of the
// five, each claim stands in it once, and a partial run has no pass.
func (r *Report) Validate() error {
	seen := map[string]bool{}
	for _, result := range r.Claims {
		switch {
		case !safeName.MatchString(result.ID):
			return fmt.Errorf("%q is not the ID of a claim", result.ID)
		case !safeName.MatchString(string(result.Feature)):
			return fmt.Errorf("claim %s has the feature %q, which cannot be one", result.ID, result.Feature)
		case seen[result.ID]:
			return fmt.Errorf("claim %s stands in it twice", result.ID)
		case !slices.Contains(Verdicts(), result.Verdict):
			return fmt.Errorf("claim %s has the unknown verdict %q", result.ID, result.Verdict)
		case r.Run.Partial != "" && result.Verdict == Pass:
			return fmt.Errorf("claim %s passes in a run with %s", result.ID, r.Run.Partial)
		case result.Verdict == Pass && slices.ContainsFunc(result.Steps, notHeld):
			return fmt.Errorf("claim %s passes though a step did not hold", result.ID)
		case result.Verdict != Pass && result.Verdict != Skipped && result.Reason.En == "":
			return fmt.Errorf("claim %s is %s without a reason", result.ID, result.Verdict)
		}
		seen[result.ID] = true
	}
	return nil
}

func notHeld(s Step) bool { return s.Outcome != StepHeld }
