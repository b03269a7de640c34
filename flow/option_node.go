package flow

import (
	"fmt"
	"slices"
	"time"
)

// NodeOption configures the node that an operator builds. The documentation of an option names the operators that take
// it. The other operators panic on it.
type NodeOption interface {
	apply(*nodeConfig)
	option() string // returns the option's name
}

// nodeConfig is what an operator's options set.
type nodeConfig struct {
	name     string
	partial  bool // SlidingWindow also emits windows that are not full
	bound    int  // elements that a join keeps of one input
	policies []Policy
	maxSize  int // keys that Unique keeps; 0: no limit
	maxKeys  int

	timeout, expiry     time.Duration // 0: none
	keepLast, emitEmpty bool
	capacity            int
	completion          bool    // MapAsync emits results in order of completion
	emitOn              []*node // the inputs that make a CombineLatest emit; nil: all
	glitchFree          bool
}

// nodeOption is a NodeOption with a name and a function that sets its part of a nodeConfig.
type nodeOption struct {
	name string
	set  func(*nodeConfig)
}

func (o nodeOption) apply(c *nodeConfig) { o.set(c) }
func (o nodeOption) option() string      { return o.name }

// Name sets the node's name, which errors and pictures of the graph show. Every operator that has options takes it.
// Default: the operator's name.
func Name(name string) NodeOption {
	return nodeOption{"Name", func(c *nodeConfig) { c.name = name }}
}

// Partial makes SlidingWindow also emit the incomplete windows of the first elements. Default: false.
func Partial(on bool) NodeOption {
	return nodeOption{"Partial", func(c *nodeConfig) { c.partial = on }}
}

// Bound sets how many elements Zip, ZipLatest and MergeByTime keep of one input while they wait for the others.
// Default: 10, as in streamz. It panics unless n > 0.
func Bound(n int) NodeOption {
	if n <= 0 {
		panic(fmt.Sprintf("flow.Bound: must be positive, got %d", n))
	}
	return nodeOption{"Bound", func(c *nodeConfig) { c.bound = n }}
}

// MaxSize sets how many keys Unique keeps. Default: 65,536. It panics unless n > 0.
func MaxSize(n int) NodeOption {
	if n <= 0 {
		panic(fmt.Sprintf("flow.MaxSize: must be positive, got %d", n))
	}
	return nodeOption{"MaxSize", func(c *nodeConfig) { c.maxSize = n }}
}

// Unbounded makes Unique keep every key. Memory then grows with the number of distinct keys.
func Unbounded() NodeOption {
	return nodeOption{"Unbounded", func(c *nodeConfig) { c.maxSize = 0 }}
}

// MaxKeys sets how many keys PartitionBy and GroupByKey keep at the same time. Default: 65,536. It panics unless n > 0.
func MaxKeys(n int) NodeOption {
	if n <= 0 {
		panic(fmt.Sprintf("flow.MaxKeys: must be positive, got %d", n))
	}
	return nodeOption{"MaxKeys", func(c *nodeConfig) { c.maxKeys = n }}
}

// Timeout makes Partition and PartitionBy emit a slice that is not full when d has passed since its first element came.
// Default: no timeout; a slice waits until it is full or the stream ends. It panics unless d > 0.
func Timeout(d time.Duration) NodeOption {
	mustInterval("flow.Timeout", d)
	return nodeOption{"Timeout", func(c *nodeConfig) { c.timeout = d }}
}

// Expiry makes GroupByKey end the stream of a key when no element of that key has come for d. Default: no expiry; the
// stream ends at the end of the input. It panics unless d > 0.
func Expiry(d time.Duration) NodeOption {
	mustInterval("flow.Expiry", d)
	return nodeOption{"Expiry", func(c *nodeConfig) { c.expiry = d }}
}

// KeepLast makes PartitionUnique and TimedWindowUnique keep the last of the elements with the same key. Default: the
// first.
func KeepLast() NodeOption {
	return nodeOption{"KeepLast", func(c *nodeConfig) { c.keepLast = true }}
}

// EmitEmpty makes TimedWindow and TimedWindowUnique also emit windows without elements, after the first element has
// come. Default: false.
func EmitEmpty(on bool) NodeOption {
	return nodeOption{"EmitEmpty", func(c *nodeConfig) { c.emitEmpty = on }}
}

// Capacity sets how many elements a node holds at most. TimedWindow and TimedWindowUnique hold them in the window
// (default 65,536), Collect until Flush (default 65,536), Delay behind the element that is due next (default 1,024),
// MapAsync in its queue (default: as many as it processes at a time), Async in its queue (default 64). It panics unless
// n > 0.
func Capacity(n int) NodeOption {
	if n <= 0 {
		panic(fmt.Sprintf("flow.Capacity: must be positive, got %d", n))
	}
	return nodeOption{"Capacity", func(c *nodeConfig) { c.capacity = n }}
}

// GlitchFree makes CombineLatest and ZipLatest wait until an element has reached them on all paths through the graph.
// They then emit once for the element, not once for each path. So their output never combines values of a new element
// with values of an old one:
//
//	sum, product := flow.Map(pairs, add), flow.Map(pairs, multiply)
//	flow.CombineLatest(sum, product, flow.GlitchFree()) // sum and product of the same pair
//
// An element here is an element of the last node that all paths pass: of pairs, in the example. If the inputs derive
// from several sources or asynchronous nodes, it is an element of one of these: elements of different sources are not
// combined into one output. If an element fails on one of the paths, CombineLatest emits nothing for it; ZipLatest
// still emits the elements of its lossless input. Default: the operator emits for each path, without waiting for the
// others.
func GlitchFree() NodeOption {
	return nodeOption{"GlitchFree", func(c *nodeConfig) { c.glitchFree = true }}
}

// configure applies an operator's options. op is the operator's name for panics. takes lists the options that the
// operator takes besides Name; it panics on others.
func configure(op string, opts []NodeOption, takes ...string) nodeConfig {
	c := nodeConfig{bound: defaultBound, maxSize: defaultMaxKeys, maxKeys: defaultMaxKeys, capacity: defaultCapacity}
	for _, o := range opts {
		if o == nil {
			panic(op + ": the option must not be nil")
		}
		if name := o.option(); name != "Name" && !slices.Contains(takes, name) {
			panic(fmt.Sprintf("%s: does not take the option %s", op, name))
		}
		o.apply(&c)
	}
	return c
}

// mustFunc panics if a function that op needs is nil.
func mustFunc(op string, missing bool) {
	if missing {
		panic(op + ": the function must not be nil")
	}
}

// mustSize panics unless n is positive.
func mustSize(op string, n int) {
	if n <= 0 {
		panic(fmt.Sprintf("%s: n must be positive, got %d", op, n))
	}
}

// mustInterval panics unless d is positive.
func mustInterval(op string, d time.Duration) {
	if d <= 0 {
		panic(fmt.Sprintf("%s: the interval must be positive, got %v", op, d))
	}
}
