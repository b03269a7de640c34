package ipc

import (
	"fmt"

	"github.com/apache/arrow-go/v18/arrow/memory"
)

// A file can claim to unpack to any size. Up to baseAllowance bytes plus maxInflation times the size of the file, one
// allocation is accepted. A larger one means that the file is damaged, and must fail before memory runs out.
const (
	maxInflation  = 1024
	baseAllowance = 64 << 20
)

// boundedAllocator allocates memory for arrow-go while it reads. It limits the size of one allocation. The memory is
// the garbage collector's, so columns may share it for as long as they need: memory that arrow-go releases is not
// reused.
type boundedAllocator struct {
	*memory.GoAllocator
	maxSize int64 // bytes in one allocation
}

// newBoundedAllocator returns an allocator for a file of that size in bytes.
func newBoundedAllocator(fileSize int64) boundedAllocator {
	return boundedAllocator{memory.NewGoAllocator(), baseAllowance + maxInflation*fileSize}
}

// Allocate panics if the size is beyond the limit: catchPanic makes an ErrCorrupt of it.
func (b boundedAllocator) Allocate(size int) []byte {
	b.checkSize(size)
	return b.GoAllocator.Allocate(size)
}

// Reallocate panics like Allocate.
func (b boundedAllocator) Reallocate(size int, old []byte) []byte {
	b.checkSize(size)
	return b.GoAllocator.Reallocate(size, old)
}

// checkSize panics if one allocation is larger than the limit.
func (b boundedAllocator) checkSize(size int) {
	if size < 0 || int64(size) > b.maxSize {
		panic(fmt.Sprintf("it claims to hold %d bytes in one piece", size))
	}
}

// checkRows panics if there are more rows than a file of its size can have. Some arrays, such as those of nulls, have
// no buffer whose size tells.
func (b boundedAllocator) checkRows(n int64) {
	if n > b.maxSize/8 {
		panic(fmt.Sprintf("it claims to hold %d rows in one piece", n))
	}
}
