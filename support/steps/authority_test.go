package steps

import (
	"testing"

	"github.com/volconf/volconf/support/probe"
)

func TestPassed(t *testing.T) {
	refusal := func(by string) probe.Answer {
		return probe.Answer{Code: 403, Refused: &probe.Refusal{Code: 403, By: by, Message: "no"}}
	}
	created := probe.Answer{Code: 201}
	assertJudged(t,
		[]error{passed("Pod", created, PodSecurity()), passed("Pod", created, QuotaNamed("storage"))},
		[]error{
			passed("Pod", refusal(`Pod Security "restricted:latest"`), PodSecurity()),
			passed("Pod", refusal("the ResourceQuota storage"), QuotaNamed("storage")),
			passed("Pod", refusal(""), PodSecurity()),
		},
		[]error{
			passed("Pod", refusal("the ResourceQuota storage-of-others"), QuotaNamed("storage")),
			passed("Pod", refusal("the ResourceQuota storage"), PodSecurity()),
			passed("Pod", refusal(`Pod Security "restricted:latest"`), QuotaNamed("storage")),
			passed("Pod", refusal("RBAC or another authorizer"), PodSecurity()),
		})
}
