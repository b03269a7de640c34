// Package join finds the rows that match in a join. It does not know streams or frames.
//
// [KeyDictionary] encodes the values of key columns as small numbers. [TableIndex] finds the rows of a table by key. [Timeline]
// holds the rows of a stream in order of time, chained by key. A [Rule] says which of them match a row of the other
// side, and which ones no later row can match, so that they can be dropped.
package join
