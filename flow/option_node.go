package flow

import (
	"fmt"
	"slices"
	"time"
)

// NodeOption changes how an operator's node is built. Each option says which operators take it; giving it to another
// panics.
type NodeOption interface {
	apply(*nodeConfig)
	option() string
}

type nodeConfig struct {
	name     string
	partial  bool
	bound    int
	policies []Policy
	maxSize  int // 0: no limit
	maxKeys  int

	timeout, expiry     time.Duration // 0: none
	keepLast, emitEmpty bool
	capacity            int
	completion          bool // in order of completion
	emitOn              []*node
	glitchFree          bool
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

// MaxSize is how many keys Unique remembers: 65,536 unless set. It panics unless n > 0.
func MaxSize(n int) NodeOption {
	if n <= 0 {
		panic(fmt.Sprintf("flow.MaxSize: must be positive, got %d", n))
	}
	return nodeOption{"MaxSize", func(c *nodeConfig) { c.maxSize = n }}
}

// Unbounded lets Unique remember every key that ever came: memory grows with the number of different keys.
func Unbounded() NodeOption {
	return nodeOption{"Unbounded", func(c *nodeConfig) { c.maxSize = 0 }}
}

// MaxKeys is how many keys PartitionBy and GroupByKey keep apart at a time: 65,536 unless set. It panics unless n > 0.
func MaxKeys(n int) NodeOption {
	if n <= 0 {
		panic(fmt.Sprintf("flow.MaxKeys: must be positive, got %d", n))
	}
	return nodeOption{"MaxKeys", func(c *nodeConfig) { c.maxKeys = n }}
}

// Timeout makes Partition and PartitionBy give a slice that is not full when d has passed since its first element came.
// Default: they wait until it is full, or the stream ends. It panics unless d > 0.
func Timeout(d time.Duration) NodeOption {
	mustInterval("flow.Timeout", d)
	return nodeOption{"Timeout", func(c *nodeConfig) { c.timeout = d }}
}

// Expiry makes GroupByKey end the stream of a key that has not come for d. Default: it lives until the end of the
// stream. It panics unless d > 0.
func Expiry(d time.Duration) NodeOption {
	mustInterval("flow.Expiry", d)
	return nodeOption{"Expiry", func(c *nodeConfig) { c.expiry = d }}
}

// KeepLast makes PartitionUnique and TimedWindowUnique keep the last of the elements with the same key. Default: the
// first.
func KeepLast() NodeOption {
	return nodeOption{"KeepLast", func(c *nodeConfig) { c.keepLast = true }}
}

// EmitEmpty makes TimedWindow and TimedWindowUnique give a window also when nothing came in it, from the first element
// on. Default: false.
func EmitEmpty(on bool) NodeOption {
	return nodeOption{"EmitEmpty", func(c *nodeConfig) { c.emitEmpty = on }}
}

// Capacity is how many elements a node holds at most: a TimedWindow in its window and a Collect until Flush (65,536
// unless set), a Delay behind the one that is due next (1024 unless set), a MapAsync in its queue (as many as are inside
// unless set), and an Async in its (64 unless set). It panics unless n > 0.
func Capacity(n int) NodeOption {
	if n <= 0 {
		panic(fmt.Sprintf("flow.Capacity: must be positive, got %d", n))
	}
	return nodeOption{"Capacity", func(c *nodeConfig) { c.capacity = n }}
}

// GlitchFree makes CombineLatest and ZipLatest wait until an element has come to them by all its ways, and give one for
// it, not one for each way. So what they give never joins the old and the new:
//
//	sum, product := flow.Map(pairs, add), flow.Map(pairs, multiply)
//	flow.CombineLatest(sum, product, flow.GlitchFree()) // sum and product of the same pair
//
// The element is the one that the last node gives which all ways pass (pairs); where inputs come of several sources or
// asynchronous nodes it is the source's, or what the asynchronous node gives, so what comes through one comes on its own.
// An element that fails on one of the ways gives nothing (ZipLatest still gives what came by the lossless one). Default:
// each way gives at once.
func GlitchFree() NodeOption {
	return nodeOption{"GlitchFree", func(c *nodeConfig) { c.glitchFree = true }}
}

// configure reads an operator's options; those not in takes (Name aside) are misuse.
func configure(op string, opts []NodeOption, takes ...string) nodeConfig {
	c := nodeConfig{bound: defaultBound, maxSize: defaultMaxKeys, maxKeys: defaultMaxKeys, capacity: defaultCapacity}
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
