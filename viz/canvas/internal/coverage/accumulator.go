// Package coverage computes how much of each pixel a shape covers.
//
// An [Accumulator] takes the edges of closed outlines, in any order, and adds the signed area of each edge to the pixels
// that the edge crosses. [Accumulator.Sweep] sums these areas from left to right and so finds the coverage of every
// pixel (the method of FreeType's smooth rasterizer and of font-rs). The sum of a pixel that is not crossed is the
// winding number there, and a sum above one pixel counts as one. So shapes are filled by the nonzero winding rule.
//
// Coordinates are pixels. x grows to the right and y grows downwards. They are rounded to 1/256 of a pixel, and all
// further arithmetic is on integers, so the sums to the right of a closed outline are exactly zero.
package coverage

import (
	"image"
	"math/bits"
)

const (
	subpixelBits = 8
	subpixels    = 1 << subpixelBits         // the subpixels of a pixel's side
	full         = 2 * subpixels * subpixels // the sum of a pixel that is covered once
	rowSpan      = 2 * subpixels             // the area of one subpixel row of a pixel, in units of full

	blockBits  = 3 // a block has 8 cells
	blockCells = 1 << blockBits
	wordBlocks = 64
)

// Accumulator accumulates the edges of one shape at a time. The zero value is empty; Resize makes it usable. Only one
// goroutine at a time may use it.
type Accumulator struct {
	width, height            int
	stride                   int
	cells                    []int32 // the differences of the sums of neighbouring pixels, row by row
	words                    int
	marks                    []uint64 // words for each row, with a bit for each block of cells that may differ from zero
	clip                     image.Rectangle
	left, top, right, bottom float64 // clip
	minRow, maxRow           int     // the rows that may have blocks
	coverage                 []uint8 // of one row, for Sweep
}

// Resize sets the size of the picture in pixels and removes the clip. The accumulator must be empty: new or swept.
func (a *Accumulator) Resize(width, height int) {
	if width != a.width || height != a.height {
		a.width, a.height = width, height
		a.stride = width + 2 // an edge on the right border changes two cells outside
		a.words = a.stride/(blockCells*wordBlocks) + 1
		a.cells = resized(a.cells, a.stride*height)
		a.marks = resized(a.marks, a.words*height)
		a.coverage = resized(a.coverage, width)
	}
	a.SetClip(image.Rect(0, 0, width, height))
	a.minRow, a.maxRow = height, -1
}

// resized returns s with n elements. New elements are zero, because an empty accumulator has no other elements.
func resized[T any](s []T, n int) []T {
	if n <= cap(s) {
		return s[:n]
	}
	return make([]T, n)
}

// SetClip sets the part of the picture in which coverage is computed. r must be inside the picture, and the accumulator
// must be empty.
func (a *Accumulator) SetClip(r image.Rectangle) {
	if r.Empty() {
		r = image.Rectangle{}
	}
	a.clip = r
	a.left, a.top = float64(r.Min.X), float64(r.Min.Y)
	a.right, a.bottom = float64(r.Max.X), float64(r.Max.Y)
}

// mark marks the blocks of the cells from first to last.
func (a *Accumulator) mark(row, first, last int) {
	marks := a.marks[row*a.words:]
	for block, end := first>>blockBits, last>>blockBits; block <= end; block++ {
		marks[block/wordBlocks] |= 1 << (block % wordBlocks)
	}
}

// edge adds an edge whose ends are inside the clip, in subpixels. An edge covers what is on its right.
func (a *Accumulator) edge(x0, y0, x1, y1 int) {
	if y0 == y1 {
		return
	}
	sign := 1
	if y0 > y1 {
		x0, y0, x1, y1 = x1, y1, x0, y0
		sign = -1
	}
	row, last := y0>>subpixelBits, (y1-1)>>subpixelBits
	a.minRow, a.maxRow = min(a.minRow, row), max(a.maxRow, last)
	if row == last {
		a.rowEdge(row, x0, x1, sign*(y1-y0))
		return
	}
	firstRows, lastRows := subpixels-y0&(subpixels-1), y1-last<<subpixelBits
	if x0 == x1 {
		a.rowEdge(row, x0, x0, sign*firstRows)
		a.verticalEdge(x0, row+1, last, sign)
		a.rowEdge(last, x0, x0, sign*lastRows)
		return
	}
	// x advances by slope in each row. It has 16 more fractional bits than subpixels. Because the division rounds towards
	// zero, x does not leave the range between x0 and x1.
	slope := int64(x1-x0) << (16 + subpixelBits) / int64(y1-y0)
	at := int64(x0)<<16 + slope*int64(firstRows)>>subpixelBits
	from := int((at + 1<<15) >> 16)
	a.rowEdge(row, x0, from, sign*firstRows)
	for row++; row < last; row++ {
		at += slope
		to := int((at + 1<<15) >> 16)
		cell := from >> subpixelBits
		if cell != to>>subpixelBits {
			a.rowEdge(row, from, to, sign<<subpixelBits)
		} else {
			a.mark(row, cell, cell+1)
			missing := int32((from+to-cell<<(subpixelBits+1))*sign) << subpixelBits
			pair := a.cells[row*a.stride+cell:][:2]
			pair[0] += int32(sign*full) - missing
			pair[1] += missing
		}
		from = to
	}
	a.rowEdge(last, from, x1, sign*lastRows)
}

// verticalEdge adds a vertical edge through the rows from row to end.
func (a *Accumulator) verticalEdge(x, row, end, sign int) {
	cell := x >> subpixelBits
	missing := int32(sign*2*(x&(subpixels-1))) << subpixelBits
	rest := int32(sign*full) - missing
	for ; row < end; row++ {
		a.mark(row, cell, cell+1)
		pair := a.cells[row*a.stride+cell:][:2]
		pair[0] += rest
		pair[1] += missing
	}
}

// rowEdge adds an edge within one row of pixels, from xa to xb, in subpixels. rows is the number of subpixel rows that it
// crosses. It is negative for an edge that goes upwards.
func (a *Accumulator) rowEdge(row, xa, xb, rows int) {
	if xa > xb {
		xa, xb = xb, xa
	}
	first, last := xa>>subpixelBits, xb>>subpixelBits
	cells := a.cells[row*a.stride+first:][:last-first+2]
	a.mark(row, first, last+1)
	if first == last {
		missing := int32(rows * (xa&(subpixels-1) + xb&(subpixels-1)))
		cells[0] += int32(rows*rowSpan) - missing
		cells[1] += missing
		return
	}
	// The edge crosses several pixels. sixteenths is the number of sixteenths of subpixel rows crossed up to a pixel's
	// right border. Only differences of it are used, so all parts sum to rows exactly.
	slope := int64(rows) << (16 + 4) / int64(xb-xa)
	done, from := 0, xa&(subpixels-1)
	for i := range last - first {
		end := (first + i + 1) << subpixelBits
		sixteenths := int(int64(end-xa) * slope >> 16)
		part := sixteenths - done
		missing := int32(part * (from + subpixels) >> 4)
		cells[i] += int32(part*(rowSpan>>4)) - missing
		cells[i+1] += missing
		done, from = sixteenths, 0
	}
	part := rows<<4 - done
	missing := int32(part * (xb & (subpixels - 1)) >> 4)
	cells[last-first] += int32(part*(rowSpan>>4)) - missing
	cells[last-first+1] += missing
}

// Painter paints a shape.
type Painter interface {
	// Solid paints the pixels from x0 to x1, without x1, of row y with one coverage.
	Solid(y, x0, x1 int, coverage uint8)
	// Varied paints the pixels of row y from x0 with a coverage each. There is at least one.
	Varied(y, x0 int, coverage []uint8)
}

// Sweep paints the accumulated shape and empties the accumulator. Its cost is linear in the number of pixels near edges,
// plus one call for each uniform run.
func (a *Accumulator) Sweep(p Painter) {
	for row := a.minRow; row <= a.maxRow; row++ {
		a.sweepRow(p, row)
	}
	a.minRow, a.maxRow = a.height, -1
}

// sweepRow paints one row. It takes neighbouring blocks together.
func (a *Accumulator) sweepRow(p Painter, row int) {
	cells := a.cells[row*a.stride : (row+1)*a.stride]
	sum, x := int32(0), 0 // the cells before x are done
	for word := range a.words {
		marks := a.marks[row*a.words+word]
		a.marks[row*a.words+word] = 0
		for marks != 0 {
			first := bits.TrailingZeros64(marks)
			count := bits.TrailingZeros64(^(marks >> first))
			marks &^= ^uint64(0) >> (wordBlocks - count) << first
			start := (word*wordBlocks + first) * blockCells
			end := min(start+count*blockCells, len(cells))
			if c := toCoverage(sum); c != 0 && x < start {
				p.Solid(row, x, min(start, a.clip.Max.X), c)
			}
			block := cells[start:end]
			sum = a.sweepBlock(p, row, start, block[:max(0, min(end, a.clip.Max.X)-start)], sum)
			clear(block)
			x = end
		}
	}
	if c := toCoverage(sum); c != 0 && x < a.clip.Max.X {
		p.Solid(row, x, a.clip.Max.X, c) // the shape continues beyond the right border
	}
}

// sweepBlock paints the runs of covered pixels among cells, which begin at x. sum is the sum before them. It returns the sum
// after them.
func (a *Accumulator) sweepBlock(p Painter, row, x int, cells []int32, sum int32) int32 {
	coverage := a.coverage[:len(cells)]
	c, from := toCoverage(sum), 0 // the pixels between from and i are covered
	for i, difference := range cells {
		if difference != 0 {
			sum += difference
			last := c
			c = toCoverage(sum)
			switch {
			case last == 0:
				from = i
			case c == 0:
				p.Varied(row, x+from, coverage[from:i])
			}
		}
		coverage[i] = c
	}
	if c != 0 && from < len(coverage) {
		p.Varied(row, x+from, coverage[from:])
	}
	return sum
}

// toCoverage converts a sum to a coverage from 0 to 255.
func toCoverage(sum int32) uint8 {
	sum = max(sum, -sum)
	if sum >= full {
		return 255
	}
	return uint8((sum*255 + full/2) / full)
}

// Fold replaces the shape so far by its coverage, so that winding numbers are 0 or 1. Sums have room for 16,000 windings.
// A stroke that may have more calls Fold between. Fold must only be called if all outlines so far are closed and have the
// same orientation.
func (a *Accumulator) Fold() {
	for row := a.minRow; row <= a.maxRow; row++ {
		cells := a.cells[row*a.stride : (row+1)*a.stride]
		sum, last := int32(0), int32(0)
		for word := range a.words {
			for marks := a.marks[row*a.words+word]; marks != 0; marks &= marks - 1 {
				start := (word*wordBlocks + bits.TrailingZeros64(marks)) * blockCells
				block := cells[start:min(start+blockCells, len(cells))]
				for i, difference := range block {
					sum += difference
					clamped := max(-full, min(sum, full))
					block[i] = clamped - last
					last = clamped
				}
			}
		}
	}
}
