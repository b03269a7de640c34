package viz

import "slices"

// overrides holds what Relabel, RedimRange and Opts have set on an element. Its methods return changed copies.
type overrides struct {
	label       string
	fixedRanges map[string]Range // by dimension
	opts        []Opt            // later ones win
	err         error            // the first error of opts
}

func (m overrides) withLabel(label string) overrides {
	m.label = label
	return m
}

func (m overrides) withFixedRange(dim string, r Range) overrides {
	fixed := map[string]Range{dim: r}
	for k, v := range m.fixedRanges {
		if k != dim {
			fixed[k] = v
		}
	}
	m.fixedRanges = fixed
	return m
}

// withOptions appends options and notes the first one that has an error.
func (m overrides) withOptions(opts []Opt) overrides {
	m.opts = append(slices.Clip(m.opts), opts...)
	var s settings
	for _, o := range opts {
		if o == nil {
			panic("viz.Opts: an option must not be nil")
		}
		if err := o.apply(&s); err != nil && m.err == nil {
			m.err = err
		}
	}
	return m
}

// overriddenBy returns m with what outer sets in place of its own. The result has no error of outer's.
func (m overrides) overriddenBy(outer overrides) overrides {
	if outer.label != "" {
		m.label = outer.label
	}
	for dim, r := range outer.fixedRanges {
		m = m.withFixedRange(dim, r)
	}
	m.opts = append(slices.Clip(m.opts), outer.opts...)
	return m
}

// settings applies the options to the defaults.
func (m overrides) settings() settings {
	s := defaultSettings()
	for _, o := range m.opts {
		_ = o.apply(&s) // withOptions has noted its error
	}
	return s
}
