package ops

import (
	"github.com/streamgage/streamgage/frame"
)

// tenure says how long rows and groups stay.
type retention interface {
	// admit says whether a batch, whose rows' groups are known, may come in. It is the last that can refuse one; an error
	// leaves it as it was.
	admit(g *groupedReduction, f frame.Frame) error
	// leave takes out of the reducers what leaves with the batch, and gives the groups that have gone.
	evict(g *groupedReduction) []int32
	save(g *groupedReduction, dst []byte) []byte
	load(g *groupedReduction, r *stateReader)
}

func (p groupPlan) newRetention() (retention, error) {
	switch {
	case p.span != nil:
		e, err := p.span.newEvictor(p.schema)
		return &windowGroups{evictor: e}, err
	case p.expiry > 0:
		return newExpiringGroups(p.schema, p.expiry)
	}
	return permanentGroups{}, nil
}

// permanentGroups stay for good.
type permanentGroups struct{}

func (permanentGroups) admit(g *groupedReduction, _ frame.Frame) error { return g.checkLimit(0) }
func (permanentGroups) evict(*groupedReduction) []int32                { return nil }
func (permanentGroups) save(_ *groupedReduction, dst []byte) []byte    { return dst }
func (permanentGroups) load(*groupedReduction, *stateReader)           {}
