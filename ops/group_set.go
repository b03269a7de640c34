package ops

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/group"
	"github.com/streamgage/streamgage/ops/internal/kernel"
	"github.com/streamgage/streamgage/ops/internal/state"
)

// keyPlan describes the keys of groups, for rows of a schema.
type keyPlan struct {
	schema  frame.Schema
	keys    []groupKey
	expiry  time.Duration // 0: never
	maxKeys int
	masks   int // how many of keys, the last ones, are masks of the missing values of the others; 0: none
}

// keyPlan checks the keys against the columns of the rows.
func (b groupBy) keyPlan() (p keyPlan, err error) {
	p = keyPlan{schema: b.rows.example.Schema(), expiry: b.expiry, maxKeys: b.maxKeys}
	p.keys, err = newGroupKeys(p.schema, b.keys)
	if columns := len(p.keys); b.missingEqual {
		p.keys = withMissingMasks(p.keys)
		p.masks = len(p.keys) - columns
	}
	return p, err
}

// description says what the keys are, so that a state is not restored into another grouping.
func (p keyPlan) description() string {
	text := []byte("by")
	for _, k := range p.keys {
		text = fmt.Appendf(text, " %q", k.name)
	}
	return string(text)
}

// groupSet finds the group of each row of a batch by its key.
type groupSet struct {
	keyPlan
	index   *group.Index                               // gives keys a number, the group's id
	readers []func(frame.Frame) (kernel.Vector, error) // of the keys
	values  []kernel.Vector                            // the keys of the batch's rows
	ids     []int32                                    // the group of each row
}

// newGroupSet returns a groupSet without groups.
func (p keyPlan) newGroupSet() groupSet {
	s := groupSet{keyPlan: p, values: make([]kernel.Vector, len(p.keys))}
	names, types := make([]string, len(p.keys)), make([]frame.Type, len(p.keys))
	for i, k := range p.keys {
		names[i], types[i] = k.name, k.typ
		if !k.missingMask {
			s.readers = append(s.readers, k.reader(p.schema))
		}
	}
	s.index = group.New(names, types)
	return s
}

// readKeys takes the keys of a batch.
func (s *groupSet) readKeys(f frame.Frame) (err error) {
	for i, read := range s.readers {
		if s.values[i], err = read(f); err != nil {
			return err
		}
	}
	if s.masks > 0 {
		s.maskMissing(f.Len())
	}
	return nil
}

// maskMissing replaces missing values of keys by zero values, and sets the masks that say which ones were missing.
func (s *groupSet) maskMissing(rows int) {
	columns := len(s.keys) - s.masks
	for i := range s.masks {
		s.values[columns+i] = kernel.Vector{Type: frame.Int64, Ints: make([]int64, rows)}
	}
	for i, v := range s.values[:columns] {
		if !v.HasMissing() {
			continue
		}
		mask := s.values[columns+i/missingMaskBits].Ints
		for row := range rows {
			if !v.IsValid(row) {
				mask[row] |= 1 << (i % missingMaskBits)
			}
		}
		var filled kernel.Vector
		kernel.FillMissing(&filled, v, kernel.ZeroVector(v.Type, 1))
		s.values[i] = filled
	}
}

// findGroups sets ids to the groups of the rows whose keys have been read, and creates new groups.
func (s *groupSet) findGroups(rows int) {
	s.ids = s.index.FindOrCreate(s.values, rows, s.ids, s.limit())
}

// limit returns how many groups the index may have before groups are removed. With Expiry a batch may have more groups
// than MaxKeys, because others may expire with it.
func (s *groupSet) limit() int {
	if s.expiry > 0 {
		return math.MaxInt
	}
	return s.maxKeys
}

// checkLimit returns an ErrKeys if there are more than MaxKeys groups after so many leave with the batch.
func (s *groupSet) checkLimit(leaving int) error {
	if s.index.Len()-leaving > s.maxKeys {
		return fmt.Errorf("%w: at most %d keys are allowed; MaxKeys sets the limit", ErrKeys, s.maxKeys)
	}
	return nil
}

var errGroupOrder = errors.New("the state's groups are not in order")

// saveKeys writes the keys of all groups in order.
func (s *groupSet) saveKeys(dst []byte) []byte {
	dst = state.AppendCount(dst, s.index.Len())
	for _, c := range s.index.Keys() {
		dst = appendColumn(dst, c)
	}
	return dst
}

// loadKeys reads the keys, creates a group for each, and sets ids to the groups in the order of keys.
func (s *groupSet) loadKeys(r *state.Reader) {
	n := r.Count()
	cols := make([]frame.Column, len(s.keys))
	for i, k := range s.keys {
		cols[i] = readColumn(r, frame.Field{Name: k.name, Type: k.typ})
		if cols[i].Len() != n {
			r.Fail(errGroupOrder)
		}
	}
	if r.Err() != nil {
		return
	}
	f, err := frame.New(cols...)
	for i, k := range s.keys {
		if err == nil {
			s.values[i], err = kernel.VectorOf(f, k.name)
		}
	}
	if err != nil {
		r.Fail(err)
		return
	}
	s.ids = s.index.FindOrCreate(s.values, n, s.ids, n)
	if !slices.Equal(s.ids, s.index.Order()) {
		r.Fail(errGroupOrder)
	}
}
