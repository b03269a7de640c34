package ops

import (
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/state"
)

// derive returns the DataFrame of the results of reductions, without groups.
func (e EWM) derive(op, label string, each bool, reductions []Reduction) DataFrame {
	d := e.rows
	if d.err != nil {
		return d
	}
	schema := d.example.Schema()
	outs, err := ewmOutputs(schema, each, reductions)
	if err == nil && e.decay.time > 0 {
		_, err = timeIndex(schema, "a half-life in time")
	}
	if err != nil {
		return d.fail(op, err)
	}
	return d.deriveStateful(op, label, func() operator { return e.newState(schema, outs).operator() })
}

// ewmOutputs returns the result columns: all of float64. keys are names that the result has already.
func ewmOutputs(schema frame.Schema, each bool, reductions []Reduction, keys ...string) ([]output, error) {
	if each {
		fields, err := numericFields(schema)
		outs := make([]output, len(fields))
		for i, f := range fields {
			outs[i] = output{name: f.Name, typ: frame.Float64, columns: [2]string{f.Name}, reduction: reductions[0]}
		}
		return outs, err
	}
	if index, ok := schema.Index(); ok {
		keys = append(keys, index.Name)
	}
	floats := make([]Reduction, len(reductions))
	for i, r := range reductions {
		r.ints = nil
		floats[i] = r
	}
	return newOutputs(schema, false, floats, keys...)
}

// ewmState is the state of an EWM.
type ewmState struct {
	ewmColumns
	outs       []output
	minPeriods int
	index      string       // "" if there is none
	inputs     [2][]float64 // memory for columns of int64
}

// ewmColumns is the statistics of all rows, or of the rows of one group, by output.
type ewmColumns struct {
	columns  []ewmAccumulator
	halfLife float64   // in nanoseconds; 0: by rows
	started  bool      // there has been a row with a time; not used without halfLife
	last     int64     // the newest time; noTime before the first row, which may have it, too
	elapsed  []float64 // memory for halfLives
}

// newState returns the state of no rows.
func (e EWM) newState(schema frame.Schema, outs []output) *ewmState {
	s := &ewmState{ewmColumns: e.newColumns(outs), outs: outs, minPeriods: e.minPeriods}
	if index, ok := schema.Index(); ok {
		s.index = index.Name
	}
	return s
}

// newColumns returns the statistics of no rows.
func (e EWM) newColumns(outs []output) ewmColumns {
	s := ewmColumns{halfLife: float64(e.decay.time), last: noTime}
	for _, o := range outs {
		s.columns = append(s.columns, e.newAccumulator(o))
	}
	return s
}

func (s *ewmState) operator() operator { return operator{s.take, s.save, s.load} }

func (s *ewmState) take(f frame.Frame) (frame.Frame, error) {
	var elapsed []float64
	if s.halfLife > 0 {
		times, err := sortedTimes(f, s.index, s.last)
		if err != nil {
			return f, err
		}
		elapsed = s.halfLives(times)
	}
	cols := make([]frame.Column, 0, 1+len(s.outs))
	if s.index != "" {
		index, err := f.Column(s.index)
		if err != nil {
			return f, err
		}
		cols = append(cols, index)
	}
	for i, o := range s.outs {
		x, y, err := s.read(f, o)
		if err != nil {
			return f, err
		}
		out := make([]float64, f.Len())
		s.columns[i].run(out, x, y, elapsed, s.minPeriods)
		cols = append(cols, frame.Col(o.name, out))
	}
	return frame.New(cols...)
}

// read returns the one or two columns that an output reads. They are valid until the next read.
func (s *ewmState) read(f frame.Frame, o output) (x, y []float64, err error) {
	if x, err = float64Column(f, o.columns[0], &s.inputs[0]); err == nil && o.columns[1] != "" {
		y, err = float64Column(f, o.columns[1], &s.inputs[1])
	}
	return x, y, err
}

// halfLives returns how many half-lives each row comes after the one before it. times must be sorted.
func (s *ewmColumns) halfLives(times []int64) []float64 {
	if len(times) == 0 {
		return []float64{}
	}
	s.elapsed = s.elapsed[:0]
	if !s.started {
		s.started, s.last = true, times[0]
	}
	for _, t := range times {
		s.elapsed = append(s.elapsed, float64(uint64(t-s.last))/s.halfLife)
		s.last = t
	}
	return s.elapsed
}

func (s *ewmColumns) save(dst []byte) []byte {
	var last []int64
	if s.started {
		last = append(last, s.last)
	}
	dst = state.AppendTimes(dst, last)
	for _, c := range s.columns {
		dst = c.AppendBinary(dst)
	}
	return dst
}

func (s *ewmColumns) load(src []byte) (rest []byte, err error) {
	r := state.NewReader(src)
	if last := r.Times(); len(last) > 0 {
		s.started, s.last = true, last[0]
	}
	for _, c := range s.columns {
		r.Load(c.Restore)
	}
	return r.Finish()
}
