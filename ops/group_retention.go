package ops

import (
	"github.com/streamgage/streamgage/frame"
)

// retention decides how long rows and groups stay.
type retention interface {
	// admit returns an error if a batch, whose rows' groups are known, must be refused. It is the last check of a batch;
	// after an error it is unchanged.
	admit(g *groupedReduction, f frame.Frame) error
	// evict removes from the accumulators the rows that leave with the batch, and returns the groups to remove.
	evict(g *groupedReduction) []int32
	save(g *groupedReduction, dst []byte) []byte
	load(g *groupedReduction, r *stateReader)
}

// newRetention returns the retention of the plan, or an ErrType if it needs a time index and there is none.
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

// permanentGroups is the retention of groups that are never removed.
type permanentGroups struct{}

func (permanentGroups) admit(g *groupedReduction, _ frame.Frame) error { return g.checkLimit(0) }
func (permanentGroups) evict(*groupedReduction) []int32                { return nil }
func (permanentGroups) save(_ *groupedReduction, dst []byte) []byte    { return dst }
func (permanentGroups) load(*groupedReduction, *stateReader)           {}
