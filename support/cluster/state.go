package cluster

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// state is what is written down of a cluster before anything of it is made, so
// that a later run knows what to remove if this one is killed.
type state struct {
	Name    string    `json:"name"`
	RunID   string    `json:"runID"`
	Engine  string    `json:"engine"`
	Image   string    `json:"image"`  // of the nodes
	Config  string    `json:"config"` // digest of the kind configuration, patches included
	Nodes   []string  `json:"nodes"`  // names of the containers
	PID     int       `json:"pid"`    // of the run
	Created time.Time `json:"created"`
	Kept    bool      `json:"kept"` // left on purpose: -keep, -reuse
}

// nameForm is what kind accepts as the name of a cluster.
var nameForm = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]*$`)

// stateDir holds NAME.json, NAME.lock and NAME.kubeconfig of each cluster.
type stateDir string

func (d stateDir) file(name, suffix string) string { return filepath.Join(string(d), name+suffix) }

func (d stateDir) kubeconfig(name string) string { return d.file(name, ".kubeconfig") }

// lock makes the folder if need be and takes the lock of a cluster.
func (d stateDir) lock(name string) (*lock, error) {
	if !nameForm.MatchString(name) {
		return nil, fmt.Errorf("%q cannot be the name of a cluster: lower-case letters, digits, dots and hyphens only", name)
	}
	if err := os.MkdirAll(string(d), 0o700); err != nil {
		return nil, fmt.Errorf("making the folder for the state of clusters: %w", err)
	}
	return tryLock(d.file(name, ".lock"), name)
}

// write replaces the state of a cluster as a whole.
func (d stateDir) write(s state) error {
	content, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return fmt.Errorf("writing the state of cluster %s: %w", s.Name, err)
	}
	path := d.file(s.Name, ".json")
	if err := os.WriteFile(path+".new", content, 0o600); err != nil {
		return fmt.Errorf("writing the state of cluster %s: %w", s.Name, err)
	}
	if err := os.Rename(path+".new", path); err != nil {
		return fmt.Errorf("writing the state of cluster %s: %w", s.Name, err)
	}
	return nil
}

// read returns the state of a cluster, and false if there is none. A file that
// cannot be read still says that the cluster is ours.
func (d stateDir) read(name string) (state, bool) {
	content, err := os.ReadFile(d.file(name, ".json"))
	if err != nil {
		return state{}, false
	}
	var s state
	if err := json.Unmarshal(content, &s); err != nil || s.Name != name {
		return state{Name: name}, true
	}
	return s, true
}

// remove removes what the folder holds of a cluster, but for its lock.
func (d stateDir) remove(name string) error {
	var errs []error
	for _, suffix := range []string{".json", ".json.new", ".kubeconfig", ".kubeconfig.lock"} {
		if err := os.Remove(d.file(name, suffix)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, fmt.Errorf("removing the state of cluster %s: %w", name, err))
		}
	}
	return errors.Join(errs...)
}

// names lists the clusters that the folder knows of.
func (d stateDir) names() ([]string, error) {
	paths, err := filepath.Glob(d.file("*", ".json"))
	if err != nil {
		return nil, fmt.Errorf("listing the state of clusters: %w", err)
	}
	names := make([]string, len(paths))
	for i, path := range paths {
		names[i] = strings.TrimSuffix(filepath.Base(path), ".json")
	}
	return names, nil
}
