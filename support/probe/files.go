package probe

import (
	"context"
	"crypto/rand"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// File is what a container sees at a path.
type File struct {
	Exists  bool
	Content string
}

// File reads a file as a container sees it. A path that is not there is a fact, and
// so is an empty file, where the same reader in the same container reads what is
// always there; any other failure to read is an error.
func (s *Scene) File(ctx context.Context, c Container, path string) (File, error) {
	return s.readFile(ctx, c, path, "sh", "-c", atOnce, "sh", path)
}

// FileSoon is File as soon as the file has a text, or as it is after 3 s: the container
// itself looks every 0.2 s, which costs the cluster far less than as many commands.
func (s *Scene) FileSoon(ctx context.Context, c Container, path, text string) (File, error) {
	return s.readFile(ctx, c, path, "sh", "-c", onceItHas, "sh", path, text)
}

// FileAppearing is File as soon as there is one, or after 3 s, in the same way.
func (s *Scene) FileAppearing(ctx context.Context, c Container, path string) (File, error) {
	return s.readFile(ctx, c, path, "sh", "-c", onceItIsThere, "sh", path)
}

// What is run in the container to read a file: at once, or after the container's own wait for
// the file or for a text in it. It ends as cat does, and what cat reads in the end is all
// that counts. Where that is nothing, one command also tells what the same cat reads of a
// file that is always there, on the standard error behind a line of its own.
const (
	ofAlwaysThere = "volconf: of " + alwaysThere + ":"

	atOnce = `cat -- "$1"; code=$?; if [ $code != 0 ] || [ ! -s "$1" ]; then printf '\n%s\n' '` + ofAlwaysThere + `' >&2; ` +
		`cat -- ` + alwaysThere + ` >&2 2>/dev/null; fi; exit $code`
	onceItHas     = `n=0; until grep -qsF -e "$2" -- "$1" || [ $n -ge 15 ]; do n=$((n + 1)); sleep 0.2; done; ` + atOnce
	onceItIsThere = `n=0; until [ -e "$1" ] || [ $n -ge 15 ]; do n=$((n + 1)); sleep 0.2; done; ` + atOnce
)

// readFile reads a file by one of these.
func (s *Scene) readFile(ctx context.Context, c Container, path string, command ...string) (File, error) {
	out, err := s.ExecIdempotent(ctx, c, command...)
	if err != nil {
		return File{}, err
	}
	return fileOf(c, path, out)
}

func fileOf(c Container, path string, out Output) (File, error) {
	said, seen, _ := strings.Cut(out.Stderr, "\n"+ofAlwaysThere+"\n")
	file, err := fileFrom(path, Output{Stdout: out.Stdout, Stderr: said, Exit: out.Exit})
	if err != nil || file.Content != "" {
		return file, err
	}
	if err := sees("cat", c, alwaysThere, Output{Stdout: seen}); err != nil {
		return File{}, err
	}
	return file, nil
}

// Files reads several files as File does one, by one command.
func (s *Scene) Files(ctx context.Context, c Container, paths ...string) ([]File, error) {
	mark := "volconf-" + rand.Text()
	out, err := s.ExecIdempotent(ctx, c, append([]string{"sh", "-c", several, "sh", mark}, paths...)...)
	if err != nil {
		return nil, err
	}
	return filesOf(c, mark, paths, out)
}

// several reads files one after the other. A mark that no file has stands before each, on
// both outputs, and behind it with cat's exit code; what is always there is read at last.
const several = `m=$1; shift; for p; do printf '\n%s\n' "$m"; printf '\n%s\n' "$m" >&2; cat -- "$p"; printf '\n%s %s\n' "$m" $?; done; ` +
	`printf '\n%s\n' "$m" >&2; cat -- ` + alwaysThere + ` >&2 2>/dev/null; exit 0`

func filesOf(c Container, mark string, paths []string, out Output) ([]File, error) {
	contents, words := strings.Split(out.Stdout, "\n"+mark+"\n"), strings.Split(out.Stderr, "\n"+mark+"\n")
	if len(contents) != len(paths)+1 || len(words) != len(paths)+2 {
		return nil, fmt.Errorf("reading %s in %s: %q is no answer to it (exit %d)", strings.Join(paths, ", "), c, out.Stderr, out.Exit)
	}
	if err := sees("cat", c, alwaysThere, Output{Stdout: words[len(paths)+1]}); err != nil {
		return nil, err
	}
	files := make([]File, len(paths))
	for i, path := range paths {
		content, code, _ := strings.Cut(contents[i+1], "\n"+mark+" ")
		exit, err := strconv.Atoi(strings.TrimSpace(code))
		if err != nil {
			return nil, fmt.Errorf("reading %s in %s: it is not told how cat ended: %w", path, c, err)
		}
		if files[i], err = fileFrom(path, Output{Stdout: content, Stderr: words[i+1], Exit: exit}); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// What is there in every container and never empty.
const (
	alwaysThere   = "/proc/self/mounts" // proc_pid_mounts(5)
	neverEmptyDir = "/"                 // it has /proc
)

// canRead finds out whether a reader that saw nothing can see at all. It is asked
// only then, and costs nothing otherwise.
func (s *Scene) canRead(ctx context.Context, c Container, what string, command ...string) error {
	out, err := s.ExecIdempotent(ctx, c, command...)
	if err != nil {
		return fmt.Errorf("finding out whether %s in %s can read: %w", command[0], c, err)
	}
	return sees(command[0], c, what, out)
}

func sees(reader string, c Container, what string, out Output) error {
	if out.Exit != 0 || strings.TrimSpace(out.Stdout) == "" {
		return fmt.Errorf("%s in %s is blind: of %s, which is always there, it says %q (exit %d); what it does not see may be there",
			reader, c, what, strings.TrimSpace(out.Stderr+out.Stdout), out.Exit)
	}
	return nil
}

// fileFrom takes cat at its word only where it ended as cat does (exit code 1) and
// says nothing but that this path is not there: some runtimes say those words where
// they find no cat.
func fileFrom(path string, out Output) (File, error) {
	said := strings.TrimSpace(out.Stderr)
	switch {
	case out.Exit == 0:
		return File{Exists: true, Content: out.Stdout}, nil
	case out.Exit == 1 && slices.Contains(absenceOf(path), said):
		return File{}, nil
	}
	return File{}, fmt.Errorf("reading %s: %s (exit %d)", path, said, out.Exit)
}

// absenceOf is what cat says of a path that is not there: that of BusyBox
// (libbb/wfopen_input.c, 1.37) and that of the GNU coreutils (src/cat.c, 9.5; it quotes
// a path that a shell would not take as it is).
func absenceOf(path string) []string {
	const missing = ": No such file or directory"
	return []string{"cat: can't open '" + path + "'" + missing, "cat: " + path + missing, "cat: '" + path + "'" + missing}
}

// Entries lists a directory as a container sees it, hidden names included. That it has
// none is a fact where the same reader lists a directory that is never empty.
func (s *Scene) Entries(ctx context.Context, c Container, dir string) ([]string, error) {
	out, err := s.RunIdempotent(ctx, c, "ls", "-A1", "--", dir)
	if err != nil {
		return nil, err
	}
	entries := strings.Fields(out)
	if len(entries) == 0 {
		if err := s.canRead(ctx, c, neverEmptyDir, "ls", "-A1", "--", neverEmptyDir); err != nil {
			return nil, err
		}
	}
	return entries, nil
}

// Mount is a line of /proc/self/mountinfo (proc_pid_mountinfo(5)).
type Mount struct {
	Root    string // of the mount within its file system
	Point   string
	Options []string // of the mount, not of the file system
	FSType  string
	Source  string
}

// Mounts returns the mounts that a container sees.
func (s *Scene) Mounts(ctx context.Context, c Container) ([]Mount, error) {
	out, err := s.RunIdempotent(ctx, c, "cat", "/proc/self/mountinfo")
	if err != nil {
		return nil, err
	}
	mounts, err := parseMounts(out)
	if err == nil && len(mounts) == 0 {
		err = fmt.Errorf("%s has no mount at all, not even its root: it cannot be seen what it mounts", c)
	}
	return mounts, err
}

func parseMounts(text string) ([]Mount, error) {
	var mounts []Mount
	for line := range strings.Lines(text) {
		head, tail, found := strings.Cut(strings.TrimSpace(line), " - ")
		left, right := strings.Fields(head), strings.Fields(tail)
		if !found || len(left) < 6 || len(right) < 2 {
			return nil, fmt.Errorf("not a line of mountinfo: %q", line)
		}
		mounts = append(mounts, Mount{
			Root: left[3], Point: left[4], Options: strings.Split(left[5], ","), FSType: right[0], Source: right[1],
		})
	}
	return mounts, nil
}
