package viz

import "slices"

// overrides holds what Relabel, RedimRange and Opts have set on an element. Its methods return changed copies.
type overrides struct {
	label       string
	fixedRanges map[string]Range // by dimension
	opts        []Opt            // later ones win
	err         error            // the first error of opts
}

func (o overrides) withLabel(label string) overrides {
	o.label = label
	return o
}

func (o overrides) withFixedRange(dim string, r Range) overrides {
	fixed := map[string]Range{dim: r}
	for k, v := range o.fixedRanges {
		if k != dim {
			fixed[k] = v
		}
	}
	o.fixedRanges = fixed
	return o
}

// withOptions appends options and keeps the first error. It panics if an option is nil.
func (o overrides) withOptions(opts []Opt) overrides {
	o.opts = append(slices.Clip(o.opts), opts...)
	var s settings
	for _, opt := range opts {
		if opt == nil {
			panic("viz.Opts: an option must not be nil")
		}
		if err := opt.apply(&s); err != nil && o.err == nil {
			o.err = err
		}
	}
	return o
}

// overriddenBy returns a copy of o in which each value that outer sets replaces that of o. It does not copy the error
// of outer.
func (o overrides) overriddenBy(outer overrides) overrides {
	if outer.label != "" {
		o.label = outer.label
	}
	for dim, r := range outer.fixedRanges {
		o = o.withFixedRange(dim, r)
	}
	o.opts = append(slices.Clip(o.opts), outer.opts...)
	return o
}

// settings applies the options to the defaults.
func (o overrides) settings() settings {
	s := defaultSettings()
	for _, opt := range o.opts {
		_ = opt.apply(&s) // withOptions has kept its error
	}
	return s
}
