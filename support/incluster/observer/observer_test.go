package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// newNodeRoot makes a small node, and beside it what must never be reached.
func newNodeRoot(t *testing.T) (root, outside string) {
	t.Helper()
	dir := t.TempDir()
	root, outside = filepath.Join(dir, "host"), filepath.Join(dir, "outside")
	for _, folder := range []string{"etc", "var/lib/kubelet/pods/uid", "var/lib/volconf/run"} {
		require.NoError(t, os.MkdirAll(filepath.Join(root, folder), 0o755))
	}
	require.NoError(t, os.MkdirAll(outside, 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(outside, "secret"), []byte("secret"), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(root, "etc/hostname"), []byte("node-1\n"), 0o640))
	require.NoError(t, os.WriteFile(filepath.Join(root, "etc/os-release"), []byte("ID=x\nPRETTY_NAME=\"Test Linux 1\"\n"), 0o644))
	require.NoError(t, os.Symlink("hostname", filepath.Join(root, "etc/alias")))
	require.NoError(t, os.Symlink("nowhere", filepath.Join(root, "etc/dangling")))
	require.NoError(t, os.Symlink("round", filepath.Join(root, "etc/round")))
	require.NoError(t, os.Symlink(outside, filepath.Join(root, "etc/escape")))
	require.NoError(t, os.Symlink("../../outside", filepath.Join(root, "etc/climb")))
	require.NoError(t, syscall.Mkfifo(filepath.Join(root, "etc/fifo"), 0o600))
	require.NoError(t, os.Symlink(outside, filepath.Join(root, "var/lib/volconf/run/escape")))
	return root, outside
}

// observe runs a subcommand and decodes its one document.
func observe(t *testing.T, root string, answer any, args ...string) {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), append([]string{"-root", root}, args...), &out))
	assert.Equalf(t, 1, strings.Count(out.String(), "\n"), "one document, on one line")
	require.NoError(t, json.Unmarshal(out.Bytes(), answer))
}

func TestStat(t *testing.T) {
	root, _ := newNodeRoot(t)
	require.NoError(t, os.Chmod(filepath.Join(root, "var"), 0o777|os.ModeSticky))
	cases := map[string]Entry{
		"/etc/hostname":       {Exists: true, Type: "file", Mode: "0640", Size: 7},
		"/etc/alias":          {Exists: true, Type: "symlink", Mode: "0777", Size: 8, Target: "hostname"},
		"/etc/dangling":       {Exists: true, Type: "symlink", Mode: "0777", Size: 7, Target: "nowhere"},
		"/etc/fifo":           {Exists: true, Type: "fifo", Mode: "0600"},
		"/var":                {Exists: true, Type: "directory", Mode: "1777"},
		"/":                   {Exists: true, Type: "directory", Mode: "0755"},
		"/etc/none":           {},
		"/none/none":          {},
		"/etc/hostname/below": {},
		"/etc/dangling/below": {},
		"/../../../etc/none":  {},
	}
	for path, want := range cases {
		t.Run(path, func(t *testing.T) {
			var got []Entry
			observe(t, root, &got, "stat", path)
			require.Len(t, got, 1)
			entry := got[0]
			assert.Equal(t, path, entry.Path)
			if want.Exists {
				assert.NotZero(t, entry.Inode)
				assert.NotZero(t, entry.Dev)
				assert.False(t, entry.ModTime.IsZero())
			}
			if want.Type == "directory" {
				entry.Size = 0 // the file system's own affair
			}
			want.Path, want.Inode, want.Dev, want.ModTime = path, entry.Inode, entry.Dev, entry.ModTime
			want.UID, want.GID = entry.UID, entry.GID
			assert.Equal(t, want, entry)
		})
	}
}

func TestStatTellsOwners(t *testing.T) {
	root, _ := newNodeRoot(t)
	var got []Entry
	observe(t, root, &got, "stat", "/etc", "/etc/none")
	require.Len(t, got, 2)
	assert.Equal(t, os.Getuid(), int(got[0].UID))
	assert.False(t, got[1].Exists)
}

func TestList(t *testing.T) {
	root, _ := newNodeRoot(t)
	paths := func(l Listing) []string {
		var all []string
		for _, entry := range l.Entries {
			all = append(all, entry.Path)
		}
		return all
	}
	cases := map[string]struct {
		args      []string
		want      []string
		exists    bool
		truncated bool
	}{
		"one level":       {[]string{"/var/lib"}, []string{"/var/lib/kubelet", "/var/lib/volconf"}, true, false},
		"recursive":       {[]string{"-r", "/var/lib/kubelet"}, []string{"/var/lib/kubelet/pods", "/var/lib/kubelet/pods/uid"}, true, false},
		"bounded depth":   {[]string{"-r", "-depth", "1", "/var/lib/kubelet"}, []string{"/var/lib/kubelet/pods"}, true, false},
		"bounded entries": {[]string{"-r", "-max", "1", "/var/lib"}, []string{"/var/lib/kubelet"}, true, true},
		"exactly as many": {[]string{"-max", "2", "/var/lib"}, []string{"/var/lib/kubelet", "/var/lib/volconf"}, true, false},
		"empty":           {[]string{"/var/lib/kubelet/pods/uid"}, nil, true, false},
		"not there":       {[]string{"/none"}, nil, false, false},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			var got Listing
			observe(t, root, &got, append([]string{"list"}, c.args...)...)
			assert.Equal(t, c.want, paths(got))
			assert.Equal(t, c.exists, got.Exists)
			assert.Equal(t, c.truncated, got.Truncated)
			assert.NotNilf(t, got.Entries, "an empty list is [] in JSON")
		})
	}
}

func TestRead(t *testing.T) {
	root, _ := newNodeRoot(t)
	cases := map[string]struct {
		args []string
		want Content
	}{
		"whole":         {[]string{"/etc/hostname"}, Content{Exists: true, Size: 7, Content: []byte("node-1\n")}},
		"through links": {[]string{"/etc/alias"}, Content{Exists: true, Size: 7, Content: []byte("node-1\n")}},
		"cut":           {[]string{"-max", "4", "/etc/hostname"}, Content{Exists: true, Size: 7, Content: []byte("node"), Truncated: true}},
		"exactly":       {[]string{"-max", "7", "/etc/hostname"}, Content{Exists: true, Size: 7, Content: []byte("node-1\n")}},
		"not there":     {[]string{"/etc/none"}, Content{Content: []byte{}}},
		"dangling":      {[]string{"/etc/dangling"}, Content{Content: []byte{}}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			var got Content
			observe(t, root, &got, append([]string{"read"}, c.args...)...)
			c.want.Path = c.args[len(c.args)-1]
			assert.Equal(t, c.want, got)
		})
	}
}

func TestReadIsBase64(t *testing.T) {
	root, _ := newNodeRoot(t)
	var got map[string]any
	observe(t, root, &got, "read", "/etc/hostname")
	assert.Equal(t, base64.StdEncoding.EncodeToString([]byte("node-1\n")), got["content"])
}

func TestChangesBelowTheOwnFolder(t *testing.T) {
	root, _ := newNodeRoot(t)
	var entry Entry
	observe(t, root, &entry, "write", "/var/lib/volconf/run/a/token", "t0ken")
	assert.Equal(t, "file", entry.Type)
	content, err := os.ReadFile(filepath.Join(root, "var/lib/volconf/run/a/token"))
	require.NoError(t, err)
	assert.Equal(t, "t0ken", string(content))

	observe(t, root, &entry, "mkdir", "/var/lib/volconf/run/open", "1777")
	assert.Equal(t, "1777", entry.Mode)
	observe(t, root, &entry, "mkdir", "/var/lib/volconf/run/open", "0700")
	assert.Equalf(t, "0700", entry.Mode, "also where it was there")

	var removed map[string][]string
	observe(t, root, &removed, "remove", "/var/lib/volconf/run/a", "/var/lib/volconf/run/none")
	assert.Equal(t, []string{"/var/lib/volconf/run/a", "/var/lib/volconf/run/none"}, removed["removed"])
	assert.NoDirExists(t, filepath.Join(root, "var/lib/volconf/run/a"))
	assert.DirExistsf(t, filepath.Join(root, "var/lib/volconf/run/open"), "somebody else's")
}

func TestTheEmptyOwnFolderGoes(t *testing.T) {
	root, outside := newNodeRoot(t)
	var removed map[string][]string
	observe(t, root, &removed, "remove", "/var/lib/volconf/run")
	assert.NoDirExists(t, filepath.Join(root, "var/lib/volconf"))
	assert.FileExistsf(t, filepath.Join(outside, "secret"), "a link was followed while removing")

	observe(t, root, &removed, "remove", "/var/lib/volconf/run")
	assert.NoDirExistsf(t, filepath.Join(root, "var/lib/volconf"), "removing nothing has made the folder")
}

func TestFacts(t *testing.T) {
	root, _ := newNodeRoot(t)
	var facts Facts
	observe(t, root, &facts, "facts")
	assert.Equal(t, "Test Linux 1", facts.OS)
	assert.NotEmpty(t, facts.KernelRelease)
	assert.Contains(t, facts.FileSystems, "tmpfs")
	assert.Contains(t, []int{1, 2}, facts.CgroupVersion)
	assert.False(t, facts.HasGit)

	require.NoError(t, os.MkdirAll(filepath.Join(root, "usr/bin"), 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(root, "usr/bin/git"), nil, 0o755))
	observe(t, root, &facts, "facts")
	assert.True(t, facts.HasGit)
}

func TestRefusals(t *testing.T) {
	root, outside := newNodeRoot(t)
	cases := map[string]struct {
		args  []string
		wants string
		usage bool
	}{
		"unknown":                   {[]string{"bogus"}, "bogus", true},
		"unknown flag":              {[]string{"-bogus"}, "bogus", true},
		"stat without a path":       {[]string{"stat"}, "PATH", true},
		"a relative path":           {[]string{"stat", "etc"}, "not absolute", true},
		"list of two":               {[]string{"list", "/etc", "/var"}, "DIR", true},
		"list to no depth":          {[]string{"list", "-r", "-depth", "0", "/etc"}, "DIR", true},
		"list of a file":            {[]string{"list", "/etc/hostname"}, "/etc/hostname", false},
		"read without a path":       {[]string{"read"}, "PATH", true},
		"read of a folder":          {[]string{"read", "/etc"}, "directory", false},
		"read of a fifo":            {[]string{"read", "/etc/fifo"}, "fifo", false},
		"list through a link out":   {[]string{"list", "/etc/escape"}, "/etc/escape", false},
		"write elsewhere":           {[]string{"write", "/etc/hostname", "x"}, "/var/lib/volconf", true},
		"write by a longer name":    {[]string{"write", "/var/lib/volconf-not/x", "x"}, "/var/lib/volconf", true},
		"write by climbing":         {[]string{"write", "/var/lib/volconf/../../../etc/hostname", "x"}, "/var/lib/volconf", true},
		"write through a link out":  {[]string{"write", "/var/lib/volconf/run/escape/secret", "x"}, "escapes", false},
		"write without content":     {[]string{"write", "/var/lib/volconf/run/x"}, "CONTENT", true},
		"mkdir elsewhere":           {[]string{"mkdir", "/etc/x", "0755"}, "/var/lib/volconf", true},
		"mkdir through a link out":  {[]string{"mkdir", "/var/lib/volconf/run/escape/x", "0755"}, "", false},
		"mkdir of the folder":       {[]string{"mkdir", "/var/lib/volconf", "0777"}, "/var/lib/volconf", true},
		"a mode that is not octal":  {[]string{"mkdir", "/var/lib/volconf/run/x", "0888"}, "octal", true},
		"a mode that is too long":   {[]string{"mkdir", "/var/lib/volconf/run/x", "17777"}, "octal", true},
		"remove elsewhere":          {[]string{"remove", "/etc/hostname"}, "/var/lib/volconf", true},
		"remove of the folder":      {[]string{"remove", "/var/lib/volconf/"}, "/var/lib/volconf", true},
		"remove of the root":        {[]string{"remove", "/"}, "/var/lib/volconf", true},
		"remove through a link out": {[]string{"remove", "/var/lib/volconf/run/escape/secret"}, "escapes", false},
		"facts of something":        {[]string{"facts", "x"}, "no arguments", true},
		"connect to two":            {[]string{"connect", "/a", "/b"}, "SOCKET", true},
		"a link to itself":          {[]string{"read", "/etc/round"}, "too many levels of symbolic links", false},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			err := run(t.Context(), append([]string{"-root", root}, c.args...), &out)
			require.ErrorContains(t, err, c.wants)
			assert.Equalf(t, c.usage, isUsage(err), "%v", err)
			assert.NotContainsf(t, err.Error(), "\n", "one line")
			assert.Empty(t, out.String())
			secret, err := os.ReadFile(filepath.Join(outside, "secret"))
			require.NoError(t, err)
			assert.Equal(t, "secret", string(secret))
			assert.FileExists(t, filepath.Join(root, "etc/hostname"))
		})
	}
}

func TestARootThatIsNotThere(t *testing.T) {
	err := run(t.Context(), []string{"-root", filepath.Join(t.TempDir(), "none"), "facts"}, &bytes.Buffer{})
	require.ErrorContainsf(t, err, "hostPath", "it says how to mend it")
}

func TestWaitsUntilTold(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- run(ctx, nil, &bytes.Buffer{}) }()
	select {
	case err := <-done:
		t.Fatalf("a DaemonSet's container has to go on, but it ended: %v", err)
	default:
	}
	cancel()
	require.NoError(t, <-done)
}
