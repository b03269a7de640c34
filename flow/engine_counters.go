package flow

import "time"

// counters counts what has passed a node.
type counters struct {
	in, out uint64        // elements taken and emitted
	busy    time.Duration // how long the node's function has run in timed emissions
}

// sampleEvery is how many emissions there are for each timed one. Reading the time costs as much as two dozen nodes.
const sampleEvery = 256

// addBusyTime adds the time since the last call to the node whose function has run.
func (em *emission) addBusyTime() {
	now := time.Now()
	if em.node != nil && em.node.lock == em.root.lock { // below a join of domains, another emission may change the counters
		em.node.busy += now.Sub(em.timedSince)
	}
	em.timedSince = now
}

// stopTiming ends the timing of an emission.
func (em *emission) stopTiming() {
	if em.timed {
		em.addBusyTime()
		em.timed = false
	}
}
