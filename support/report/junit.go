package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/volconf/volconf/support/claim"
)

// The JUnit form that GitHub's report actions and GitLab both read: one suite
// for each feature, one case for each claim. GitLab shows only the text inside
// failure and error, other readers only the message: both carry the headline.
type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Errors   int          `xml:"errors,attr"`
		Skipped  int          `xml:"skipped,attr"`
		Time     string       `xml:"time,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name       string           `xml:"name,attr"`
		Tests      int              `xml:"tests,attr"`
		Failures   int              `xml:"failures,attr"`
		Errors     int              `xml:"errors,attr"`
		Skipped    int              `xml:"skipped,attr"`
		Time       string           `xml:"time,attr"`
		Timestamp  string           `xml:"timestamp,attr"`
		Properties *junitProperties `xml:"properties"`
		Cases      []junitCase      `xml:"testcase"`
	}
	junitProperties struct {
		Property []junitProperty `xml:"property"`
	}
	junitProperty struct {
		Name  string `xml:"name,attr"`
		Value string `xml:"value,attr"`
	}
	junitCase struct {
		Name       string           `xml:"name,attr"`
		Classname  string           `xml:"classname,attr"`
		Time       string           `xml:"time,attr"`
		Properties *junitProperties `xml:"properties"`
		Failure    *junitDetail     `xml:"failure"`
		Error      *junitDetail     `xml:"error"`
		Skipped    *junitDetail     `xml:"skipped"`
		Out        string           `xml:"system-out,omitempty"`
	}
	junitDetail struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr,omitempty"`
		Text    string `xml:",chardata"`
	}
)

// WriteJUnit writes junit.xml.
func (r *Report) WriteJUnit(w io.Writer) error {
	all := junitSuites{Name: Suite, Time: seconds(r.Run.Seconds)}
	for _, feature := range r.Features() {
		all.add(r.junitFeature(feature))
	}
	if suite := r.junitProblems(); suite.Tests > 0 {
		all.add(suite)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(all); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func (all *junitSuites) add(s junitSuite) {
	all.Suites = append(all.Suites, s)
	all.Tests += s.Tests
	all.Failures += s.Failures
	all.Errors += s.Errors
	all.Skipped += s.Skipped
}

func (r *Report) junitFeature(feature claim.Feature) junitSuite {
	suite := r.junitSuite(string(feature))
	total := 0.0
	for _, result := range r.Claims {
		if result.Feature == feature {
			suite.add(r.junitClaim(result))
			total += result.Seconds
		}
	}
	suite.Time = seconds(total)
	return suite
}

// junitProblems makes what went wrong outside the claims visible to readers of
// JUnit, who would otherwise see a run without cases, or only green ones.
func (r *Report) junitProblems() junitSuite {
	suite := r.junitSuite("run")
	for i, p := range r.Problems {
		text := p.Message
		if p.Cure != "" {
			text += "\n" + p.Cure
		}
		suite.add(junitCase{
			Name: fmt.Sprintf("%s-%d", p.Stage, i+1), Classname: suite.Name, Time: seconds(0),
			Error: &junitDetail{Message: firstLine(p.Message), Type: string(p.Stage), Text: text},
		})
	}
	return suite
}

func (r *Report) junitSuite(name string) junitSuite {
	return junitSuite{
		Name: Suite + "." + name, Time: seconds(0),
		Timestamp:  r.Run.Started.UTC().Format("2006-01-02T15:04:05"),
		Properties: properties("run", r.Run.ID, "version", r.Run.Version, "kubernetes", r.kubernetes()),
	}
}

func (s *junitSuite) add(c junitCase) {
	s.Cases = append(s.Cases, c)
	s.Tests++
	switch {
	case c.Failure != nil:
		s.Failures++
	case c.Error != nil:
		s.Errors++
	case c.Skipped != nil:
		s.Skipped++
	}
}

func (r *Report) junitClaim(result Result) junitCase {
	c := junitCase{
		Name: result.ID, Classname: Suite + "." + string(result.Feature), Time: seconds(result.Seconds),
		Properties: properties("claim", result.ID, "kubernetes", r.kubernetes(), "standing", string(result.Standing), "reach", string(result.Reach), "verdict", string(result.Verdict)),
	}
	headline := result.Headline(English, "")
	detail := &junitDetail{Message: headline, Type: string(result.Verdict), Text: headline}
	switch {
	case result.unmet():
		detail.Message, detail.Type = result.Expected.Unmet, "expectation"
		detail.Text = result.details(detail.Message)
		c.Failure = detail
		return c
	case result.Known():
		detail.Type = ""
		c.Skipped = detail
		return c
	}
	switch result.Verdict {
	case Fail:
		detail.Text = result.details(headline)
		c.Failure = detail
	case Error:
		detail.Text = result.details(headline)
		c.Error = detail
	case NotApplicable, Skipped:
		detail.Type = ""
		c.Skipped = detail
	case Pass:
		c.Out = strings.Join(result.Observed, "\n")
	}
	return c
}

// details are the lines below a headline: the whole reason, the steps that did
// not hold, what was observed.
func (r Result) details(headline string) string {
	lines := []string{headline}
	if reason := strings.TrimSpace(r.Reason.En); strings.Contains(reason, "\n") {
		lines = append(lines, "", reason)
	}
	for _, s := range r.Steps {
		if s.Outcome == StepHeld {
			continue
		}
		lines = append(lines, fmt.Sprintf("%s %s: %s", s.Kind, s.Name, strings.TrimSuffix(string(s.Outcome)+": "+s.Message, ": ")))
	}
	if len(r.Observed) > 0 {
		lines = append(lines, append([]string{"", "observed:"}, r.Observed...)...)
	}
	return strings.Join(lines, "\n")
}

func (r *Report) kubernetes() string {
	if r.Cluster == nil {
		return ""
	}
	return r.Cluster.Kubernetes
}

// properties pairs names with values and leaves out those without one.
func properties(pairs ...string) *junitProperties {
	var out junitProperties
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			out.Property = append(out.Property, junitProperty{pairs[i], pairs[i+1]})
		}
	}
	return &out
}

func seconds(s float64) string { return fmt.Sprintf("%.3f", s) }
