package frame

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// epochUnit is a unit of times that are counted since the Unix epoch.
type epochUnit struct {
	name        string
	nanoseconds int64
}

// epochUnits are the units of JSONEpoch.
var epochUnits = map[string]epochUnit{"s": {"s", 1e9}, "ms": {"ms", 1e6}, "us": {"us", 1e3}, "ns": {"ns", 1}}

// parse returns the nanoseconds since the epoch of a JSON number. They are exact, unless the number has an exponent.
// Parts of a nanosecond are cut off.
func (u epochUnit) parse(cell string) (int64, bool) {
	if !startsJSONNumber(cell) {
		return 0, false
	}
	if strings.ContainsAny(cell, "eE") {
		v, err := strconv.ParseFloat(cell, 64)
		v = math.Round(v * float64(u.nanoseconds))
		return int64(v), err == nil && math.Abs(v) < math.MaxInt64
	}
	whole, fraction, _ := strings.Cut(cell, ".")
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil || n > math.MaxInt64/u.nanoseconds || n < math.MinInt64/u.nanoseconds {
		return 0, false
	}
	n *= u.nanoseconds
	part := int64(0)
	for i, unit := 0, u.nanoseconds/10; i < len(fraction) && unit > 0; i, unit = i+1, unit/10 {
		part += int64(fraction[i]-'0') * unit
	}
	if cell[0] == '-' {
		return n - part, n >= math.MinInt64+part
	}
	return n + part, n <= math.MaxInt64-part
}

// format returns the textFormat of a column of such times.
func (u epochUnit) format(f textFormat) textFormat {
	f.parseTime = u.parse
	f.want = func(Type, string) string {
		return fmt.Sprintf("a number of %s since 1970, in the years 1678 to 2261 (JSONEpoch)", u.name)
	}
	return f
}
