package frame

import (
	"math"
	"strings"
	"time"
)

// timeStatus says what a text is as a time.
type timeStatus uint8

const (
	notTime    timeStatus = iota
	timeFits              // a time that int64 nanoseconds can hold
	timeBeyond            // a time that they cannot hold
)

// timeRange says which times a Time column can hold, for error messages.
const timeRange = "between 1677-09-21 and 2262-04-11"

// timeParser parses times: those of the layouts, then those of ISO 8601 (see parseISOTime).
type timeParser struct {
	layouts []timeLayout
	local   *localTimes // times without a zone; nil: they are in UTC
}

// nanos returns the time as nanoseconds since the Unix epoch. It is false if the text is not such a time, or if it is
// out of range.
func (p timeParser) nanos(text string) (int64, bool) {
	ns, status := p.parse(text)
	return ns, status == timeFits
}

// parse returns the time that a text holds. White space around it is ignored.
func (p timeParser) parse(text string) (ns int64, status timeStatus) {
	text = trimCell(text)
	for _, layout := range p.layouts {
		if ns, status := layout.parse(text, p.local); status != notTime {
			return ns, status
		}
	}
	return parseISOTime(text, p.local)
}

// nanosOf returns a time as nanoseconds since the Unix epoch.
func nanosOf(t time.Time) (ns int64, status timeStatus) {
	if !timeInRange(t) {
		return 0, timeBeyond
	}
	return t.UnixNano(), timeFits
}

// isoScanner takes a time of ISO 8601 apart. Its methods consume what they return, and set failed if it is not there.
type isoScanner struct {
	rest   string
	failed bool
}

// digits consumes n digits.
func (s *isoScanner) digits(n int) (v int) {
	if len(s.rest) < n {
		s.failed = true
		return 0
	}
	for i := range n {
		digit := s.rest[i] - '0'
		if digit > 9 {
			s.failed = true
		}
		v = v*10 + int(digit)
	}
	s.rest = s.rest[n:]
	return v
}

// next consumes one of the bytes, and returns whether it was there.
func (s *isoScanner) next(bytes string) bool {
	if s.rest == "" || strings.IndexByte(bytes, s.rest[0]) < 0 {
		return false
	}
	s.rest = s.rest[1:]
	return true
}

// parseISOTime returns the time that a text holds: a date 2006-01-02, 2006/01/02 or 20060102, alone or with a time of day after a T
// or a space: 15:04, 15:04:05 or, after a compact date, 1504 or 150405. Seconds may have a fraction, of which nine digits
// count. A zone may follow: Z, +09, +0900 or +09:00, with a space before it or not; without one it is a local time, or in UTC
// if local is nil.
func parseISOTime(text string, local *localTimes) (ns int64, status timeStatus) {
	s := isoScanner{rest: text}
	if len(text) < len("20060102") {
		return 0, notTime
	}
	d, fixed := s.fixedTime()
	if !fixed {
		d = s.dateAndClock()
	}
	offset, hasZone := 0, false
	if s.rest != "" {
		if d.hasSeconds && s.next(".,") {
			d.nanos = s.fraction()
		}
		if d.hasClock {
			offset, hasZone = s.zone()
		}
	}
	if s.failed || s.rest != "" || d.month < 1 || d.month > 12 || d.day < 1 || d.day > daysIn(d.year, d.month) {
		return 0, notTime
	}
	seconds := int64(daysSinceEpoch(d.year, d.month, d.day))*86_400 + int64(d.seconds-offset)
	if !hasZone && local != nil {
		return local.nanos(seconds, d.nanos)
	}
	return nanosOfUnix(seconds, d.nanos)
}

// nanosOfUnix returns a time, as seconds since the Unix epoch and nanoseconds, as nanoseconds since the Unix epoch.
func nanosOfUnix(seconds int64, nanos int) (ns int64, status timeStatus) {
	const last = math.MaxInt64 / int64(time.Second)
	if seconds < last && seconds > -last {
		return seconds*int64(time.Second) + int64(nanos), timeFits
	}
	return nanosOf(time.Unix(seconds, int64(nanos)))
}

// isoTime is what isoScanner finds: a date, and the seconds and nanoseconds of its day.
type isoTime struct {
	year, month, day, seconds, nanos int
	hasClock, hasSeconds             bool // whether a zone, or a fraction, may follow
}

// fixedTime consumes a time of the most frequent form, 2006-01-02 15:04:05 with a T or a space. It consumes nothing, and
// is false, if the text has another form.
func (s *isoScanner) fixedTime() (d isoTime, ok bool) {
	t := s.rest
	const n = len("2006-01-02T15:04:05")
	if len(t) < n || t[4] != '-' || t[7] != '-' || t[10] != 'T' && t[10] != ' ' || t[13] != ':' || t[16] != ':' {
		return d, false
	}
	d = isoTime{year: twoDigits(t, 0)*100 + twoDigits(t, 2), month: twoDigits(t, 5), day: twoDigits(t, 8), hasClock: true, hasSeconds: true}
	hour, minute, second := twoDigits(t, 11), twoDigits(t, 14), twoDigits(t, 17)
	if d.year < 0 || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 {
		return d, false
	}
	d.seconds = hour*3600 + minute*60 + second
	s.rest = t[n:]
	return d, true
}

// twoDigits returns the number of two digits at i, or a large negative number if there are none.
func twoDigits(text string, i int) int {
	tens, ones := text[i]-'0', text[i+1]-'0'
	if tens > 9 || ones > 9 {
		return -1_000_000
	}
	return int(tens)*10 + int(ones)
}

// dateAndClock consumes a date, and a time of day without a fraction, if there is one.
func (s *isoScanner) dateAndClock() (d isoTime) {
	d.year = s.digits(4)
	separator := "-"
	if strings.HasPrefix(s.rest, "/") {
		separator = "/"
	}
	compact := !s.next(separator)
	d.month = s.digits(2)
	s.failed = s.failed || !compact && !s.next(separator)
	d.day = s.digits(2)
	if s.rest != "" && !s.failed {
		s.failed = !s.next("T t")
		d.hasClock = true
		d.seconds, d.hasSeconds = s.clock(compact)
	}
	return d
}

// clock consumes a time of day and returns its seconds, and whether the text has them.
func (s *isoScanner) clock(compact bool) (seconds int, hasSeconds bool) {
	var hour, second int
	if compact && digitCount(s.rest) >= 4 {
		hour = s.digits(2)
	} else {
		compact = false
		hour = s.digits(min(2, max(1, digitCount(s.rest))))
		s.failed = s.failed || !s.next(":")
	}
	minute := s.digits(2)
	if hasSeconds = compact && digitCount(s.rest) >= 2 || !compact && s.next(":"); hasSeconds {
		second = s.digits(2)
	}
	s.failed = s.failed || hour > 23 || minute > 59 || second > 59
	return hour*3600 + minute*60 + second, hasSeconds
}

// fraction consumes the digits of a fraction of a second and returns nanoseconds.
func (s *isoScanner) fraction() (nanos int) {
	n := digitCount(s.rest)
	s.failed = s.failed || n == 0
	for i := range 9 {
		nanos *= 10
		if i < n {
			nanos += int(s.rest[i] - '0')
		}
	}
	s.rest = s.rest[n:]
	return nanos
}

// zone consumes a zone, if there is one, and returns its offset from UTC in seconds.
func (s *isoScanner) zone() (offset int, found bool) {
	if s.rest == "Z" {
		s.rest = ""
		return 0, true
	}
	s.rest = strings.TrimPrefix(s.rest, " ")
	if s.next("Zz") {
		return 0, true
	}
	negative := strings.HasPrefix(s.rest, "-")
	if !s.next("+-") {
		return 0, false
	}
	hours, minutes := s.digits(2), 0
	if s.next(":") || s.rest != "" {
		minutes = s.digits(2)
	}
	s.failed = s.failed || hours > 23 || minutes > 59
	offset = hours*3600 + minutes*60
	if negative {
		offset = -offset
	}
	return offset, true
}

// daysIn returns the number of days of a month.
func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// daysSinceEpoch returns the number of days from 1970-01-01 to a date of the Gregorian calendar. The year starts in March
// here, so that a leap day is its last day.
func daysSinceEpoch(year, month, day int) int {
	const daysOf400Years, epoch = 146_097, 719_468
	if month -= 3; month < 0 {
		month += 12
		year--
	}
	year += 400 // positive
	return year/400*daysOf400Years + year%400*365 + year%400/4 - year%400/100 + (153*month+2)/5 + day - 1 - epoch - daysOf400Years
}
