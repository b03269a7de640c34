// Package state encodes saved states: a [Reader] decodes what the Append functions have encoded. It does not know which
// values an operator saves, nor in which order.
//
// Counts and lengths are uvarints. Integers are varints. A float64 has 8 bytes in little-endian order. A state has no
// header: the program that saves it also saves what it is a state of, and the version of the encoding.
package state
