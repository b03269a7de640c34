package gifstream

import (
	"bytes"
	"encoding/binary"
	"image"
)

// changedRect returns the smallest rectangle that contains all differences of two pictures of the same size. It is the
// whole picture if before is nil. It is the top left pixel if the pictures are equal, because a GIF cannot have an
// empty picture.
func changedRect(before, after []byte, size image.Point) image.Rectangle {
	if before == nil {
		return image.Rectangle{Max: size}
	}
	stride := 4 * size.X
	same := func(y int) bool { return bytes.Equal(before[y*stride:(y+1)*stride], after[y*stride:(y+1)*stride]) }
	top, bottom := 0, size.Y
	for top < bottom && same(top) {
		top++
	}
	if top == bottom {
		return image.Rect(0, 0, 1, 1)
	}
	for same(bottom - 1) {
		bottom--
	}
	left, right := size.X, 0
	for y := top; y < bottom; y++ {
		a, b := before[y*stride:(y+1)*stride], after[y*stride:(y+1)*stride]
		left = min(left, firstDifference(a, b, left))
		right = max(right, lastDifference(a, b, right))
	}
	return image.Rect(left, top, right, bottom)
}

// firstDifference returns the index of the first pixel below limit that differs, or limit if there is none.
func firstDifference(a, b []byte, limit int) int {
	for i := range limit {
		if pixel(a, i) != pixel(b, i) {
			return i
		}
	}
	return limit
}

// lastDifference returns one more than the index of the last pixel that differs, from limit on, or limit if there is
// none.
func lastDifference(a, b []byte, limit int) int {
	for i := len(a)/4 - 1; i >= limit; i-- {
		if pixel(a, i) != pixel(b, i) {
			return i + 1
		}
	}
	return limit
}

// pixel returns pixel i of a row, with its alpha.
func pixel(row []byte, i int) uint32 { return binary.LittleEndian.Uint32(row[4*i:]) }
