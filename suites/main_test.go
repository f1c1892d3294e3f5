// Package suites holds the claims: a file for each feature, a Test for each
// claim. It compiles to one binary that makes one cluster and writes one report.
package suites

import (
	"testing"

	"github.com/volconf/volconf/manifests"
	"github.com/volconf/volconf/support/harness"
)

func TestMain(m *testing.M) { harness.Main(m, manifests.FS) }
