package flow

import (
	"fmt"
	"slices"
)

// NodeOption changes how an operator's node is built. Each option says which operators take it; giving it to another
// panics.
type NodeOption interface {
	apply(*nodeConfig)
	option() string
}

type nodeConfig struct {
	name    string
	partial bool
	bound   int
}

type nodeOption struct {
	name string
	set  func(*nodeConfig)
}

func (o nodeOption) apply(c *nodeConfig) { o.set(c) }
func (o nodeOption) option() string      { return o.name }

// Name names the node, in errors and in pictures of the graph. Every operator takes it. Default: the operator's name.
func Name(name string) NodeOption {
	return nodeOption{"Name", func(c *nodeConfig) { c.name = name }}
}

// Partial makes SlidingWindow also give the windows of the first elements, before it is full. Default: false.
func Partial(on bool) NodeOption {
	return nodeOption{"Partial", func(c *nodeConfig) { c.partial = on }}
}

// Bound is how many elements Zip keeps of one input while it waits for the others. Default: 10, as in streamz.
// It panics unless n > 0.
func Bound(n int) NodeOption {
	if n <= 0 {
		panic(fmt.Sprintf("flow.Bound: must be positive, got %d", n))
	}
	return nodeOption{"Bound", func(c *nodeConfig) { c.bound = n }}
}

// configure reads an operator's options; those not in takes (Name aside) are misuse.
func configure(op string, opts []NodeOption, takes ...string) nodeConfig {
	c := nodeConfig{bound: defaultBound}
	for _, o := range opts {
		if o == nil {
			panic(op + ": nil option")
		}
		if name := o.option(); name != "Name" && !slices.Contains(takes, name) {
			panic(fmt.Sprintf("%s: does not take the option %s", op, name))
		}
		o.apply(&c)
	}
	return c
}

func mustFunc(op string, missing bool) {
	if missing {
		panic(op + ": the function must not be nil")
	}
}
