package frame

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/streamgage/streamgage/internal/suggest"
)

// structPlan says which columns the fields of a struct type are. It is computed once for each type.
type structPlan struct {
	columns []structColumn // the index first
	err     error          // why the type is not the type of rows; nil: none
}

// structColumn is a column and the field of the struct that holds its values.
type structColumn struct {
	column    string       // the name of the column: "pos.lat"
	field     string       // the path of the field, for errors: "Pos.Lat"
	index     bool         // the column is the frame's index
	pointer   bool         // the field is a pointer; nil is a missing value
	valueType reflect.Type // the type of the field, or what it points to
	offset    uintptr      // of the field in the struct
	kind      structKind
}

// structPlans holds a *structPlan for each reflect.Type that was used.
var structPlans sync.Map

// structPlanOf returns the plan of a type. Goroutines may call it at the same time.
func structPlanOf(t reflect.Type) *structPlan {
	if p, ok := structPlans.Load(t); ok {
		return p.(*structPlan)
	}
	p, _ := structPlans.LoadOrStore(t, newStructPlan(t))
	return p.(*structPlan)
}

// newStructPlan computes the plan of a type.
func newStructPlan(t reflect.Type) *structPlan {
	if t.Kind() != reflect.Struct || isTimeType(t) {
		return &structPlan{err: fmt.Errorf("%w: rows must be structs, got %v", ErrType, t)}
	}
	p := &structPlan{}
	if err := p.addFields(t, structParent{}); err != nil {
		return &structPlan{err: fmt.Errorf("%w in %v", err, t)}
	}
	if len(p.columns) == 0 {
		return &structPlan{err: fmt.Errorf("%w: a struct needs an exported field, got %v", ErrEmpty, t)}
	}
	if err := p.checkColumns(); err != nil {
		return &structPlan{err: fmt.Errorf("%w in %v", err, t)}
	}
	slices.SortStableFunc(p.columns, func(a, b structColumn) int {
		switch {
		case a.index == b.index:
			return 0
		case a.index:
			return -1
		default:
			return 1
		}
	})
	return p
}

// structParent is the struct that fields belong to. Its names end with a dot if they are not empty.
type structParent struct {
	column string // what the names of columns begin with: "pos."
	field  string // what the paths of fields begin with: "Pos."
	offset uintptr
}

// addFields adds the columns of the fields of a struct. The recursion ends, because a struct contains itself only through
// pointers, slices and maps, none of which it follows.
func (p *structPlan) addFields(t reflect.Type, parent structParent) error {
	for i := range t.NumField() {
		if err := p.addField(t.Field(i), parent); err != nil {
			return err
		}
	}
	return nil
}

// addField adds the column of a field, or the columns of the fields of a field that is a struct.
func (p *structPlan) addField(f reflect.StructField, parent structParent) error {
	path := parent.field + f.Name
	tag, err := parseStructTag(path, f)
	if err != nil || tag.skip {
		return err
	}
	c := structColumn{
		column: parent.column + tag.name, field: path, index: tag.index, valueType: f.Type, offset: parent.offset + f.Offset,
	}
	if f.Type.Kind() == reflect.Pointer {
		c.pointer, c.valueType = true, f.Type.Elem()
	}
	kind, ok := structKindOf(c.valueType)
	switch {
	case ok && f.IsExported():
		c.kind = kind
		p.columns = append(p.columns, c)
		return nil
	case !ok && f.Type.Kind() == reflect.Struct && (f.IsExported() || f.Anonymous):
		return p.addStruct(f, c, parent, tag)
	case !f.IsExported() && (!f.Anonymous || ok):
		return nil
	}
	return fmt.Errorf("%w: fields must be numbers, strings, bools, time.Time, pointers to these, or structs "+
		"(tag frame:\"-\" excludes a field), got %v for field %s", ErrType, f.Type, path)
}

// addStruct adds the columns of a field that is a struct. c has its offset and its names.
func (p *structPlan) addStruct(f reflect.StructField, c structColumn, parent structParent, tag structTag) error {
	if tag.index {
		return fmt.Errorf("%w: the index must be one column, got the struct %v for field %s", ErrIndex, f.Type, c.field)
	}
	inner := structParent{column: c.column + ".", field: c.field + ".", offset: c.offset}
	if f.Anonymous && !tag.named {
		inner.column = parent.column
	}
	before := len(p.columns)
	if err := p.addFields(f.Type, inner); err != nil {
		return err
	}
	if len(p.columns) == before && f.IsExported() {
		return fmt.Errorf("%w: a struct in a struct needs an exported field (tag frame:\"-\" excludes it), got %v for field %s",
			ErrType, f.Type, c.field)
	}
	return nil
}

// checkColumns checks that names are unique and that there is one index at most.
func (p *structPlan) checkColumns() error {
	fields, index := map[string]string{}, ""
	for _, c := range p.columns {
		if other, ok := fields[c.column]; ok {
			return fmt.Errorf("%w, got %q for fields %s and %s", ErrName, c.column, other, c.field)
		}
		fields[c.column] = c.field
		if c.index && index != "" {
			return fmt.Errorf("%w, got fields %s and %s", ErrIndex, index, c.field)
		}
		if c.index {
			index = c.field
		}
	}
	return nil
}

// structTag is what the tag of a field says: `frame:"name,index"`.
type structTag struct {
	name  string // of the column; default: the field's name
	named bool   // the tag has the name
	index bool
	skip  bool
}

// parseStructTag parses the tag of a field. path names the field in errors.
func parseStructTag(path string, f reflect.StructField) (structTag, error) {
	text, tagged := f.Tag.Lookup("frame")
	if text == "-" {
		return structTag{skip: true}, nil
	}
	if tagged && !f.IsExported() && !(f.Anonymous && f.Type.Kind() == reflect.Struct) {
		return structTag{}, fmt.Errorf("%w: a field with the tag frame must be exported, got field %s", ErrName, path)
	}
	name, option, hasOption := strings.Cut(text, ",")
	if hasOption && option != "index" {
		return structTag{}, fmt.Errorf("%w: the only option of a tag is index, got %q for field %s%s",
			ErrValue, option, path, suggest.DidYouMean(option, []string{"index"}))
	}
	t := structTag{name: name, named: name != "", index: hasOption}
	if !t.named {
		t.name = f.Name
	}
	return t, nil
}
