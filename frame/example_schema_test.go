package frame_test

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
)

// Check is how a receiver checks the frames that it gets.
func ExampleSchema_Check() {
	schema := measurements().Schema()
	field, ok := schema.Lookup("level")
	fmt.Println(len(schema.Fields()), field.Type, ok)
	fmt.Println(schema.Check(measurements()))
	fmt.Println(schema.Check(frame.Must(frame.New(frame.Col("level", []int64{1})))) != nil)
	// Output:
	// 3 float64 true
	// <nil>
	// true
}

func ExampleNewSchema() {
	schema, err := frame.NewSchema(frame.Field{Name: "level", Type: frame.Float64}, frame.Field{Name: "at", Type: frame.Time, Index: true})
	fmt.Println(schema, err)
	_, err = frame.NewSchema(frame.Field{Name: "level"}, frame.Field{Name: "level"})
	fmt.Println(err)
	// Output:
	// at time (index), level float64 <nil>
	// frame.NewSchema: column names must be unique and not empty, got "level" for columns 0 and 1
}
