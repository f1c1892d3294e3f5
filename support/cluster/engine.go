package cluster

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Why no engine can be used. Each error that wraps one of these is one line
// that names the cure.
var (
	ErrNoEngine      = errors.New("no container engine answers")
	ErrNotPrivileged = errors.New("the container engine does not run a privileged container, such as kind's nodes are")
	ErrNoNodeImage   = errors.New("the node image is not in the container engine's store")
)

// The bounds of engine commands. Each is far above what was measured on two
// busy cores.
const (
	infoWithin   = 15 * time.Second // `info`, `inspect`, `ps`: below 1 s
	trialWithin  = time.Minute      // one short privileged container: 1 s
	removeWithin = 2 * time.Minute  // removing the containers of a cluster: 3 s
)

// EngineOptions say which engine to look for and how to try it.
type EngineOptions struct {
	Name    string   // "docker" or "podman"; empty takes the first that works
	Image   string   // image to try a privileged container with, as a rule Images.Node.Image; empty tries none
	Environ []string // environment of the engine's commands, as a rule os.Environ()
	Cache   string   // where scripts/bootstrap.sh leaves containers.conf
	Pulls   bool     // nodes pull images, by the environment's proxy if it names one
	Log     Logf     // takes one line for each thing that the host lacks; may be nil
}

// Engine is a container engine that answers.
type Engine struct {
	name    string
	environ []string
	host    Host
	log     Logf
	// run is the one way to the engine; unit tests put a record in its place.
	run func(ctx context.Context, c command) (string, error)
}

// engineNames lists the engines in the order in which they are tried.
func engineNames() []string { return []string{"docker", "podman"} }

// FindEngine returns the engine of that name, or the first that works. With an
// image, working means that it has the image and runs a privileged container:
// a version or an open socket promises neither.
func FindEngine(ctx context.Context, o EngineOptions) (*Engine, error) {
	names := engineNames()
	if o.Name != "" {
		if !slices.Contains(names, o.Name) {
			return nil, fmt.Errorf("unknown container engine %q; the engines are %s", o.Name, strings.Join(names, ", "))
		}
		names = []string{o.Name}
	}
	var failures []error
	for _, name := range names {
		engine, err := tryEngine(ctx, name, o)
		if err == nil {
			engine.announce()
			return engine, nil
		}
		if ctx.Err() != nil {
			return nil, fmt.Errorf("looking for a container engine: %w", context.Cause(ctx))
		}
		failures = append(failures, err)
	}
	return nil, noEngine(failures)
}

// tryEngine finds out whether one engine can be used.
func tryEngine(ctx context.Context, name string, o EngineOptions) (*Engine, error) {
	if _, err := exec.LookPath(name); err != nil {
		return nil, fmt.Errorf("%w: %s is not installed", ErrNoEngine, name)
	}
	environ := engineEnviron(name, o)
	engine := &Engine{name: name, environ: environ, log: orDiscard(o.Log)}
	engine.run = func(ctx context.Context, c command) (string, error) { return run(ctx, name, environ, c) }
	return engine, engine.try(ctx, o.Image)
}

func (e *Engine) try(ctx context.Context, image string) error {
	if e.isPodman(ctx) {
		return fmt.Errorf("%w: %s is podman here (podman-docker): name podman with -engine or VOLCONF_ENGINE", ErrNoEngine, e.name)
	}
	info, err := e.ask(ctx)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNoEngine, err)
	}
	if image == "" {
		return nil
	}
	if err := info.fitForNodes(e.name); err != nil {
		return err
	}
	if _, err := e.run(ctx, command{args: []string{"image", "inspect", "--format", "{{.Id}}", image}, within: infoWithin}); err != nil {
		return fmt.Errorf("%w: %s has no %s", ErrNoNodeImage, e.name, image)
	}
	return e.tryPrivileged(ctx, image)
}

// tryPrivileged runs the trial container and keeps what it shows of the host.
func (e *Engine) tryPrivileged(ctx context.Context, image string) error {
	seen, err := e.once(ctx, hostProbe(image)...)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNotPrivileged, err)
	}
	e.host, err = parseHost(seen)
	if err != nil {
		return fmt.Errorf("looking at the host through a container of %s: %w", e.name, err)
	}
	return nil
}

// once runs a short container and returns what it printed.
func (e *Engine) once(ctx context.Context, args ...string) (string, error) {
	name := fmt.Sprintf("%strial-%d-%d", NamePrefix, os.Getpid(), time.Now().UnixNano())
	said, err := e.run(ctx, command{args: append([]string{"run", "--rm", "--name=" + name}, args...), within: trialWithin})
	if err != nil {
		// One that was cut short may be left half-made.
		_, _ = e.run(context.WithoutCancel(ctx), command{args: []string{"rm", "--force", name}, within: removeWithin})
	}
	return said, err
}

// noEngine sums up why each engine was passed over. The engine that came
// furthest decides what kind of error it is, and with it the cure.
func noEngine(failures []error) error {
	reasons := make([]string, len(failures))
	for i, failure := range failures {
		reasons[i] = failure.Error()
	}
	all := strings.Join(reasons, "; ")
	for _, kind := range []struct {
		is   error
		cure string
	}{
		{ErrNotPrivileged, "run scripts/bootstrap.sh, or name another engine with -engine or VOLCONF_ENGINE"},
		{ErrNoNodeImage, "run `make images`"},
		{ErrRootless, "run it as root, or name another engine with -engine or VOLCONF_ENGINE"},
		{ErrNoEngine, "run scripts/bootstrap.sh, or install and start Docker or Podman"},
	} {
		for _, failure := range failures {
			if errors.Is(failure, kind.is) {
				return &engineError{kind: kind.is, text: all + ": " + kind.cure}
			}
		}
	}
	return errors.Join(failures...)
}

// engineError is one line about all engines, of the kind that decides.
type engineError struct {
	kind error
	text string
}

func (e *engineError) Error() string { return e.text }
func (e *engineError) Unwrap() error { return e.kind }

// engineEnviron adds to the environment what the engine needs on this host.
// Podman gets the containers.conf that scripts/bootstrap.sh wrote, unless the
// user names one.
func engineEnviron(name string, o EngineOptions) []string {
	environ := slices.Clone(o.Environ)
	if !o.Pulls {
		environ = withoutProxies(environ)
	}
	if name != "podman" || o.Cache == "" || hasVariable(environ, "CONTAINERS_CONF") {
		return environ
	}
	conf := filepath.Join(o.Cache, "containers.conf")
	if _, err := os.Stat(conf); err != nil {
		return environ
	}
	return append(environ, "CONTAINERS_CONF="+conf)
}

func hasVariable(environ []string, name string) bool {
	return slices.ContainsFunc(environ, func(v string) bool { return strings.HasPrefix(v, name+"=") })
}

// Name is "docker" or "podman".
func (e *Engine) Name() string { return e.name }

// Host is what a privileged container of the engine sees of its host. It is the
// zero value where FindEngine was given no image.
func (e *Engine) Host() Host { return e.host }

// Environ is the environment of the engine's commands, for programs other than
// ours that run the same engine.
func (e *Engine) Environ() []string { return slices.Clone(e.environ) }

func (e *Engine) announce() {
	for _, line := range e.host.advice(e.name) {
		e.log("%s", line)
	}
}

func orDiscard(log Logf) Logf {
	if log == nil {
		return func(string, ...any) {}
	}
	return log
}
