package habitat

import (
	"slices"

	"github.com/volconf/volconf/support/claim"
)

const ownID = "own"

// own is our own cluster: what the others are compared with. Every claim that
// applies must hold there.
func own() Habitat {
	return Habitat{ID: ownID, Is: claim.Text{En: "The cluster that the suite makes for itself", Ko: "이 모음이 스스로 만드는 클러스터"}}
}

// All is the catalogue.
func All() []Habitat { return slices.Concat(policies(), nodes(), networks(), distances(), engines()) }
