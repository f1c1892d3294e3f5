package habitat

import "github.com/volconf/volconf/support/claim"

// engines are the habitats whose nodes are containers of another engine.
func engines() []Habitat {
	return []Habitat{
		{
			ID: "docker",
			Is: claim.Text{En: "The nodes are containers of Docker", Ko: "노드가 Docker의 컨테이너이다"},
			Needs: func(m Machine) string {
				if m.Engine != "docker" {
					return "the engine is " + m.Engine + ": scripts/docker-habitat.sh brings Docker"
				}
				return ""
			},
			Visits: []Visit{{Whole: true}},
		},
	}
}
