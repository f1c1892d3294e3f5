package steps

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/labels"
	"sigs.k8s.io/e2e-framework/klient/k8s"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

const gitRoot = "/srv/git" // on the git server; the repositories of a claim lie in a folder named after it

// Repository is a repository of the claim: on the run's git server, or on a
// server that is a Pod of the claim.
type Repository struct {
	name string
	on   *Container
	// first is the hash of its first commit, for manifests that ask for one: no later
	// step of a Test has it by another way.
	first *atomic.Value
}

// Repo names a repository of the claim.
func Repo(name string) Repository { return Repository{name: name, first: &atomic.Value{}} }

// On places the repository on a server of the claim's own.
func (r Repository) On(server Container) Repository {
	r.on = &server
	return r
}

// Files are the contents of a commit by path.
type Files map[string]string

func (r Repository) path(s *probe.Scene) string {
	if r.on != nil {
		return gitRoot + "/" + r.name + ".git"
	}
	return gitRoot + "/" + s.ClaimID + "/" + r.name + ".git"
}

func (r Repository) url(s *probe.Scene) string {
	if r.on != nil {
		return r.path(s) // past whatever guards the way in
	}
	return "http://127.0.0.1:8080/" + s.ClaimID + "/" + r.name + ".git"
}

// Exists makes the repository anew, with a first commit on branch master.
func (r Repository) Exists(files Files) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		server, err := r.server(s)
		if err != nil {
			return err
		}
		const script = `rm -rf "$1" && git init -q --bare --initial-branch=master "$1" && git -C "$1" config http.receivepack true`
		if _, err := s.Says(ctx, server, "sh", "-c", script, "sh", r.path(s)); err != nil {
			return fmt.Errorf("making repository %s: %w", r.name, err)
		}
		if err := r.Commit("master", files)(ctx, s); err != nil {
			return err
		}
		hash, err := r.head(ctx, s, "master")
		if err == nil {
			r.first.Store(hash)
		}
		return err
	}
}

// AsksForTheFirstCommitOf lets the gitRepo volumes of the Pod name a commit by its
// hash: the one that Exists has made.
func (p PodRef) AsksForTheFirstCommitOf(r Repository) Change {
	return func(_ *probe.Scene, object k8s.Object) error {
		pod, ok := object.(*corev1.Pod)
		if !ok || pod.Name != p.pod {
			return nil
		}
		hash, ok := r.first.Load().(string)
		if !ok {
			return fmt.Errorf("repository %s has no first commit yet", r.name)
		}
		for i := range pod.Spec.Volumes {
			if git := pod.Spec.Volumes[i].GitRepo; git != nil {
				git.Revision = hash
			}
		}
		return nil
	}
}

// Commit pushes a commit with these files to a branch, over HTTP as a user
// would. A branch that is not there starts from master.
func (r Repository) Commit(branch string, files Files) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		server, err := r.server(s)
		if err != nil {
			return err
		}
		const script = `set -e
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
git clone -q "$1" "$work" 2>/dev/null; cd "$work"
git checkout -q "$2" 2>/dev/null || git checkout -q -b "$2"
branch=$2; shift 2
while [ $# -gt 0 ]; do mkdir -p "$(dirname "$1")"; printf %s "$2" > "$1"; shift 2; done
git add -A
git diff --cached --quiet HEAD 2>/dev/null || git -c user.name=volconf -c user.email=volconf@example.invalid commit -q -m "volconf"
git push -q origin "HEAD:$branch"
git rev-parse HEAD`
		command := []string{"sh", "-c", script, "sh", r.url(s), branch}
		for _, path := range slices.Sorted(maps.Keys(files)) {
			command = append(command, path, files[path])
		}
		out, err := s.Says(ctx, server, command...)
		if err != nil {
			return fmt.Errorf("pushing to branch %s of repository %s: %w", branch, r.name, err)
		}
		s.Note("pushed commit %s to branch %s of %s", strings.TrimSpace(out), branch, r.name)
		return nil
	}
}

// head returns the hash of a branch as the server has it.
func (r Repository) head(ctx context.Context, s *probe.Scene, branch string) (string, error) {
	server, err := r.server(s)
	if err != nil {
		return "", err
	}
	out, err := s.Says(ctx, server, "git", "-C", r.path(s), "rev-parse", "refs/heads/"+branch)
	if err != nil {
		return "", fmt.Errorf("reading the head of %s: %w", branch, err)
	}
	return strings.TrimSpace(out), nil
}

func (r Repository) server(s *probe.Scene) (probe.Container, error) {
	if r.on != nil {
		return r.on.target(s), nil
	}
	pods, err := s.Pods.Pods(s.Instruments).List(labels.SelectorFromSet(labels.Set{"app": probe.GitApp}))
	if err != nil {
		return probe.Container{}, fmt.Errorf("finding the git server: %w", err)
	}
	for _, pod := range pods {
		if probe.PodReady(pod) && pod.DeletionTimestamp == nil {
			return probe.Container{Namespace: pod.Namespace, Pod: pod.Name, Container: probe.GitService}, nil
		}
	}
	return probe.Container{}, fmt.Errorf("no git server is ready in namespace %s", s.Instruments)
}

// HasCheckedOut judges that what a container finds at a path of its volume is the
// hash that the server has for the branch.
func (c Container) HasCheckedOut(repo Repository, branch, dir string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		want, err := repo.head(ctx, s, branch)
		if err != nil {
			return err
		}
		// nginx's image has no git: the branch file of a fresh clone holds the hash.
		file, err := s.File(ctx, c.target(s), dir+"/.git/refs/heads/"+branch)
		if err != nil {
			return err
		}
		if err := isAt(file, dir+" of "+c.target(s).String(), branch, want); err != nil {
			return err
		}
		s.Note("%s of %s is at commit %s like the server", dir, c.target(s), want)
		return nil
	}
}

// isAt judges the file of a branch. That there is none says nothing: git may keep its
// branches in one file, as its reftable format does.
func isAt(file probe.File, what, branch, want string) error {
	got := strings.TrimSpace(file.Content)
	switch {
	case !file.Exists:
		return fmt.Errorf("%s has no file for branch %s, so that its commit cannot be told", what, branch)
	case got != want:
		return claim.Brokenf("%s is at %q, the server's %s is at %s", what, got, branch, want)
	}
	return nil
}

// LinkNames judges that a symbolic link leads to a folder named after the
// branch's head: the contract of git-sync.
func (c Container) LinkNames(link string, repo Repository, branch string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		want, err := repo.head(ctx, s, branch)
		if err != nil {
			return err
		}
		target, err := s.Says(ctx, c.target(s), "sh", "-c", `[ ! -e "$1" ] || readlink "$1" || echo no link`, "sh", link)
		if err != nil {
			return err
		}
		if !strings.HasSuffix(strings.TrimSpace(target), "/"+want) {
			return claim.Brokenf("%s leads to %q, not to a folder named %s", link, strings.TrimSpace(target), want)
		}
		s.Note("%s leads to %s", link, strings.TrimSpace(target))
		return nil
	}
}

// ServerOffers judges that the git server shows the branch's newest commit to a
// client inside a Pod, so that a Pod that does not have it cannot blame the way.
func (c Container) ServerOffers(repo Repository, branch string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		want, err := repo.head(ctx, s, branch)
		if err != nil {
			return err
		}
		start := time.Now()
		out, err := s.Says(ctx, c.target(s), "git", "ls-remote", "http://git/"+s.ClaimID+"/"+repo.name+".git", "refs/heads/"+branch)
		if err != nil {
			return err
		}
		if !strings.HasPrefix(out, want) {
			return claim.Brokenf("ls-remote in %s shows %q for %s, not %s", c.target(s), strings.TrimSpace(out), branch, want)
		}
		s.Measure("git ls-remote", time.Since(start))
		s.Note("ls-remote in %s shows %s for %s", c.target(s), want, branch)
		return nil
	}
}
