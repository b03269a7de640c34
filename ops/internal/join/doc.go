// Package join finds the rows that match in a join. It does not know streams or frames.
//
// [KeyDictionary] encodes the values of key columns as small numbers. [TableIndex] finds the rows of a table by key.
// [Timeline] holds the rows of a stream in order of time, chained by key. A [Rule] says which of them match a row of
// the other side. It also says which rows later rows may still match; the others can be dropped.
package join
