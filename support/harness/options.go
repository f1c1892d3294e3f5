package harness

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"regexp"
	"strings"
	"time"

	"sigs.k8s.io/e2e-framework/pkg/envconf"
	"sigs.k8s.io/e2e-framework/pkg/flags"

	"github.com/volconf/volconf/support/cluster"
	"github.com/volconf/volconf/support/cluster/versions"
)

// options are the flags of a run.
type options struct {
	cfg *envconf.Config // e2e-framework's own flags, under their own names

	list            listFormat
	preflight       listFormat
	nodes           bool
	claims          names
	inCluster       bool
	keep, reuse     bool
	engine          string
	kubernetes      string // minor: "1.36"
	kindConfig      string
	images          assignments
	imageRegistry   string
	reportDir       string
	timeoutScale    float64
	width           int
	allowDisruption bool
	restartNode     string
	runID           string
	lang            string
	wishes          wishFlags
	expect          string // file
	expected        map[string]expectation

	testCount   int           // -test.count
	testRun     string        // -test.run
	testSkip    string        // -test.skip
	testTimeout time.Duration // -test.timeout; 0 is none
	given       []string      // the flags as the user gave them, for the report
}

// listFormat is that of -list, -list=json, -preflight and -preflight=json.
type listFormat string

func (l *listFormat) String() string   { return string(*l) }
func (l *listFormat) IsBoolFlag() bool { return true }
func (l *listFormat) Set(value string) error {
	switch value {
	case "true", "text":
		*l = "text"
	case "json":
		*l = "json"
	default:
		return errors.New(`without a value it prints text, with =json JSON`)
	}
	return nil
}

// names is a comma-separated list that may be given more than once.
type names []string

func (n *names) String() string { return strings.Join(*n, ",") }
func (n *names) Set(value string) error {
	*n = append(*n, strings.Split(value, ",")...)
	return nil
}

// assignments are name=value pairs that may be given more than once.
type assignments map[string]string

func (a assignments) String() string { return "" }
func (a assignments) Set(value string) error {
	name, reference, found := strings.Cut(value, "=")
	if !found || name == "" || reference == "" {
		return fmt.Errorf("%q is not name=reference, such as git-sync=registry.example/git-sync:v4.7.1", value)
	}
	a[name] = reference
	return nil
}

const (
	// defaultWidth is the number of claims at once. On two cores 16 take as long
	// in all as 8 do, each claim twice as long: measured, 242 s against 228 s for
	// those without the slow and the disruptive. 5 leave the cores idle: 244 s.
	defaultWidth = 8
	testTimeout  = "test.timeout"
)

// parseOptions reads the command line. e2e-framework's flags keep their names
// and meaning, but for -parallel: its own is a switch for parallel features in
// one Test, which the suite does not have.
func parseOptions(set *flag.FlagSet, args []string, getenv func(string) string) (*options, error) {
	o := &options{images: assignments{}}
	set.Var(&o.list, "list", "print the selected claims and end; -list=json for JSON")
	set.Var(&o.preflight, "preflight", "show what the cluster is, what it refuses and which claims will not apply there, and end; -preflight=json for JSON")
	set.BoolVar(&o.nodes, "nodes", false, "with -preflight: ask each node too, by a short-lived DaemonSet")
	set.Var(&o.claims, "claims", "comma-separated claim IDs to run, in this order where they do not run at once")
	set.BoolVar(&o.inCluster, "in-cluster", false, "use the cluster that this process runs in a Pod of, as the Pod's ServiceAccount")
	set.BoolVar(&o.keep, "keep", false, "leave the cluster behind")
	set.BoolVar(&o.reuse, "reuse", false, "use one cluster of a fixed name over and over, and leave it behind")
	set.StringVar(&o.engine, "engine", getenv("VOLCONF_ENGINE"), "container engine: docker or podman (default: the first that works)")
	set.StringVar(&o.kubernetes, "k8s", getenv("VOLCONF_K8S"), "Kubernetes minor of the cluster to make, such as 1.36")
	set.StringVar(&o.kindConfig, "kind-config", "", "kind configuration of the cluster to make (default: the suite's own)")
	set.Var(o.images, "image", "name=reference: take a fixture image from elsewhere; may be repeated")
	set.StringVar(&o.imageRegistry, "image-registry", "", "registry that the fixture images were pushed to; nodes pull from it")
	set.StringVar(&o.reportDir, "report-dir", "", "folder of the report (default: _report in the module, or here)")
	set.Float64Var(&o.timeoutScale, "timeout-scale", 1, "factor on every time-out, for slow clusters")
	set.IntVar(&o.width, "parallel", defaultWidth, "claims to run at once; beside them go on those that mostly wait (speed=slow), unless it is 1")
	set.BoolVar(&o.allowDisruption, "allow-disruption", false, "also run claims that disturb a node of a cluster that the run did not make")
	set.StringVar(&o.restartNode, "restart-node", "", "command that restarts a node of a cluster that the run did not make; {} is the node's name")
	set.StringVar(&o.runID, "run-id", "", "name of the run, of up to 8 letters and digits (default: a random one); all that it makes carries it")
	set.StringVar(&o.lang, "lang", "en", "language of the summary: en or ko")

	set.StringVar(&o.expect, "expect", "", "YAML file of known deviations: claim, verdict, reason, until; they are shown and do not fail the run")
	o.wishes.addTo(set)

	envFlags, err := parseFramework(set, args)
	if err != nil {
		return nil, err
	}
	if o.cfg, err = configFrom(envFlags); err != nil {
		return nil, err
	}
	o.readTestFlags(set)
	return o, o.validate(set, envFlags)
}

// parseFramework adds e2e-framework's flags to the process's flag set and
// parses. Its own entry point ends the process with code 1 on a mistake.
func parseFramework(set *flag.FlagSet, args []string) (*flags.EnvFlags, error) {
	set.Init(set.Name(), flag.ContinueOnError)
	set.SetOutput(io.Discard)
	envFlags, err := flags.ParseArgs(args)
	if errors.Is(err, flag.ErrHelp) {
		return nil, flag.ErrHelp
	}
	if err != nil {
		return nil, fmt.Errorf("%w; -h lists the flags", errors.Unwrap(err))
	}
	return envFlags, nil
}

func configFrom(f *flags.EnvFlags) (*envconf.Config, error) {
	cfg := envconf.New().WithKubeconfigFile(f.Kubeconfig()).WithKubeContext(f.KubeContext()).
		WithLabels(f.Labels()).WithSkipLabels(f.SkipLabels())
	for _, r := range []struct {
		name, value string
		set         func(string) *envconf.Config
	}{
		{"feature", f.Feature(), cfg.WithFeatureRegex},
		{"assess", f.Assessment(), cfg.WithAssessmentRegex},
		{"skip-features", f.SkipFeatures(), cfg.WithSkipFeatureRegex},
		{"skip-assessment", f.SkipAssessment(), cfg.WithSkipAssessmentRegex},
	} {
		if r.value == "" {
			continue
		}
		if _, err := regexp.Compile(r.value); err != nil {
			return nil, fmt.Errorf("-%s takes a regular expression: %w", r.name, err)
		}
		r.set(r.value)
	}
	if f.DryRun() {
		cfg.WithDryRunMode()
	}
	if f.FailFast() {
		cfg.WithFailFast()
	}
	return cfg, nil
}

// readTestFlags takes over what was said to go test itself.
func (o *options) readTestFlags(set *flag.FlagSet) {
	widthGiven, slots := false, ""
	set.Visit(func(f *flag.Flag) {
		switch f.Name {
		case "parallel":
			widthGiven = true
		case "test.parallel":
			slots = f.Value.String()
		case "test.count":
			_, _ = fmt.Sscan(f.Value.String(), &o.testCount) // the flag set has parsed it
		case "test.run":
			o.testRun = f.Value.String()
		case "test.skip":
			o.testSkip = f.Value.String()
		case testTimeout:
			o.testTimeout, _ = time.ParseDuration(f.Value.String()) // the flag set has parsed it
		}
		if !strings.HasPrefix(f.Name, "test.") || f.Name == "test.run" || f.Name == "test.skip" {
			o.given = append(o.given, "-"+f.Name+"="+publishable(f.Name, f.Value.String()))
		}
	})
	// go test -parallel N names the width too, unless the suite's own flag does.
	if slots != "" && !widthGiven {
		_, _ = fmt.Sscan(slots, &o.width)
	}
}

// validate refuses what cannot be meant.
func (o *options) validate(set *flag.FlagSet, f *flags.EnvFlags) error {
	_, unknownMinor := versions.Find(o.kubernetes)
	for _, rule := range []struct {
		broken bool
		text   string
	}{
		{unknownMinor != nil, fmt.Sprintf("-k8s: %v", unknownMinor)},
		{set.NArg() > 0, fmt.Sprintf("%q is not a flag; flags come after -args, and -h lists them", set.Arg(0))},
		{f.Namespace() != "", "-namespace has no use here: each claim gets a namespace of its own"},
		{o.timeoutScale <= 0, fmt.Sprintf("-timeout-scale %v is not a positive number", o.timeoutScale)},
		{o.width < 1, fmt.Sprintf("-parallel %d is not a positive number", o.width)},
		{o.lang != "en" && o.lang != "ko", fmt.Sprintf("-lang %q is not one of en, ko", o.lang)},
		{o.inCluster && (o.cfg.KubeconfigFile() != "" || o.cfg.KubeContext() != ""), "-in-cluster is one cluster, -kubeconfig or -context another: give one of them"},
		{o.nodes && o.preflight == "", "-nodes is for -preflight"},
		{o.existing() && (o.keep || o.reuse), "-keep and -reuse are for clusters that the run makes, not for -kubeconfig or -context"},
		{o.keep && o.reuse, "-reuse leaves its cluster behind anyway: give -keep or -reuse, not both"},
		{o.runID != "" && !runIDs.MatchString(o.runID), "-run-id: up to 8 lower-case letters and digits, such as 7f3c"},
		{!o.existing() && o.restartNode != "", "-restart-node is for -kubeconfig and -context: a node of a cluster that the run makes is restarted through the engine"},
		{!o.existing() && o.wishes.pullSecret.name != "", "-pull-secret is for -kubeconfig and -context: a cluster that the run makes has no Secret yet"},
		{o.existing() && flagGiven(set, "k8s"), "-k8s is for clusters that the run makes, not for -kubeconfig or -context"},
	} {
		if rule.broken {
			return errors.New(rule.text)
		}
	}
	return nil
}

// runIDs is short, for a run's ID is part of a namespace's name, which has 63
// characters.
var runIDs = regexp.MustCompile(`^[a-z0-9]{1,8}$`)

func flagGiven(set *flag.FlagSet, name string) bool {
	given := false
	set.Visit(func(f *flag.Flag) { given = given || f.Name == name })
	return given
}

// existing tells whether the run is pointed at a cluster that is there already.
// Without such a flag it makes one, but for a preflight: an empty kubeconfig never means the user's,
// and a Pod that runs the suite is not its subject unless it is told so.
func (o *options) existing() bool {
	return o.preflight != "" || o.inCluster || o.cfg.KubeconfigFile() != "" || o.cfg.KubeContext() != ""
}

// access is the cluster that the run is pointed at.
func (o *options) access() cluster.Access {
	return cluster.Access{Kubeconfig: o.cfg.KubeconfigFile(), Context: o.cfg.KubeContext(), InCluster: o.inCluster}
}

// cleanup is the command that removes what this run has left.
func (o *options) cleanup() string {
	command := "volconf cleanup"
	if o.inCluster {
		command += " --in-cluster"
	}
	if file := o.cfg.KubeconfigFile(); file != "" {
		command += " --kubeconfig " + file
	}
	if name := o.cfg.KubeContext(); name != "" {
		command += " --context " + name
	}
	return command + " --yes"
}

// partial names the flag that leaves out parts of claims: then nothing can be
// said to hold.
func (o *options) partial() string {
	switch {
	case o.cfg.DryRunMode():
		return "-dry-run"
	case o.cfg.AssessmentRegex() != nil:
		return "-assess"
	case o.cfg.SkipAssessmentRegex() != nil:
		return "-skip-assessment"
	case o.cfg.FailFast():
		return "-fail-fast"
	case strings.Contains(o.testRun, "/"):
		return "-run with a step"
	case strings.Contains(o.testSkip, "/"):
		return "-skip with a step"
	}
	return ""
}
