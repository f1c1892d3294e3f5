// Package manifests holds the YAML of the claims: manifests/<feature>/<claim-id>/*.yaml,
// and of the instruments that every run places.
package manifests

import "embed"

// FS is the folder as it is in the repository.
//
//go:embed */*/*.yaml instruments/*.yaml
var FS embed.FS
