package ops

import (
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/state"
)

// retention decides when rows leave and when groups are removed.
type retention interface {
	// admit returns an error if a batch must be refused. The groups of its rows are known by then. It is the last check
	// of a batch. After an error the retention is unchanged.
	admit(g *groupedReduction, f frame.Frame) error
	// evict removes from the accumulators the rows that leave with the batch, and returns the groups to remove.
	evict(g *groupedReduction) []int32
	save(g *groupedReduction, dst []byte) []byte
	load(g *groupedReduction, r *state.Reader)
}

// newRetention returns the retention of the plan, or an ErrType if it needs a time index and there is none.
func (p groupPlan) newRetention() (retention, error) {
	switch {
	case p.span != nil:
		e, err := p.span.newEvictor(p.by.schema)
		return &windowGroups{evictor: e}, err
	case p.by.expiry > 0:
		return newExpiringGroups(p.by.schema, p.by.expiry)
	}
	return permanentGroups{}, nil
}

// permanentGroups is the retention of groups that are never removed.
type permanentGroups struct{}

func (permanentGroups) admit(g *groupedReduction, _ frame.Frame) error { return g.checkLimit(0) }
func (permanentGroups) evict(*groupedReduction) []int32                { return nil }
func (permanentGroups) save(_ *groupedReduction, dst []byte) []byte    { return dst }
func (permanentGroups) load(*groupedReduction, *state.Reader)          {}
