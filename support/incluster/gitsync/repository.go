package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// repository is the state below the root.
type repository struct {
	options
	log *slog.Logger
}

func (r repository) worktrees() string { return filepath.Join(r.root, ".worktrees") }

// sync fetches the ref and publishes its commit, unless it is published already.
func (r repository) sync(ctx context.Context) error {
	if err := r.initialize(ctx); err != nil {
		return err
	}
	hash, err := r.fetch(ctx)
	if err != nil {
		return err
	}
	worktree := filepath.Join(r.worktrees(), hash)
	if r.published() != worktree {
		if err := r.checkOut(ctx, worktree, hash); err != nil {
			return err
		}
		if err := publish(r.link, worktree); err != nil {
			return err
		}
		r.log.Info("updated successfully", "ref", r.ref, "syncedTo", hash)
	}
	return r.removeStale(ctx, worktree)
}

// initialize makes the root a repository. What a killed run has left there, or somebody
// else, is wiped where git cannot use it, as git-sync does (main.go, initRepo, v4.7).
func (r repository) initialize(ctx context.Context) error {
	if err := os.MkdirAll(r.root, 0o755); err != nil {
		return fmt.Errorf("make the root: %w", err)
	}
	if why := r.unusable(ctx); why != nil {
		r.log.Info("the root is empty or cannot be used, and begins anew", "path", r.root, "why", why.Error())
		if err := wipe(r.root); err != nil {
			return err
		}
		if _, err := r.git(ctx, "init", "--quiet", "--initial-branch=git-sync"); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(r.worktrees(), 0o755); err != nil {
		return fmt.Errorf("make the folder of the worktrees: %w", err)
	}
	return nil
}

// unusable tells why the root cannot be synced to: it is no repository by itself, a git
// that was killed has left its lock there, or objects are missing.
func (r repository) unusable(ctx context.Context) error {
	if _, err := os.Stat(filepath.Join(r.root, ".git", "HEAD")); err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(r.root, ".git", "shallow.lock")); err == nil {
		return errors.New("shallow.lock was left behind")
	}
	_, err := r.git(ctx, "fsck", "--no-progress", "--connectivity-only")
	return err
}

// wipe removes what is in a folder. The folder stays: a volume may be mounted there.
func wipe(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("list the root: %w", err)
	}
	for _, entry := range entries {
		if err := os.RemoveAll(filepath.Join(dir, entry.Name())); err != nil {
			return fmt.Errorf("wipe the root: %w", err)
		}
	}
	return nil
}

// fetch returns the full hash of the commit that the ref names on the server now.
func (r repository) fetch(ctx context.Context) (string, error) {
	args := []string{"fetch", r.repo, r.ref, "--no-progress", "--prune", "--no-auto-gc"}
	if r.depth > 0 {
		args = append(args, "--depth", strconv.Itoa(r.depth))
	}
	if _, err := r.git(ctx, args...); err != nil {
		return "", err
	}
	return r.git(ctx, "rev-parse", "FETCH_HEAD^{commit}")
}

// published is the folder that the link leads to, or nothing.
func (r repository) published() string {
	target, err := os.Readlink(r.link)
	if err != nil {
		return ""
	}
	if !filepath.IsAbs(target) {
		target = filepath.Join(filepath.Dir(r.link), target)
	}
	if _, err := os.Stat(filepath.Join(target, ".git")); err != nil {
		return "" // half a worktree, left by a kill
	}
	return target
}

func (r repository) checkOut(ctx context.Context, worktree, hash string) error {
	// One that is there was never published, or is stale: begin again.
	if err := r.removeWorktree(ctx, worktree); err != nil {
		return err
	}
	_, err := r.git(ctx, "worktree", "add", "--force", "--detach", worktree, hash)
	return err
}

func (r repository) removeWorktree(ctx context.Context, worktree string) error {
	if err := os.RemoveAll(worktree); err != nil {
		return fmt.Errorf("remove a worktree: %w", err)
	}
	_, err := r.git(ctx, "worktree", "prune")
	return err
}

// publish points the link at the worktree, relatively (the volume may be mounted
// elsewhere by its readers), with a rename, which readers cannot see half of.
func publish(link, worktree string) error {
	dir := filepath.Dir(link)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("make the folder of the link: %w", err)
	}
	target, err := filepath.Rel(dir, worktree)
	if err != nil {
		return fmt.Errorf("find the way from %s to %s: %w", dir, worktree, err)
	}
	temporary := filepath.Join(dir, "."+filepath.Base(link)+".new")
	if err := os.Remove(temporary); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("clear the way for the new link: %w", err)
	}
	if err := os.Symlink(target, temporary); err != nil {
		return fmt.Errorf("make the new link: %w", err)
	}
	if err := os.Rename(temporary, link); err != nil {
		return fmt.Errorf("put the new link in place: %w", err)
	}
	return nil
}

// removeStale removes worktrees that have been superseded for long enough. A folder's
// time is that of its check-out, so one that was published for longer than the time-out
// goes at once, as it does with git-sync.
func (r repository) removeStale(ctx context.Context, current string) error {
	entries, err := os.ReadDir(r.worktrees())
	if err != nil {
		return fmt.Errorf("list the worktrees: %w", err)
	}
	for _, entry := range entries {
		worktree := filepath.Join(r.worktrees(), entry.Name())
		info, err := entry.Info()
		if err != nil || worktree == current || time.Since(info.ModTime()) < r.staleTimeout {
			continue
		}
		if err := r.removeWorktree(ctx, worktree); err != nil {
			return err
		}
		r.log.Info("removed stale worktree", "path", worktree)
	}
	return nil
}

// git runs the real one in the root and returns its trimmed output.
func (r repository) git(ctx context.Context, args ...string) (string, error) {
	env, err := r.credentials()
	if err != nil {
		return "", err
	}
	command := exec.CommandContext(ctx, "git", args...)
	command.Dir = r.root
	command.Env = append(os.Environ(), append(env, "GIT_TERMINAL_PROMPT=0")...)
	var stdout, stderr bytes.Buffer
	command.Stdout, command.Stderr = &stdout, &stderr
	if err := command.Run(); err != nil {
		return "", fmt.Errorf("git %s: %w: %s", args[0], err, strings.TrimSpace(stderr.String()))
	}
	return strings.TrimSpace(stdout.String()), nil
}
