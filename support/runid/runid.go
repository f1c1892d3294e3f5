// Package runid names runs.
package runid

import (
	"crypto/rand"
	"encoding/hex"
)

// New returns six digits that no other run is likely to have. They are few
// because they are part of the names of namespaces, which have 63 characters.
func New() string {
	raw := make([]byte, 3)
	_, _ = rand.Read(raw) // never fails: crypto/rand documents it since Go 1.24
	return hex.EncodeToString(raw)
}
