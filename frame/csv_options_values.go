package frame

import (
	"fmt"
	"time"
)

// CSVDecimal sets the character between the whole part of a number and its fraction: '.' or ','. With a comma, a point is
// no part of a number unless CSVThousands says so, and the separator of cells is found among the others. Default: '.'. It
// panics for any other character.
func CSVDecimal(r rune) CSVOption {
	if r != '.' && r != ',' {
		panic(fmt.Sprintf("frame.CSVDecimal: must be '.' or ',', got %q", r))
	}
	return func(c *csvConfig) { c.numbers.decimal = byte(r) }
}

// CSVThousands accepts numbers with a separator between groups of three digits, such as 1,234,567.5. A space stands for a
// space, a no-break space, a thin space and a narrow no-break space. Text with groups of another size is no number.
// Default: no separator. It panics unless r is a point, a comma, an apostrophe, an underscore or a space, or if it is the
// character of CSVDecimal.
func CSVThousands(r rune) CSVOption {
	if !isThousandsSeparator(r) {
		panic(fmt.Sprintf("frame.CSVThousands: must be a point, comma, apostrophe, underscore or space, got %q", r))
	}
	return func(c *csvConfig) {
		if c.numbers.thousands = string(r); r == ' ' {
			c.numbers.thousands = thousandsSpaces
		}
	}
}

// CSVMissing sets the texts that stand for a missing value. White space around them counts only in a String column, in
// which a quoted cell is never missing. Without texts no cell is missing, and an empty cell is text. Default, as in pandas: the
// empty cell, #N/A, #N/A N/A, #NA, -1.#IND, -1.#QNAN, -NaN, -nan, 1.#IND, 1.#QNAN, <NA>, N/A, NA, NULL, NaN, None, n/a,
// nan and null.
func CSVMissing(texts ...string) CSVOption {
	missing := newMissingTexts(texts)
	return func(c *csvConfig) { c.missing = missing }
}

// CSVMissingFor is CSVMissing for one column. Without texts a String column keeps every text: in a column of countries,
// NA is Namibia. A column that the file does not have is an [ErrColumn].
func CSVMissingFor(column string, texts ...string) CSVOption {
	missing := newMissingTexts(texts)
	return func(c *csvConfig) { c.columnMissing[column] = missing }
}

// CSVTimeLayout adds a layout of package time. It goes before the layouts that [ReadCSV] always accepts, and of several
// layouts the one that was given first.
func CSVTimeLayout(layout string) CSVOption {
	return func(c *csvConfig) { c.layouts = append(c.layouts, layout) }
}

// CSVTimeZone sets the zone of times without a zone. Where clocks are set back, a time that occurs twice is the first one. Where
// they are set forward, a time that they skip is moved forward by as much: 02:30 is 03:30. This is fold=0 in Python. Default: UTC.
// It panics if zone is nil.
func CSVTimeZone(zone *time.Location) CSVOption {
	if zone == nil {
		panic("frame.CSVTimeZone: needs a zone, got nil")
	}
	return func(c *csvConfig) { c.zone = zone }
}

// CSVEpoch makes a column of numbers a Time column: they count units since 1970-01-01 in UTC. The unit is time.Second,
// time.Millisecond, time.Microsecond or time.Nanosecond. A fraction counts down to nanoseconds. A column that the file does not
// have is an [ErrColumn], a number that is out of the range of times an [ErrValue]. It panics for another unit.
func CSVEpoch(column string, unit time.Duration) CSVOption {
	checkEpochUnit("CSVEpoch", unit)
	return func(c *csvConfig) { c.epochs[column] = unit }
}
