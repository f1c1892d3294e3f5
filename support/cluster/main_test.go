package cluster

import (
	"os"
	"testing"
)

// The test binary runs kind for the tests of Create, as every program does.
func TestMain(m *testing.M) {
	ServeKind(os.Args)
	os.Exit(m.Run())
}
