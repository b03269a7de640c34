package ipc

import (
	"fmt"

	"github.com/apache/arrow-go/v18/arrow/memory"
)

// A damaged file can state any size for its unpacked data. One allocation may have at most baseAllowance bytes plus
// maxInflation times the size of the file. A larger one means that the file is damaged, and must fail before memory
// runs out.
const (
	maxInflation  = 1024
	baseAllowance = 64 << 20
)

// boundedAllocator allocates memory for arrow-go while it reads. It limits the size of one allocation. The garbage
// collector frees the memory. So columns may share it without a time limit: memory that arrow-go releases is not
// reused.
type boundedAllocator struct {
	*memory.GoAllocator
	maxSize int64 // the largest size of one allocation, in bytes
}

// newBoundedAllocator returns an allocator for a file of that size in bytes.
func newBoundedAllocator(fileSize int64) boundedAllocator {
	return boundedAllocator{memory.NewGoAllocator(), baseAllowance + maxInflation*fileSize}
}

// Allocate panics if the size exceeds the limit. catchPanic converts the panic to an ErrCorrupt.
func (b boundedAllocator) Allocate(size int) []byte {
	b.checkSize(size)
	return b.GoAllocator.Allocate(size)
}

// Reallocate panics if the size exceeds the limit, as Allocate does.
func (b boundedAllocator) Reallocate(size int, old []byte) []byte {
	b.checkSize(size)
	return b.GoAllocator.Reallocate(size, old)
}

// checkSize panics if the size of one allocation exceeds the limit.
func (b boundedAllocator) checkSize(size int) {
	if size < 0 || int64(size) > b.maxSize {
		panic(fmt.Sprintf("it claims to hold %d bytes in one piece", size))
	}
}

// checkRows panics if an array has more rows than a file of this size can have. It is needed for arrays without
// buffers, such as those of nulls, for which arrow-go allocates nothing.
func (b boundedAllocator) checkRows(n int64) {
	if n > b.maxSize/8 {
		panic(fmt.Sprintf("it claims to hold %d rows in one piece", n))
	}
}
