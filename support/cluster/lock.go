package cluster

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// LockedError is a cluster that another run is using.
type LockedError struct {
	Name string // the cluster
	PID  int    // the process that took the lock; 0 when it has not said
}

func (e *LockedError) Error() string {
	return fmt.Sprintf("cluster %s is in use by process %d: wait for it, or leave -reuse out to get a cluster of your own", e.Name, e.PID)
}

// lock is a file that the kernel holds locked for us. It lets go when this
// process has ended, however it ended, and the kind processes that inherited
// the file with it.
type lock struct{ file *os.File }

// tryLock takes the lock at path without waiting. The error is a *LockedError
// if somebody holds it.
func tryLock(path, name string) (*lock, error) {
	for {
		file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			return nil, fmt.Errorf("opening the lock of cluster %s: %w", name, err)
		}
		err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if errors.Is(err, syscall.EWOULDBLOCK) {
			defer file.Close()
			return nil, &LockedError{Name: name, PID: readPID(file)}
		}
		if err != nil {
			return nil, errors.Join(fmt.Errorf("locking %s: %w", path, err), file.Close())
		}
		// Whoever held it before may have removed the file after we opened it:
		// such a lock would keep nobody out.
		if sameFile(file, path) {
			return &lock{file}, writePID(file)
		}
		if err := file.Close(); err != nil {
			return nil, fmt.Errorf("closing %s: %w", path, err)
		}
	}
}

// release lets go of the lock and leaves the file.
func (l *lock) release() error { return l.file.Close() }

// remove removes the file and then lets go, so that nobody can take the lock of
// a file that is about to go.
func (l *lock) remove() error {
	err := os.Remove(l.file.Name())
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return errors.Join(err, l.file.Close())
}

func sameFile(file *os.File, path string) bool {
	opened, err := file.Stat()
	if err != nil {
		return false
	}
	there, err := os.Stat(path)
	return err == nil && os.SameFile(opened, there)
}

func readPID(file *os.File) int {
	content, err := io.ReadAll(io.LimitReader(file, 32))
	if err != nil {
		return 0
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(content)))
	if err != nil {
		return 0
	}
	return pid
}

func writePID(file *os.File) error {
	if err := file.Truncate(0); err != nil {
		return fmt.Errorf("writing the lock: %w", err)
	}
	_, err := file.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
	if err != nil {
		return fmt.Errorf("writing the lock: %w", err)
	}
	return nil
}
