package expression

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/expr-lang/expr/ast"
	"github.com/streamgage/streamgage/frame"
)

// timeMembers are the members of t.dt as in pandas, and the functions that they are: t.dt.hour is hour(t).
var timeMembers = map[string]string{
	"hour": "hour", "minute": "minute", "second": "second", "day": "day", "month": "month", "quarter": "quarter", "year": "year",
	"weekday": "weekday", "dayofweek": "weekday", "day_of_week": "weekday", "dayofyear": "dayofyear", "day_of_year": "dayofyear",
	"date": "date",
}

// timeMethods are the methods of t.dt. After tz_convert another member follows: t.dt.tz_convert('Europe/Berlin').dt.hour.
var timeMethods = []string{"floor", "normalize", "tz_convert", "tz_localize"}

// timeMember compiles t.dt.name and t.dt.name(arguments). Of a member that is no call, isCall is false.
func (c *compiler) timeMember(n ast.Node, t ast.Node, name string, arguments []ast.Node, isCall bool) (node, error) {
	t, zone, err := c.timeInZone(t)
	if err != nil {
		return node{}, err
	}
	function, isMember := timeMembers[name]
	switch {
	case isMember && !isCall:
		return c.call(n, function, append([]ast.Node{t}, zone...))
	case isMember:
		return node{}, c.errorf(n, ErrSyntax, "%s is a member, not a method: t.dt.%s", name, name)
	case slices.Contains(timeMethods, name) && !isCall:
		return node{}, c.errorf(n, ErrSyntax, "%s is a method: t.dt.%s(...)", name, name)
	case name == "normalize" && len(arguments) == 0:
		return c.call(n, "date", append([]ast.Node{t}, zone...))
	case name == "floor" && len(arguments) == 1:
		return c.floorTime(n, append([]ast.Node{t, arguments[0]}, zone...))
	case name == "tz_convert" || name == "tz_localize":
		return node{}, c.errorf(n, ErrSyntax, "a time has no zone: write hour(t, 'Europe/Berlin') or t.dt.tz_convert('Europe/Berlin').dt.hour")
	case slices.Contains(timeMethods, name):
		return node{}, c.errorf(n, ErrSyntax, "%s cannot have %d arguments", name, len(arguments))
	}
	return node{}, c.errorNoMethod(n, "member of dt", name, slices.Concat(slices.Collect(maps.Keys(timeMembers)), timeMethods))
}

// timeInZone takes t.dt.tz_localize('UTC').dt.tz_convert('zone') apart: it returns t, and the zone as an argument of functions of
// times. Other nodes have no zone.
func (c *compiler) timeInZone(n ast.Node) (t ast.Node, zone []ast.Node, err error) {
	name, of, arguments := c.timeMethod(n)
	switch name {
	case "tz_convert":
		if len(arguments) != 1 {
			return n, nil, c.errorf(n, ErrSyntax, "tz_convert wants one zone, such as 'Europe/Berlin'")
		}
		of, _, err = c.timeInZone(of)
		return of, arguments, err
	case "tz_localize":
		if text, ok := singleText(arguments); !ok || text != "UTC" {
			return n, nil, c.errorf(n, ErrSyntax, "times are instants: tz_localize wants 'UTC', then tz_convert another zone")
		}
		return of, nil, nil
	}
	return n, nil, nil
}

// timeMethod returns the name of the method, the time and the arguments of a call t.dt.name(arguments), or an empty name.
func (c *compiler) timeMethod(n ast.Node) (name string, t ast.Node, arguments []ast.Node) {
	call, ok := n.(*ast.CallNode)
	if !ok {
		return "", nil, nil
	}
	callee, ok := call.Callee.(*ast.MemberNode)
	if !ok {
		return "", nil, nil
	}
	if accessor, ok := callee.Node.(*ast.MemberNode); ok {
		if kind, _ := c.memberName(accessor); kind == "dt" {
			name, _ = c.memberName(callee)
			return name, accessor.Node, call.Arguments
		}
	}
	return "", nil, nil
}

// singleText returns the text of a list of one constant.
func singleText(arguments []ast.Node) (text string, ok bool) {
	if len(arguments) != 1 {
		return "", false
	}
	s, ok := arguments[0].(*ast.StringNode)
	if !ok {
		return "", false
	}
	return s.Value, true
}

// floorTime compiles t.dt.floor('15min'), with the zone as another argument.
func (c *compiler) floorTime(n ast.Node, arguments []ast.Node) (node, error) {
	args, err := c.compileAll(arguments)
	if err != nil {
		return node{}, err
	}
	table, err := c.timeArguments(n, "floor", args[0], args[2:])
	if err != nil {
		return node{}, err
	}
	text, err := c.textArgument(n, "floor", "a frequency", args[1])
	if err != nil {
		return node{}, err
	}
	d, ok := frequency(text)
	if !ok {
		return node{}, c.errorf(n, ErrSyntax,
			"floor wants a frequency of pandas such as '15min', of D, h, min, s, ms, us or ns, got %q; truncate(t, 'month') has longer units", text)
	}
	return truncateNode(args[0], table.Grid(int64(d), 0, int64(d))), nil
}

// frequencies are the units of pandas' frequencies of a fixed length.
var frequencies = map[string]time.Duration{
	"D": 24 * time.Hour, "h": time.Hour, "min": time.Minute, "s": time.Second,
	"ms": time.Millisecond, "us": time.Microsecond, "ns": time.Nanosecond,
}

// frequency returns the length of a frequency of pandas, such as h or 15min.
func frequency(text string) (d time.Duration, ok bool) {
	unit := strings.TrimLeft(text, "0123456789")
	n := int64(1)
	if digits := text[:len(text)-len(unit)]; digits != "" {
		var err error
		if n, err = strconv.ParseInt(digits, 10, 64); err != nil {
			return 0, false
		}
	}
	d, ok = frequencies[unit]
	if !ok || n <= 0 || n > int64(1<<63-1)/int64(d) {
		return 0, false
	}
	return time.Duration(n) * d, true
}

// isTimeIndex reports whether a node is the index, of times: pandas' index.hour has no dt.
func (c *compiler) isTimeIndex(n ast.Node) bool {
	x, ok := n.(*ast.IdentifierNode)
	if !ok {
		return false
	}
	index, indexed := c.schema.Index()
	name := c.text.name(x.Value)
	return indexed && index.Type == frame.Time && (name == index.Name || name == "index" && !c.hasColumn("index"))
}
