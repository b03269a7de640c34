// Package group numbers the groups of a group-by: rows with the same key have the same group number. It does not know
// what is computed in groups.
//
// An [Index] assigns a small number to each distinct key of one or several columns, and keeps the groups sorted by key
// as they are created and dropped. It hashes whole columns, searches each row's hash in a hash table with open
// addressing, and compares keys in typed slices. A row with a known key costs 10 to 20 ns and allocates nothing.
package group
