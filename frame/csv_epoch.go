package frame

import (
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
	unit := int64(e.unit)
	if v, err := strconv.ParseInt(text, 10, 64); err == nil {
		if v > math.MaxInt64/unit || v < math.MinInt64/unit {
			return 0, timeBeyond
		}
		return v * unit, timeFits
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
	exact.Mul(exact, new(big.Rat).SetInt64(unit))
	whole := new(big.Int).Quo(exact.Num(), exact.Denom())
	if !whole.IsInt64() {
		return 0, timeBeyond
	}
	return whole.Int64(), timeFits
}
