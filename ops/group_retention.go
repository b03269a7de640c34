package ops

import (
	"github.com/streamgage/streamgage/frame"
)

// tenure says how long rows and groups stay.
type tenure interface {
	// admit says whether a batch, whose rows' groups are known, may come in. It is the last that can refuse one; an error
	// leaves it as it was.
	admit(g *grouping, f frame.Frame) error
	// leave takes out of the reducers what leaves with the batch, and gives the groups that have gone.
	leave(g *grouping) []int32
	save(g *grouping, dst []byte) []byte
	load(g *grouping, r *stateReader)
}

func (p groupPlan) tenure() (tenure, error) {
	switch {
	case p.span != nil:
		e, err := p.span.edge(p.schema)
		return &movingGroups{edge: e}, err
	case p.expiry > 0:
		return newExpiringGroups(p.schema, p.expiry)
	}
	return lastingGroups{}, nil
}

// lastingGroups stay for good.
type lastingGroups struct{}

func (lastingGroups) admit(g *grouping, _ frame.Frame) error { return g.crowd(0) }
func (lastingGroups) leave(*grouping) []int32                { return nil }
func (lastingGroups) save(_ *grouping, dst []byte) []byte    { return dst }
func (lastingGroups) load(*grouping, *stateReader)           {}
