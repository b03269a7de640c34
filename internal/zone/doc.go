// Package zone computes local times fast. Times are int64 nanoseconds since the Unix epoch; local times are nanoseconds
// since midnight of 1970-01-01 on the clocks of a zone.
//
//   - A [Table] holds all offsets of a zone. It is made once, and may be shared.
//   - A [Lookup] finds the offset of one time after the other. It costs about 1 ns if the offset is that of the time before.
//   - A [Scale] is local time that never goes back. So windows, buckets and ticks at multiples of local time can be
//     computed as if no clock was ever changed.
package zone
