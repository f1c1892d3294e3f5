package report

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"strings"
)

// The evidence of a claim that does not hold is shown on the page itself, as
// far as a reader wants to scroll; the rest is a click away.
const (
	excerptSize  = 4 << 10 // of one file
	excerptFiles = 8       // of one claim
)

type evidenceFile struct {
	Name    string // within the claim's folder
	Path    string // from the report
	Excerpt string // its end, where a log says most
}

// evidence lists the files that a claim left behind.
func evidence(folder fs.FS, r Result) []evidenceFile {
	root := strings.TrimSuffix(r.Evidence, "/")
	if folder == nil || root == "" || !fs.ValidPath(root) {
		return nil
	}
	var out []evidenceFile
	// An unreadable folder has no evidence to show; the report is written anyway.
	_ = fs.WalkDir(folder, root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return nil //nolint:nilerr // see above
		}
		file := evidenceFile{Name: strings.TrimPrefix(name, root+"/"), Path: name}
		if (r.Verdict == Fail || r.Verdict == Error) && len(out) < excerptFiles {
			file.Excerpt = excerpt(folder, name)
		}
		out = append(out, file)
		return nil
	})
	return out
}

// excerpt returns the end of a text file, from the beginning of a line.
func excerpt(folder fs.FS, name string) string {
	switch path.Ext(name) {
	case ".txt", ".log", ".yaml", ".json", ".md", "":
	default:
		return ""
	}
	content, whole, err := tail(folder, name)
	if err != nil || bytes.IndexByte(content, 0) >= 0 {
		return ""
	}
	cut := ""
	if !whole {
		if i := bytes.IndexByte(content, '\n'); i >= 0 {
			content = content[i+1:]
		}
		cut = "…\n"
	}
	content = bytes.ToValidUTF8(content, []byte("\uFFFD"))
	return cut + string(bytes.TrimRight(content, "\n"))
}

// tail reads the last bytes of a file, which may be far larger than an excerpt.
func tail(folder fs.FS, name string) (content []byte, whole bool, err error) {
	f, err := folder.Open(name)
	if err != nil {
		return nil, false, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, false, err
	}
	whole = info.Size() <= excerptSize
	if seeker, ok := f.(io.Seeker); ok && !whole {
		if _, err := seeker.Seek(-excerptSize, io.SeekEnd); err != nil {
			return nil, false, err
		}
	}
	content, err = io.ReadAll(io.LimitReader(f, excerptSize))
	return content, whole, err
}
