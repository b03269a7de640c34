package gifstream

import "bytes"

// lzwWriter compresses the indexes of a picture as GIF does: codes of up to 12 bits, the lowest bit first, in blocks of at
// most 255 bytes, and an empty table when it is full. Its output is that of compress/lzw. It is two to three times faster
// for drawings, because it knows the codes of runs of one index and need not look up each of their pixels.
type lzwWriter struct {
	out   *bytes.Buffer
	block [256]byte // the length, then the bytes
	n     int       // the bytes in the block

	bits     uint32 // codes that are not in the block yet
	bitCount uint
	width    uint // of a code, in bits

	first, last uint32                // the first code of a string, and the last code in use
	table       [1 << hashBits]uint32 // key<<12 | code by a hash of the key: the code of a string, and the index after it
	runs        [256][]uint16         // for each index, the codes of runs of 1, 2, 3, ... of it
	used        []uint8               // the indexes that have runs
}

const (
	maxCode  = 1<<12 - 1
	hashBits = 14
)

// compress appends the compressed indexes to out. A code of one index has the given number of bits.
func (w *lzwWriter) compress(out *bytes.Buffer, indexes []uint8, codeSize int) {
	w.out, w.n, w.bits, w.bitCount = out, 0, 0, 0
	out.WriteByte(byte(codeSize))
	w.first, w.width = 1<<codeSize+1, uint(codeSize)+1
	w.clear(codeSize)
	for i := 0; i < len(indexes); {
		i = w.string(indexes, i, codeSize)
	}
	w.emit(w.first) // the end
	if w.bitCount > 0 {
		w.byte(byte(w.bits))
	}
	w.flush()
	out.WriteByte(0)
}

// string writes the code of the longest known string that begins at i, adds the string with the next index to the table,
// and returns where the next string begins.
func (w *lzwWriter) string(indexes []uint8, i, codeSize int) int {
	x := indexes[i]
	run := w.run(x)
	n := 1
	for rest := indexes[i+1:]; n < len(run) && n <= len(rest) && rest[n-1] == x; {
		n++
	}
	code := uint32(run[n-1])
	for i += n; i < len(indexes); i++ {
		key := code<<8 | uint32(indexes[i])
		slot := key * 0x9e3779b1 >> (32 - hashBits)
		entry := w.table[slot]
		for entry != 0 && entry>>12 != key {
			slot = (slot + 1) % uint32(len(w.table))
			entry = w.table[slot]
		}
		if entry == 0 {
			w.emit(code)
			if w.grow(codeSize) {
				w.add(slot, key)
			}
			return i
		}
		code = entry & maxCode
	}
	w.emit(code)
	w.grow(codeSize)
	return i
}

// run returns the codes of the runs of an index.
func (w *lzwWriter) run(x uint8) []uint16 {
	if len(w.runs[x]) == 0 {
		w.runs[x] = append(w.runs[x], uint16(x))
		w.used = append(w.used, x)
	}
	return w.runs[x]
}

// add adds a string to the table: the code and the index in key. Its code is the last one.
func (w *lzwWriter) add(slot, key uint32) {
	w.table[slot] = key<<12 | w.last
	x := uint8(key)
	if run := w.run(x); uint32(run[len(run)-1]) == key>>8 {
		w.runs[x] = append(run, uint16(w.last))
	}
}

// grow takes the next code, and makes codes wider if it needs more bits. If the table is full, it empties it and returns
// false.
func (w *lzwWriter) grow(codeSize int) bool {
	if w.last++; w.last == 1<<w.width {
		w.width++
	}
	if w.last == maxCode {
		w.clear(codeSize)
		return false
	}
	return true
}

// clear writes the code that empties the table, and empties it.
func (w *lzwWriter) clear(codeSize int) {
	w.emit(1 << codeSize)
	w.width, w.last = uint(codeSize)+1, w.first
	clear(w.table[:])
	for _, x := range w.used {
		w.runs[x] = w.runs[x][:0]
	}
	w.used = w.used[:0]
}

// emit writes a code.
func (w *lzwWriter) emit(code uint32) {
	w.bits |= code << w.bitCount
	for w.bitCount += w.width; w.bitCount >= 8; w.bitCount -= 8 {
		w.byte(byte(w.bits))
		w.bits >>= 8
	}
}

// byte writes a byte into the block.
func (w *lzwWriter) byte(b byte) {
	w.n++
	if w.block[w.n] = b; w.n == 255 {
		w.flush()
	}
}

// flush writes the block.
func (w *lzwWriter) flush() {
	if w.n > 0 {
		w.block[0] = byte(w.n)
		w.out.Write(w.block[:w.n+1])
		w.n = 0
	}
}
