package steps

import (
	"context"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/manifest"
	"github.com/volconf/volconf/support/probe"
)

// NamespaceAt makes one more namespace of the claim, by the name it has in
// manifests, at a Pod Security level of its own. It waits up to NamespaceReady.
func NamespaceAt(name string, level claim.Level) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		return s.MakeNamespaceAt(ctx, manifest.Owned(s, name), string(level))
	}
}
