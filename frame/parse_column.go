package frame

import "fmt"

// Parse turns a String column into one of another type, as [ReadCSV] does: surrounding space is ignored, and empty text,
// NA, NaN and null are missing. Times may have the layouts of [Frame.ParseTimes]. An unknown name is an [ErrColumn], a
// column of another type an [ErrType], and text that is no such value an [ErrValue] that names its row.
func (f Frame) Parse(name string, t Type) (Frame, error) {
	c, err := f.typed("Parse", name, String)
	if err != nil {
		return Frame{}, err
	}
	cells := values[string](c)
	if c.missing != nil {
		cells = append([]string(nil), cells...)
		for i := range cells {
			if !c.Valid(i) {
				cells[i] = ""
			}
		}
	}
	parsed, bad := csvDialect(timeLayouts).parseColumn(name, t, cells)
	if bad >= 0 {
		return Frame{}, fmt.Errorf("frame.Parse: %w: column %q must be %v, got %q in row %d", ErrValue, name, t, cells[bad], bad)
	}
	cols := f.columns()
	parsed.index = c.index
	cols[f.find(name)] = parsed
	return renew("Parse", cols)
}
