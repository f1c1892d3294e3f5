package report

import (
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// element is any XML element; the tests read the file with it rather than with
// the types that wrote it.
type element struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Children []element  `xml:",any"`
	Text     string     `xml:",chardata"`
}

func (e element) attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (e element) all(name string) []element {
	var out []element
	for _, c := range e.Children {
		if c.XMLName.Local == name {
			out = append(out, c)
		}
	}
	return out
}

// The elements of JUnit, what may stand in them in which order, and what they
// must carry, after the schema that Jenkins publishes.
var junitSchema = map[string]struct{ children, attrs []string }{
	"testsuites": {[]string{"testsuite"}, []string{"name", "tests", "failures", "errors", "skipped", "time"}},
	"testsuite":  {[]string{"properties", "testcase"}, []string{"name", "tests", "failures", "errors", "skipped", "time", "timestamp"}},
	"properties": {[]string{"property"}, nil},
	"property":   {nil, []string{"name", "value"}},
	"testcase":   {[]string{"properties", "failure", "error", "skipped", "system-out"}, []string{"name", "classname", "time"}},
	"failure":    {nil, []string{"message", "type"}},
	"error":      {nil, []string{"message", "type"}},
	"skipped":    {nil, []string{"message"}},
	"system-out": {nil, nil},
}

func checkJUnit(t *testing.T, e element) {
	t.Helper()
	rule, known := junitSchema[e.XMLName.Local]
	require.Truef(t, known, "unknown element %s", e.XMLName.Local)
	for _, name := range rule.attrs {
		assert.NotEmptyf(t, e.attr(name), "%s needs %s", e.XMLName.Local, name)
	}
	last := 0
	for _, c := range e.Children {
		place := slices.Index(rule.children, c.XMLName.Local)
		require.GreaterOrEqualf(t, place, last, "%s out of place in %s", c.XMLName.Local, e.XMLName.Local)
		last = place
		checkJUnit(t, c)
	}
}

func junitOf(t *testing.T, r *Report) element {
	t.Helper()
	var b bytes.Buffer
	require.NoErrorf(t, r.WriteJUnit(&b), "writing junit.xml")
	dec := xml.NewDecoder(&b)
	var root element
	require.NoErrorf(t, dec.Decode(&root), "reading it back")
	_, err := dec.Token()
	for err == nil {
		_, err = dec.Token()
	}
	require.ErrorIsf(t, err, io.EOF, "nothing after the root")
	checkJUnit(t, root)
	return root
}

func TestJUnit(t *testing.T) {
	root := junitOf(t, sample())
	for name, want := range map[string]string{"tests": "5", "failures": "1", "errors": "1", "skipped": "2"} {
		assert.Equalf(t, want, root.attr(name), "%s of the whole", name)
	}
	cases := map[string]element{}
	tests := 0
	for _, suite := range root.all("testsuite") {
		n, err := strconv.Atoi(suite.attr("tests"))
		require.NoErrorf(t, err, "the count of %s", suite.attr("name"))
		assert.Lenf(t, suite.all("testcase"), n, "cases of %s", suite.attr("name"))
		tests += n
		for _, c := range suite.all("testcase") {
			cases[c.attr("name")] = c
		}
	}
	assert.Equalf(t, root.attr("tests"), strconv.Itoa(tests), "the suites' counts add up")

	for name, child := range map[string]string{
		"emptydir-lost-with-pod": "failure", "init-clone-populates-volume": "error",
		"gitsync-ssh": "skipped", "hostpath-survives-pod-deletion": "skipped",
	} {
		require.Lenf(t, cases[name].all(child), 1, "%s of %s", child, name)
	}
	failure := cases["emptydir-lost-with-pod"].all("failure")[0]
	assert.Containsf(t, failure.attr("message"), "emptydir-lost-with-pod is broken: “", "the message")
	assert.Containsf(t, failure.Text, failure.attr("message"), "GitLab shows only the text")
	assert.Containsf(t, failure.Text, "assess VolumeIsEmpty: fail: a file named token", "the step")
	assert.Containsf(t, failure.Text, "control Later: not-run\n", "a step that did not run")
	assert.Containsf(t, failure.Text, "<script>", "the log is text, not markup")
	held := cases["emptydir-starts-empty"]
	assert.Emptyf(t, append(append(held.all("failure"), held.all("error")...), held.all("skipped")...), "a pass has none of them")
	props := map[string]string{}
	for _, p := range held.all("properties")[0].all("property") {
		props[p.attr("name")] = p.attr("value")
	}
	assert.Equalf(t, map[string]string{"claim": "emptydir-starts-empty", "kubernetes": "v1.36.3", "standing": "holds", "reach": "every-cluster", "verdict": "pass"}, props, "properties")
}

// A reader of JUnit alone must not see a run that died as an empty, green one.
func TestJUnitWhenSetUpDied(t *testing.T) {
	r := New(Run{ID: "x"})
	r.Problems = []Problem{{Stage: SetupStage, Message: "no engine\nlong story", Cure: "apt-get install podman"}}
	root := junitOf(t, r)
	assert.Equalf(t, "1", root.attr("errors"), "errors")
	c := root.all("testsuite")[0].all("testcase")[0]
	assert.Equalf(t, "setup-1", c.attr("name"), "the case")
	assert.Equalf(t, "no engine", c.all("error")[0].attr("message"), "the message")
	assert.Containsf(t, c.all("error")[0].Text, "apt-get install podman", "the cure")
}
