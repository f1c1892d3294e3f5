package main

import (
	"archive/tar"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// writeLayer writes a folder as a tar stream that depends on nothing but names, modes
// and contents.
func writeLayer(layer Layer, out io.Writer) error {
	owners, err := parseOwners(layer.Owners)
	if err != nil {
		return err
	}
	archive := tar.NewWriter(out)
	links := map[uint64]string{}
	err = filepath.WalkDir(layer.Dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(layer.Dir, path)
		if err != nil || name == "." {
			return err
		}
		return writeEntry(archive, path, name, owners, links)
	})
	if err != nil {
		return fmt.Errorf("pack %s: %w", layer.Dir, err)
	}
	return archive.Close()
}

func writeEntry(archive *tar.Writer, path, name string, owners []owner, links map[uint64]string) error {
	info, err := os.Lstat(path)
	if err != nil {
		return err
	}
	target := ""
	if info.Mode()&fs.ModeSymlink != 0 {
		if target, err = os.Readlink(path); err != nil {
			return err
		}
	}
	header, err := tar.FileInfoHeader(info, target)
	if err != nil {
		return err
	}
	header.Name = name
	if info.IsDir() {
		header.Name += "/"
	}
	header.ModTime, header.AccessTime, header.ChangeTime = time.Unix(0, 0), time.Time{}, time.Time{}
	header.Uname, header.Gname = "", ""
	header.Uid, header.Gid = ownerOf(name, owners)
	header.Format = tar.FormatPAX
	if stat, ok := info.Sys().(*syscall.Stat_t); ok && info.Mode().IsRegular() && stat.Nlink > 1 {
		if first, seen := links[stat.Ino]; seen {
			header.Typeflag, header.Linkname, header.Size = tar.TypeLink, first, 0
		} else {
			links[stat.Ino] = name
		}
	}
	if err := archive.WriteHeader(header); err != nil {
		return err
	}
	if header.Typeflag != tar.TypeReg {
		return nil
	}
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	_, err = io.Copy(archive, file)
	return err
}

type owner struct {
	path     string
	uid, gid int
}

func parseOwners(owners map[string]string) ([]owner, error) {
	parsed := make([]owner, 0, len(owners))
	for path, ids := range owners {
		user, group, ok := strings.Cut(ids, ":")
		uid, uidErr := strconv.Atoi(user)
		gid, gidErr := strconv.Atoi(group)
		if !ok || uidErr != nil || gidErr != nil {
			return nil, fmt.Errorf("owner of %s is %q: want uid:gid in numbers", path, ids)
		}
		parsed = append(parsed, owner{path: strings.Trim(path, "/"), uid: uid, gid: gid})
	}
	return parsed, nil
}

func ownerOf(name string, owners []owner) (uid, gid int) {
	longest := -1
	for _, o := range owners {
		within := name == o.path || strings.HasPrefix(name, o.path+"/")
		if within && len(o.path) > longest {
			longest, uid, gid = len(o.path), o.uid, o.gid
		}
	}
	return uid, gid
}
