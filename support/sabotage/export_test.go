package sabotage

// Tried is what a test from outside sees of an attempt.
type Tried struct {
	ID        string
	Sabotages []Sabotage
	Claims    []string
	Beside    bool
	Reach     Reach
	Slow      float64
}

// Attempts lists the attempts of a plan in their order.
func (p Plan) Attempts() []Tried {
	var all []Tried
	for _, a := range p.attempts() {
		all = append(all, Tried{ID: a.id, Sabotages: a.sabotages, Claims: a.claims, Beside: a.beside, Reach: a.reach(), Slow: a.slow()})
	}
	return all
}
