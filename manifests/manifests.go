// Package manifests holds the YAML of the claims: manifests/<feature>/<claim-id>/*.yaml,
// and of the instruments that every run places.
package manifests

import "embed"

// FS is the folder as it is in the repository.
//
//go:embed */*/*.yaml instruments/*.yaml
var FS embed.FS

// RBAC is rbac.yaml: the roles that a run on a cluster of somebody else needs.
//
//go:embed rbac.yaml
var RBAC []byte
