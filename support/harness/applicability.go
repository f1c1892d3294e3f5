package harness

import (
	"fmt"

	"github.com/volconf/volconf/support/claim"
)

// notApplicable says why a claim cannot be judged on this cluster, or nil.
func (r *run) notApplicable(c claim.Claim) *claim.Text {
	why := applicability(c, r.env.facts.Server, len(r.env.workers), r.env.lacking, r.env.own != nil || r.options.allowDisruption)
	if why != nil {
		return why
	}
	return r.env.tooFewAble(c)
}

func applicability(c claim.Claim, server string, workers int, lacking map[string]string, mayDisrupt bool) *claim.Text {
	in, err := c.Versions.Contains(server)
	switch {
	case err != nil || !in:
		return &claim.Text{
			En: fmt.Sprintf("the claim is about Kubernetes %s, the cluster runs %s", c.Versions, server),
			Ko: fmt.Sprintf("이 주장은 쿠버네티스 %s에 대한 것이고 클러스터는 %s이다", c.Versions, server),
		}
	case workers < c.Needs.Workers:
		return &claim.Text{
			En: fmt.Sprintf("needs %d nodes that Pods are scheduled to, the cluster has %d", c.Needs.Workers, workers),
			Ko: fmt.Sprintf("파드를 스케줄할 수 있는 노드가 %d개 필요한데 클러스터에는 %d개가 있다", c.Needs.Workers, workers),
		}
	case c.Disruption == claim.NodeDisruption && !mayDisrupt:
		return &claim.Text{
			En: "disturbs a node of a cluster that the run did not make: allow it with -allow-disruption",
			Ko: "이 실행이 만들지 않은 클러스터의 노드를 건드린다: -allow-disruption으로 허용할 수 있다",
		}
	}
	for _, need := range append([]string{string(c.Needs.Level)}, c.Needs.Capabilities...) {
		if why := lacking[need]; why != "" {
			return &claim.Text{En: why, Ko: why}
		}
	}
	return nil
}
