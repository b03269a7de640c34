package viz

import (
	"sync"
	"time"

	"github.com/streamgage/streamgage/viz/internal/ticks"
)

// numbers keeps the columns of a chart that had to be converted to float64, and its boxes, so that a chart that is drawn
// again converts nothing. All charts that are made from one chart by options share it, because they have the same rows. Several renderers
// may use it at once.
type numbers struct {
	mu      sync.Mutex
	columns map[numbersKey][]float64 // for the scales and origins of the last frames

	boxes    []box // of a BoxWhisker; nil before the first use
	boxesFor *time.Location
}

// numbersKey names a column, as the axes show it.
type numbersKey struct {
	column  string
	scales  [2]ticks.Kind
	origins [2]int64
}

// maxNumbers limits the columns that are kept: the origins of axes may change from frame to frame.
const maxNumbers = 16

// boxesIn returns the boxes, and makes them if they have not been made for this zone.
func (n *numbers) boxesIn(zone *time.Location, make func() []box) []box {
	n.mu.Lock()
	known := n.boxes != nil && n.boxesFor == zone
	boxes := n.boxes
	n.mu.Unlock()
	if known {
		return boxes
	}
	boxes = make() // it uses the columns
	n.mu.Lock()
	defer n.mu.Unlock()
	n.boxes, n.boxesFor = boxes, zone
	return boxes
}

// column returns the column, and converts it if it has not been converted yet.
func (n *numbers) column(key numbersKey, convert func() []float64) []float64 {
	n.mu.Lock()
	defer n.mu.Unlock()
	v, known := n.columns[key]
	if !known {
		if n.columns == nil || len(n.columns) == maxNumbers {
			n.columns = map[numbersKey][]float64{}
		}
		v = convert()
		n.columns[key] = v
	}
	return v
}
