package steps

import (
	"strings"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// Authority is a part of the API server that decides over an object beside its
// validation, and by which a claim says that something passes.
type Authority struct{ by string }

// PodSecurity is the admission of Pods by the level of their namespace.
func PodSecurity() Authority { return Authority{`Pod Security "`} }

// QuotaNamed is the admission by a ResourceQuota, by the name it has in the manifest.
func QuotaNamed(name string) Authority { return Authority{"the ResourceQuota " + name} }

// IsPassedBy judges that the API server takes every object of the manifest. A refusal by
// the authority breaks the claim, as one by the API server's validation does; one by
// anybody else is an error. It does not wait.
func (o Offered) IsPassedBy(a Authority) Step {
	return o.each(true, func(what string, answer probe.Answer) error { return passed(what, answer, a) })
}

func passed(what string, answer probe.Answer, a Authority) error {
	if refused := answer.Refused; refused != nil && a.speaks(refused.By) {
		return claim.Brokenf("%s is refused: %s", what, describe(answer))
	}
	return admitted(what, answer)
}

// speaks tells whether a refusal is the authority's. One that ends in a quotation mark
// says more of itself: Pod Security names the level.
func (a Authority) speaks(by string) bool {
	if strings.HasSuffix(a.by, `"`) {
		return strings.HasPrefix(by, a.by)
	}
	return by == a.by
}
