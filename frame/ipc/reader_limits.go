package ipc

import (
	"fmt"

	"github.com/apache/arrow-go/v18/arrow/memory"
)

// A file can say that it unpacks to anything. inflation is how many times its size one column's piece of it may be, beyond
// a first baseAllowance, before it is taken for damaged rather than for the end of all memory.
const (
	maxInflation  = 1024
	baseAllowance = 64 << 20
)

// limits is where arrow-go gets memory for what is read. It is the garbage collector's, so that a column may share it
// for as long as it likes: what arrow-go releases is not used again.
type boundedAllocator struct {
	*memory.GoAllocator
	maxSize int64 // bytes at a time
}

func newBoundedAllocator(fileSize int64) boundedAllocator {
	return boundedAllocator{memory.NewGoAllocator(), baseAllowance + maxInflation*fileSize}
}

// Allocate panics where the file claims too much; attempt makes an error of it.
func (l boundedAllocator) Allocate(size int) []byte {
	l.checkSize(size)
	return l.GoAllocator.Allocate(size)
}

// Reallocate is like Allocate.
func (l boundedAllocator) Reallocate(size int, b []byte) []byte {
	l.checkSize(size)
	return l.GoAllocator.Reallocate(size, b)
}

func (l boundedAllocator) checkSize(size int) {
	if size < 0 || int64(size) > l.maxSize {
		panic(fmt.Sprintf("it claims to hold %d bytes in one piece", size))
	}
}

// checkRows panics where there are more rows than a file of its size can have: not all arrays have a buffer that says so.
func (l boundedAllocator) checkRows(n int64) {
	if n > l.maxSize/8 {
		panic(fmt.Sprintf("it claims to hold %d rows in one piece", n))
	}
}
