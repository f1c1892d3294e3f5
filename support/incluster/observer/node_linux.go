package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"syscall"
	"time"
)

// ownFolder is the only place of a node that the observer changes: the suite's own.
const ownFolder = "/var/lib/volconf"

// Entry is what lies at a path.
type Entry struct {
	Path   string `json:"path"`
	Exists bool   `json:"exists"`
	// Type is file, directory, symlink, socket, fifo, block or char.
	Type    string    `json:"type,omitempty"`
	Mode    string    `json:"mode,omitempty"` // as chmod writes it, such as 0755 or 1777
	UID     uint32    `json:"uid"`
	GID     uint32    `json:"gid"`
	Size    int64     `json:"size"`
	Dev     uint64    `json:"dev,omitempty"`
	Inode   uint64    `json:"inode,omitempty"`
	ModTime time.Time `json:"mtime,omitzero"`
	Target  string    `json:"target,omitempty"` // where a symlink points, as it is written
}

// Listing is what a folder holds.
type Listing struct {
	Path      string  `json:"path"`
	Exists    bool    `json:"exists"`
	Entries   []Entry `json:"entries"`
	Truncated bool    `json:"truncated"` // there is more than was asked for
}

// Content is what a file holds.
type Content struct {
	Path      string `json:"path"`
	Exists    bool   `json:"exists"`
	Size      int64  `json:"size"`
	Content   []byte `json:"content"` // base64 in JSON
	Truncated bool   `json:"truncated"`
}

// node is a node's file system. os.Root keeps every access inside it, whatever links a
// Pod may have put in the way.
type node struct {
	dir  string // where the node's root is mounted
	root *os.Root
}

func openNode(dir string) (*node, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open the node's root: %w: mount the node's / there with a hostPath volume", err)
	}
	return &node{dir: dir, root: root}, nil
}

func (n *node) close() error { return n.root.Close() }

func (n *node) stat(name string) (Entry, error) {
	relative, err := n.resolve(name, false)
	if err != nil {
		return Entry{}, err
	}
	info, err := n.root.Lstat(relative)
	if absent(err) {
		return Entry{Path: name}, nil
	}
	if err != nil {
		return Entry{}, fmt.Errorf("look at %s: %w", name, err)
	}
	entry := entryOf(name, info)
	if entry.Type == "symlink" {
		if entry.Target, err = n.root.Readlink(relative); err != nil && !absent(err) {
			return Entry{}, fmt.Errorf("read the link %s: %w", name, err)
		}
	}
	return entry, nil
}

// absent tells that nothing lies at a path: also when something above it is no folder.
func absent(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}

func entryOf(name string, info fs.FileInfo) Entry {
	entry := Entry{
		Path: name, Exists: true, Type: typeOf(info.Mode()), Mode: modeOf(info.Mode()),
		Size: info.Size(), ModTime: info.ModTime().UTC(),
	}
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		entry.UID, entry.GID, entry.Dev, entry.Inode = stat.Uid, stat.Gid, stat.Dev, stat.Ino
	}
	return entry
}

func typeOf(mode fs.FileMode) string {
	switch {
	case mode.IsRegular():
		return "file"
	case mode.IsDir():
		return "directory"
	case mode&fs.ModeSymlink != 0:
		return "symlink"
	case mode&fs.ModeSocket != 0:
		return "socket"
	case mode&fs.ModeNamedPipe != 0:
		return "fifo"
	case mode&fs.ModeCharDevice != 0:
		return "char"
	default:
		return "block"
	}
}

func modeOf(mode fs.FileMode) string {
	bits := uint32(mode.Perm())
	for flag, bit := range map[fs.FileMode]uint32{fs.ModeSetuid: 0o4000, fs.ModeSetgid: 0o2000, fs.ModeSticky: 0o1000} {
		if mode&flag != 0 {
			bits |= bit
		}
	}
	return fmt.Sprintf("%04o", bits)
}

// list goes down to depth levels and stops after most entries. What vanishes meanwhile
// is left out: other processes use the node.
func (n *node) list(dir string, depth, most int) (Listing, error) {
	listing := Listing{Path: dir, Entries: []Entry{}}
	top, err := n.stat(dir)
	if err != nil || !top.Exists {
		return listing, err
	}
	listing.Exists = true
	return listing, n.listInto(&listing, dir, depth, most)
}

func (n *node) listInto(listing *Listing, dir string, depth, most int) error {
	names, err := n.names(dir)
	if absent(err) && dir != listing.Path {
		return nil
	}
	if err != nil {
		return fmt.Errorf("list %s: %w", dir, err)
	}
	for _, name := range names {
		if len(listing.Entries) == most {
			listing.Truncated = true
			return nil
		}
		entry, err := n.stat(path.Join(dir, name))
		if err != nil {
			return err
		}
		if !entry.Exists {
			continue
		}
		listing.Entries = append(listing.Entries, entry)
		if entry.Type != "directory" || depth == 1 {
			continue
		}
		if err := n.listInto(listing, entry.Path, depth-1, most); err != nil {
			return err
		}
	}
	return nil
}

// names are sorted.
func (n *node) names(dir string) ([]string, error) {
	relative, err := n.resolve(dir, true)
	if err != nil {
		return nil, err
	}
	entries, err := fs.ReadDir(n.root.FS(), relative)
	names := make([]string, 0, len(entries))
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names, err
}

func (n *node) read(name string, most int64) (_ Content, err error) {
	content := Content{Path: name, Content: []byte{}}
	relative, err := n.resolve(name, true)
	if err != nil {
		return content, err
	}
	// Nonblocking: opening a fifo that nobody writes to would wait for ever.
	file, err := n.root.OpenFile(relative, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if absent(err) {
		return content, nil
	}
	if err != nil {
		return content, fmt.Errorf("read %s: %w", name, err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	info, err := file.Stat()
	if err != nil {
		return content, fmt.Errorf("read %s: %w", name, err)
	}
	if !info.Mode().IsRegular() {
		return content, fmt.Errorf("read %s: it is a %s, not a file", name, typeOf(info.Mode()))
	}
	content.Exists, content.Size = true, info.Size()
	// One byte more tells whether there is more; files of /proc do not know their size.
	data, err := io.ReadAll(io.LimitReader(file, most+1))
	if err != nil {
		return content, fmt.Errorf("read %s: %w", name, err)
	}
	if int64(len(data)) > most {
		data, content.Truncated = data[:most], true
	}
	content.Content = data
	return content, nil
}

// own opens the suite's folder on the node and returns the path within it. A root of its
// own: a link in the folder cannot lead a change anywhere else on the node.
func (n *node) own(name string) (_ *os.Root, within string, err error) {
	within, ok := strings.CutPrefix(path.Clean(name), ownFolder+"/")
	if !ok {
		return nil, "", fmt.Errorf("%w: %s is not below %s, and nothing else on a node is ever changed", errUsage, name, ownFolder)
	}
	relative, err := n.resolve(ownFolder, false)
	if err != nil {
		return nil, "", err
	}
	if err := n.root.MkdirAll(relative, 0o755); err != nil {
		return nil, "", fmt.Errorf("make %s: %w", ownFolder, err)
	}
	root, err := n.root.OpenRoot(relative)
	if err != nil {
		return nil, "", fmt.Errorf("open %s: %w", ownFolder, err)
	}
	return root, within, nil
}

func (n *node) write(name, content string) error {
	root, within, err := n.own(name)
	if err != nil {
		return err
	}
	defer func() { _ = root.Close() }()
	if err := root.MkdirAll(path.Dir(within), 0o755); err != nil {
		return fmt.Errorf("make the folder of %s: %w", name, err)
	}
	if err := root.WriteFile(within, []byte(content), 0o644); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

// mkdir gives the folder its mode whatever the umask is, and also where it was there.
func (n *node) mkdir(name string, mode fs.FileMode) error {
	root, within, err := n.own(name)
	if err != nil {
		return err
	}
	defer func() { _ = root.Close() }()
	if err := root.MkdirAll(within, 0o755); err != nil {
		return fmt.Errorf("make %s: %w", name, err)
	}
	if err := root.Chmod(within, mode); err != nil {
		return fmt.Errorf("set the mode of %s: %w", name, err)
	}
	return nil
}

// remove is content with a path that is not there, and takes the suite's folder away
// with the last thing in it.
func (n *node) remove(name string) error {
	root, within, err := n.own(name)
	if err != nil {
		return err
	}
	defer func() { _ = root.Close() }()
	if err := root.RemoveAll(within); err != nil {
		return fmt.Errorf("remove %s: %w", name, err)
	}
	relative, err := n.resolve(ownFolder, false)
	if err != nil {
		return err
	}
	err = n.root.Remove(relative)
	if err != nil && !absent(err) && !errors.Is(err, syscall.ENOTEMPTY) {
		return fmt.Errorf("remove the empty %s: %w", ownFolder, err)
	}
	return nil
}
