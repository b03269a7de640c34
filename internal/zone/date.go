package zone

// Date returns the date of the Gregorian calendar that is this number of days after 1970-01-01. The month is 1 to 12.
//
// The method is Howard Hinnant's (chrono-Compatible Low-Level Date Algorithms): years start in March, so that a leap day
// is the last day of its year.
func Date(days int64) (year, month, day int) {
	const daysOf400Years, epoch = 146_097, 719_468
	days += epoch + 400*daysOf400Years // positive
	era, dayOfEra := days/daysOf400Years, days%daysOf400Years
	yearOfEra := (dayOfEra - dayOfEra/1460 + dayOfEra/36_524 - dayOfEra/146_096) / 365
	dayOfYear := dayOfEra - (365*yearOfEra + yearOfEra/4 - yearOfEra/100)
	m := (5*dayOfYear + 2) / 153 // from March
	day = int(dayOfYear - (153*m+2)/5 + 1)
	if month = int(m) + 3; month > 12 {
		month -= 12
		yearOfEra++
	}
	return int(yearOfEra + era*400 - 160_000), month, day
}

// Days returns the number of days from 1970-01-01 to a date. The month may be any number: 13 is January of the next year.
func Days(year, month, day int) int64 {
	const daysOf400Years, epoch = 146_097, 719_468
	m := int64(year)*12 + int64(month) - 3 + 160_000*12 // from March of the year -160,000
	y := m / 12
	return y/400*daysOf400Years + y%400*365 + y%400/4 - y%400/100 + (153*(m%12)+2)/5 + int64(day) - 1 - epoch - 400*daysOf400Years
}

// Weekday returns the day of the week of a date: Monday is 0 and Sunday 6, as in pandas.
func Weekday(days int64) int64 {
	w := (days + 3) % 7
	if w < 0 {
		w += 7
	}
	return w
}
