package ipc

import (
	"fmt"

	"github.com/apache/arrow-go/v18/arrow/memory"
)

// A file can say that it unpacks to anything. inflation is how many times its size one column's piece of it may be, beyond
// a first freeSize, before it is taken for damaged rather than for the end of all memory.
const (
	inflation = 1024
	freeSize  = 64 << 20
)

// limits is where arrow-go gets memory for what is read. It is the garbage collector's, so that a column may share it
// for as long as it likes: what arrow-go releases is not used again.
type limits struct {
	*memory.GoAllocator
	most int64 // bytes at a time
}

func limitsFor(fileSize int64) limits {
	return limits{memory.NewGoAllocator(), freeSize + inflation*fileSize}
}

// Allocate panics where the file claims too much; attempt makes an error of it.
func (l limits) Allocate(size int) []byte {
	l.check(size)
	return l.GoAllocator.Allocate(size)
}

// Reallocate is like Allocate.
func (l limits) Reallocate(size int, b []byte) []byte {
	l.check(size)
	return l.GoAllocator.Reallocate(size, b)
}

func (l limits) check(size int) {
	if size < 0 || int64(size) > l.most {
		panic(fmt.Sprintf("it claims to hold %d bytes in one piece", size))
	}
}

// checkRows panics where there are more rows than a file of its size can have: not all arrays have a buffer that says so.
func (l limits) checkRows(n int64) {
	if n > l.most/8 {
		panic(fmt.Sprintf("it claims to hold %d rows in one piece", n))
	}
}
