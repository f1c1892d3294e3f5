package harness

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/report"
)

// laterAttempt is what attemptFolder puts behind a claim's ID.
var laterAttempt = regexp.MustCompile(`-\d+$`)

// clearReport removes the report and the evidence of an earlier run, which would
// be taken for this one's if it were killed. Nothing else in the folder is touched.
func clearReport(dir string) error {
	stale := []string{report.JSONFile, report.JUnitFile, report.MarkdownFile, report.HTMLFile}
	known := map[string]bool{}
	for _, c := range claims.All() {
		known[c.ID] = true
	}
	kept, err := os.ReadDir(filepath.Join(dir, evidenceDir))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return cannotClear(err)
	}
	for _, folder := range kept {
		if name := folder.Name(); known[name] || known[laterAttempt.ReplaceAllString(name, "")] {
			stale = append(stale, filepath.Join(evidenceDir, name))
		}
	}
	for _, name := range stale {
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			return cannotClear(err)
		}
	}
	return nil
}

func cannotClear(err error) error {
	return fmt.Errorf("the report of an earlier run cannot be removed; name another folder with -report-dir: %w", err)
}
