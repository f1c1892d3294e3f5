package vocabulary

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/volconf/volconf/support/await"
)

// A package of steps as small as it can be. What it imports is not there.
const stepsSource = `package steps

import (
	"time"

	"example.test/volconf/support/probe"
)

// Step is one line.
type Step func(s *probe.Scene) error

// PodRef names a Pod.
type PodRef struct{ Container }

// Container names a container.
type Container struct{ name string }

type hidden struct{}

// Pod names a Pod by its name in the manifest.
func Pod(name string) PodRef { return PodRef{} }

// Named names a container.
func (p PodRef) Named(name string) Container { return Container{} }

// Reads judges that the file holds exactly content. More is
// said later.
func (c Container) Reads(path, content string) Step { return nil }

// Shows judges that the page comes to contain text | more. It waits up to Content.
func (p PodRef) Shows(text string, within time.Duration) Step { return nil }

// Vanishes waits until the Pod is gone.
func (p *PodRef) Vanishes() Step { return nil }

// Says judges what it says.
func (c Container) Says(text string) Step { return nil }

func (c Container) Mumbles() Step { return nil }

// Unbounded waits up to Forever.
func Unbounded() Step { return nil }

// String is no word.
func (c Container) String() string { return "" }

func (hidden) Acts() Step { return nil }
func secret() Step { return nil }
`

const suiteSource = `package suites

import (
	"testing"

	"example.test/volconf/support/harness"
	"example.test/volconf/support/steps"
)

func TestLong(t *testing.T) {
	pod := steps.Pod("a-very-long-name")
	harness.Test(t, harness.Feature().
		Assess("One", pod.Named("one").Reads("/path", "content")))
}

func TestShort(t *testing.T) {
	pod := steps.Pod("p")
	harness.Test(t, harness.Feature().
		Assess("One", pod.Reads("/p", "c")).
		Assess("Other", func(p steps.PodRef) steps.Step {
			return p.Shows(
				"text",
				0)
		}(pod)).
		Assess("NotOurs", other.Reads("", "")))
}
`

func synthetic(t *testing.T) Vocabulary {
	t.Helper()
	root := t.TempDir()
	for name, source := range map[string]string{
		"steps/steps.go": stepsSource, "steps/steps_test.go": "package steps\n\nfunc Ignored() Step { return nil }\n",
		"suites/pod_test.go": suiteSource,
	} {
		path := filepath.Join(root, name)
		require.NoErrorf(t, os.MkdirAll(filepath.Dir(path), 0o755), "making the folder")
		require.NoErrorf(t, os.WriteFile(path, []byte(source), 0o600), "writing %s", name)
	}
	v, err := Read(filepath.Join(root, "steps"), filepath.Join(root, "suites"))
	require.NoErrorf(t, err, "reading the source")
	return v
}

func word(t *testing.T, v Vocabulary, key string) Word {
	t.Helper()
	for _, w := range v.Words {
		if w.key() == key {
			return w
		}
	}
	require.Failf(t, "missing", "no word %s", key)
	return Word{}
}

func TestReadFindsWordsAndTheirShortestUse(t *testing.T) {
	v := synthetic(t)
	var keys []string
	for _, w := range v.Words {
		keys = append(keys, w.key())
	}
	assert.Equal(t, []string{
		"Pod", "Unbounded", "Container.Mumbles", "Container.Reads", "Container.Says", "PodRef.Named", "PodRef.Shows", "PodRef.Vanishes",
	}, keys)
	assert.Equalf(t, Example{`pod.Reads("/p", "c")`, "TestShort", "pod_test.go"}, word(t, v, "Container.Reads").Example,
		"a Pod says the words of the container that it embeds")
	assert.Equal(t, `p.Shows("text", 0)`, word(t, v, "PodRef.Shows").Example.Code)
	assert.Emptyf(t, word(t, v, "PodRef.Vanishes").Example, "nobody uses it")
}

var someBounds = []Bound{{"Content", 45 * time.Second}, {"Idle", time.Minute}}

func TestCommentsMustSayWhatAReaderNeeds(t *testing.T) {
	v := synthetic(t)
	for key, wanted := range map[string]string{
		"Pod": "", "PodRef.Named": "", "Container.Reads": "", "PodRef.Shows": "",
		"PodRef.Vanishes":   "waits, and its comment does not say up to which bound",
		"Container.Says":    "compares a text, and its comment does not say whether all of it (exactly) or a part (contains)",
		"Container.Mumbles": "has no comment",
		"Unbounded":         "names a bound that there is not",
	} {
		assert.Equalf(t, wanted, word(t, v, key).Unsaid(someBounds), "%s", key)
	}
}

func TestWrite(t *testing.T) {
	var b bytes.Buffer
	require.NoErrorf(t, synthetic(t).Write(&b, "../support/steps", someBounds), "writing")
	for _, wanted := range []string{
		"\n## Functions of steps\n", "\n## Container\n\nContainer names a container.\n",
		"| [`Reads(path, content string)`](../support/steps/steps.go) | judges that the file holds exactly content. |  | equals | " +
			"`pod.Reads(\"/p\", \"c\")` in [TestShort](pod_test.go) |\n",
		"| judges that the page comes to contain text \\| more. | Content (45 s), `within` | contains |",
		"| waits until the Pod is gone. |  |  | no suite uses it |",
		"\n| Content | 45 s |\n",
	} {
		assert.Contains(t, b.String(), wanted)
	}
	assert.NotContainsf(t, b.String(), "Idle", "a bound that no word names")
}

func TestReadRefusesWhatHoldsNoSteps(t *testing.T) {
	_, err := Read(t.TempDir(), t.TempDir())
	require.ErrorContains(t, err, "holds no source")
}

// What holds for the real steps: their comments are all that a reader has.
func TestStepsSayWhatAReaderNeeds(t *testing.T) {
	v, err := Read("../steps", "../../suites")
	require.NoErrorf(t, err, "reading the steps")
	for _, w := range v.Words {
		assert.Emptyf(t, w.Unsaid(BoundsOf(await.Default())), "%s (%s): %s", w.key(), w.File, w.Doc)
	}
}
