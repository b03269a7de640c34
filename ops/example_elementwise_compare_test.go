package ops_test

import (
	"github.com/streamgage/streamgage/frame"
)

// What is true prints as 1 here.
func ExampleDataFrame_Eq() {
	_, rows := gauge()
	values(rows.Col("in").Eq(7))
	// Output: [1 0]
}

func ExampleDataFrame_Ne() {
	_, rows := gauge()
	values(rows.Col("in").Ne(7))
	// Output: [0 1]
}

func ExampleDataFrame_Lt() {
	_, rows := gauge()
	values(rows.Col("in").Lt(9))
	// Output: [1 0]
}

func ExampleDataFrame_Le() {
	_, rows := gauge()
	values(rows.Col("in").Le(9))
	// Output: [1 1]
}

func ExampleDataFrame_Gt() {
	_, rows := gauge()
	values(rows.Col("in").Gt(7))
	// Output: [0 1]
}

func ExampleDataFrame_Ge() {
	_, rows := gauge()
	values(rows.Col("in").Ge(7.5))
	// Output: [0 1]
}

func ExampleDataFrame_EqualTo() {
	_, rows := gauge()
	values(rows.Col("in").EqualTo(rows.Col("out").Add(5)))
	// Output: [1 1]
}

func ExampleDataFrame_NotEqualTo() {
	_, rows := gauge()
	values(rows.Col("in").NotEqualTo(rows.Col("out")))
	// Output: [1 1]
}

func ExampleDataFrame_LessThan() {
	_, rows := gauge()
	values(rows.Col("in").LessThan(rows.Col("out").Mul(3)))
	// Output: [0 1]
}

func ExampleDataFrame_AtMost() {
	_, rows := gauge()
	values(rows.Col("in").AtMost(rows.Col("out").Mul(3)))
	// Output: [0 1]
}

func ExampleDataFrame_MoreThan() {
	_, rows := gauge()
	values(rows.Col("in").MoreThan(rows.Col("out").Mul(3)))
	// Output: [1 0]
}

func ExampleDataFrame_AtLeast() {
	_, rows := gauge()
	values(rows.Col("in").AtLeast(rows.Col("out")))
	// Output: [1 1]
}

func ExampleDataFrame_And() {
	_, rows := gauge()
	values(rows.Col("in").Gt(5).And(rows.Col("out").Gt(3)))
	// Output: [0 1]
}

func ExampleDataFrame_Or() {
	_, rows := gauge()
	values(rows.Col("in").Gt(8).Or(rows.Col("out").Lt(3)))
	// Output: [1 1]
}

func ExampleDataFrame_Xor() {
	_, rows := gauge()
	values(rows.Col("in").Gt(8).Xor(rows.Col("out").Gt(1)))
	// Output: [1 0]
}

func ExampleDataFrame_Not() {
	_, rows := gauge()
	values(rows.Col("in").Gt(8).Not())
	// Output: [1 0]
}

// The second bit and the third of 7 and 9.
func ExampleDataFrame_AndValue() {
	_, rows := gauge()
	values(rows.Col("in").AsType("in", frame.Int64).AndValue(6))
	// Output: [6 0]
}

func ExampleDataFrame_OrValue() {
	_, rows := gauge()
	values(rows.Col("in").AsType("in", frame.Int64).OrValue(6))
	// Output: [7 15]
}

func ExampleDataFrame_XorValue() {
	_, rows := gauge()
	values(rows.Col("in").Gt(8).XorValue(true))
	// Output: [1 0]
}

func ExampleDataFrame_ShiftLeft() {
	_, rows := gauge()
	values(rows.Col("in").AsType("in", frame.Int64).ShiftLeft(2))
	// Output: [28 36]
}

func ExampleDataFrame_ShiftRight() {
	_, rows := gauge()
	values(rows.Col("in").AsType("in", frame.Int64).ShiftRight(1))
	// Output: [3 4]
}

// 1 << 2 and 1 << 4.
func ExampleDataFrame_RShiftLeft() {
	_, rows := gauge()
	values(rows.Col("out").AsType("out", frame.Int64).RShiftLeft(1))
	// Output: [4 16]
}

// 100 >> 2 and 100 >> 4.
func ExampleDataFrame_RShiftRight() {
	_, rows := gauge()
	values(rows.Col("out").AsType("out", frame.Int64).RShiftRight(100))
	// Output: [25 6]
}

func ExampleDataFrame_ShiftLeftBy() {
	_, rows := gauge()
	whole := rows.AsType("in", frame.Int64).AsType("out", frame.Int64)
	values(whole.Col("in").ShiftLeftBy(whole.Col("out")))
	// Output: [28 144]
}

func ExampleDataFrame_ShiftRightBy() {
	_, rows := gauge()
	whole := rows.AsType("in", frame.Int64).AsType("out", frame.Int64)
	values(whole.Col("in").ShiftRightBy(whole.Col("out")))
	// Output: [1 0]
}

// -7 // 2 and -9 // 2, in Python.
func ExampleDataFrame_FloorDiv() {
	_, rows := gauge()
	values(rows.Col("in").Neg().FloorDiv(2))
	// Output: [-4 -5]
}

func ExampleDataFrame_RFloorDiv() {
	_, rows := gauge()
	values(rows.Col("in").RFloorDiv(20))
	// Output: [2 2]
}

func ExampleDataFrame_RMod() {
	_, rows := gauge()
	values(rows.Col("in").RMod(20))
	// Output: [6 2]
}

func ExampleDataFrame_RPow() {
	_, rows := gauge()
	values(rows.Col("out").RPow(2))
	// Output: [4 16]
}

func ExampleDataFrame_FloorOver() {
	_, rows := gauge()
	values(rows.Col("in").FloorOver(rows.Col("out")))
	// Output: [3 2]
}

func ExampleDataFrame_Modulo() {
	_, rows := gauge()
	values(rows.Col("in").Modulo(rows.Col("out")))
	// Output: [1 1]
}

func ExampleDataFrame_ToPower() {
	_, rows := gauge()
	values(rows.Col("out").ToPower(rows.Col("out")))
	// Output: [4 256]
}
