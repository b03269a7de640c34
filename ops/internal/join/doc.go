// Package join is the engine of all joins: it finds out which rows belong together. It knows neither streams nor frames.
//
// [Keys] turns the values of key columns into small numbers. An [Index] holds the rows of a table by key. A [Timeline]
// holds rows in order of time, by key, and lets go of those that no later row can belong with; a [Rule] says which ones
// those are.
package join
