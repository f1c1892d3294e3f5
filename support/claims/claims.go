// Package claims is the register: one typed value for each statement that the
// suite asserts, a file per feature. It holds rows and nothing else.
package claims

import (
	"fmt"
	"slices"

	"github.com/volconf/volconf/support/claim"
)

var registered []claim.Claim

// register adds a claim with its defaults filled in. A claim that is not well
// formed stops the program at start: it can only be a slip in this package.
func register(c claim.Claim) claim.Claim {
	c, err := c.Completed()
	if err != nil {
		panic(err)
	}
	if _, taken := ByID(c.ID); taken {
		panic(fmt.Errorf("claim %s is registered twice", c.ID))
	}
	registered = append(registered, c)
	return c
}

// All returns the claims, feature by feature, in the order of their files.
func All() []claim.Claim {
	features := claim.Features()
	return slices.SortedStableFunc(slices.Values(registered), func(a, b claim.Claim) int {
		return slices.Index(features, a.Feature) - slices.Index(features, b.Feature)
	})
}

// ByID finds a claim by its ID.
func ByID(id string) (claim.Claim, bool) {
	i := slices.IndexFunc(registered, func(c claim.Claim) bool { return c.ID == id })
	if i < 0 {
		return claim.Claim{}, false
	}
	return registered[i], true
}
