package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// The names of the files of a report.
const (
	JSONFile     = "report.json"
	JUnitFile    = "junit.xml"
	MarkdownFile = "report.md"
	HTMLFile     = "report.html"
)

// Write puts the files of the report into dir, which is made if need be. Each
// is written beside its place and then renamed, so that a reader never meets
// half a file. It writes what it can and returns all that went wrong.
func (r *Report) Write(dir string) error { return r.WriteIn(dir, English) }

// WriteIn is Write with the pages in a language. Both are on report.html, which
// opens in the one that is asked for.
func (r *Report) WriteIn(dir string, lang Lang) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return unwritable(dir, err)
	}
	var errs []error
	for _, f := range []struct {
		name  string
		write func(io.Writer) error
	}{
		{JSONFile, r.WriteJSON},
		{JUnitFile, r.WriteJUnit},
		{MarkdownFile, func(w io.Writer) error { return r.WriteMarkdown(w, lang) }},
		{HTMLFile, func(w io.Writer) error { return r.WriteHTML(w, lang, os.DirFS(dir)) }},
	} {
		if err := WriteFile(filepath.Join(dir, f.name), f.write); err != nil {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// WriteJSON writes report.json.
func (r *Report) WriteJSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(r)
}

// WriteBoth writes a result into a folder, which is made if need be, as NAME.json and
// as NAME.md, each whole or not at all.
func WriteBoth(dir, name string, result any, markdown func(io.Writer) error) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("making the folder of %s: %w", name, err)
	}
	asJSON := func(w io.Writer) error {
		enc := json.NewEncoder(w)
		enc.SetIndent("", "  ")
		return enc.Encode(result)
	}
	if err := WriteFile(filepath.Join(dir, name+".json"), asJSON); err != nil {
		return err
	}
	return WriteFile(filepath.Join(dir, name+".md"), markdown)
}

// WriteFile makes a file of what write produces: whole, or not at all.
func WriteFile(path string, write func(io.Writer) error) error {
	var content bytes.Buffer
	if err := write(&content); err != nil {
		return fmt.Errorf("rendering %s: %w", path, err)
	}
	beside, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return unwritable(filepath.Dir(path), err)
	}
	_, err = beside.Write(content.Bytes())
	err = errors.Join(err, beside.Chmod(0o644), beside.Close())
	if err == nil {
		err = os.Rename(beside.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("writing %s: %w", path, errors.Join(err, os.Remove(beside.Name())))
	}
	return nil
}

func unwritable(dir string, err error) error {
	return fmt.Errorf("the report cannot be written to %s; name a folder that you may write to: %w", dir, err)
}
