package frame

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"time"
)

// epochFormat parses times that are numbers: units since the Unix epoch.
type epochFormat struct {
	numbers numberFormat
	unit    time.Duration
}

// epochUnits has the names of the units that times can be counted in.
var epochUnits = map[time.Duration]string{
	time.Second: "seconds", time.Millisecond: "milliseconds", time.Microsecond: "microseconds", time.Nanosecond: "nanoseconds",
}

// checkEpochUnit panics if an option has another unit.
func checkEpochUnit(option string, unit time.Duration) {
	if epochUnits[unit] == "" {
		panic(fmt.Sprintf("frame.%s: unit must be a second, millisecond, microsecond or nanosecond, got %v", option, unit))
	}
}

// format returns the textFormat of a column of such times, which the option has made one.
func (e epochFormat) format(f textFormat, option string) textFormat {
	f.parseTime, f.timeStatus = e.nanos, e.status
	f.want = func(_ Type, cell string) string {
		want := fmt.Sprintf("a number of %s since 1970 (%s)", epochUnits[e.unit], option)
		if e.status(cell) == timeBeyond {
			want += ", a time " + timeRange
		}
		return want
	}
	return f
}

// nanos returns the time as nanoseconds since the Unix epoch.
func (e epochFormat) nanos(cell string) (int64, bool) {
	ns, status := e.parse(cell)
	return ns, status == timeFits
}

// status says whether a cell is such a time.
func (e epochFormat) status(cell string) timeStatus {
	_, status := e.parse(cell)
	return status
}

// parse returns the time that a cell holds. Digits below a nanosecond are cut off.
func (e epochFormat) parse(cell string) (ns int64, status timeStatus) {
	text, ok := e.numbers.plain(trimCell(cell))
	if !ok {
		return 0, notTime
	}
	if ns, ok := e.parseDecimal(text); ok {
		return ns, timeFits
	}
	if strings.Trim(text, "+-.0123456789eE") != "" {
		return 0, notTime
	}
	if v, err := strconv.ParseFloat(text, 64); err != nil {
		return 0, notTime
	} else if math.Abs(v) > math.MaxInt64 {
		return 0, timeBeyond
	} else if math.Abs(v) < 1e-10 {
		return 0, timeFits // below a nanosecond; the exponent may be too large for exact arithmetic
	}
	exact, ok := new(big.Rat).SetString(text)
	if !ok {
		return 0, notTime
	}
	exact.Mul(exact, new(big.Rat).SetInt64(int64(e.unit)))
	whole := new(big.Int).Quo(exact.Num(), exact.Denom())
	if !whole.IsInt64() {
		return 0, timeBeyond
	}
	return whole.Int64(), timeFits
}

// parseDecimal is parse for the most frequent numbers, which consist of a sign, digits, a point and digits. It is false for
// all others, and for times that are out of range.
func (e epochFormat) parseDecimal(text string) (ns int64, ok bool) {
	unit := int64(e.unit)
	whole, fraction, _ := strings.Cut(text, ".")
	n, err := strconv.ParseInt(whole, 10, 64)
	limit := math.MaxInt64 / unit
	if err != nil || n > limit || n < -limit || fraction != "" && (n == limit || n == -limit) {
		return 0, false
	}
	part := int64(0)
	for i := range len(fraction) {
		digit := fraction[i] - '0'
		if digit > 9 {
			return 0, false
		}
		unit /= 10
		part += int64(digit) * unit
	}
	if whole[0] == '-' {
		part = -part
	}
	return n*int64(e.unit) + part, true
}
