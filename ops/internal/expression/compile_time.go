package expression

import (
	"time"

	"github.com/expr-lang/expr/ast"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/zone"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// init adds the functions of times: hour(t) and the like, date(t) and truncate(t, '1h'), all with a zone as another
// argument or without.
func init() {
	for _, part := range kernel.TimeParts {
		functions[part.Name] = function{1, 2, func(c *compiler, at ast.Node, args []node) (node, error) {
			return c.timePart(at, part, args)
		}}
	}
	functions["date"] = function{1, 2, (*compiler).date}
	functions["truncate"] = function{2, 3, (*compiler).truncate}
}

// timePart compiles hour(t), hour(t, 'zone') and the like.
func (c *compiler) timePart(at ast.Node, part kernel.TimePart, args []node) (node, error) {
	table, err := c.timeArguments(at, part.Name, args[0], args[1:])
	if err != nil {
		return args[0], err
	}
	lookup := table.Lookup()
	return unaryNode(frame.Int64, args[0], func(out *kernel.Vector, x kernel.Vector) error {
		part.Do(out, x, &lookup)
		return nil
	}), nil
}

// date compiles date(t) and date(t, 'zone'): the midnight before t.
func (c *compiler) date(at ast.Node, args []node) (node, error) {
	table, err := c.timeArguments(at, "date", args[0], args[1:])
	if err != nil {
		return args[0], err
	}
	return truncateNode(args[0], table.Calendar(1, zone.Day, time.Monday, 0)), nil
}

// truncate compiles truncate(t, width) and truncate(t, width, 'zone'). The width is a duration such as '15m', or a unit of
// the calendar such as 'month'.
func (c *compiler) truncate(at ast.Node, args []node) (node, error) {
	table, err := c.timeArguments(at, "truncate", args[0], args[2:])
	if err != nil {
		return args[0], err
	}
	width, err := c.textArgument(at, "truncate", "a width", args[1])
	if err != nil {
		return args[0], err
	}
	if unit, ok := zone.UnitOf(width); ok {
		return truncateNode(args[0], table.Calendar(1, unit, time.Monday, 0)), nil
	}
	d, err := time.ParseDuration(width)
	switch {
	case err != nil:
		return args[0], c.errorf(at, ErrSyntax, "truncate wants a duration such as '15m', or day, week, month, quarter or year, got %q", width)
	case d <= 0:
		return args[0], c.errorf(at, ErrSyntax, "truncate wants a positive duration, got %v", d)
	}
	return truncateNode(args[0], table.Grid(int64(d), 0, int64(d))), nil
}

// truncateNode returns the node of the starts of periods.
func truncateNode(t node, periods zone.Grid) node {
	starts := periods.Truncation()
	return unaryNode(frame.Time, t, func(out *kernel.Vector, x kernel.Vector) error {
		return kernel.Truncate(out, x, starts)
	})
}

// timeArguments checks that t is a time, and returns the table of the zone that rest names: one text, or none for UTC.
func (c *compiler) timeArguments(at ast.Node, what string, t node, rest []node) (*zone.Table, error) {
	if err := c.requireType(at, what, frame.Time, t); err != nil {
		return nil, err
	}
	if len(rest) == 0 {
		return zone.NewTable(time.UTC), nil
	}
	name, err := c.textArgument(at, what, "a zone's name", rest[0])
	if err != nil {
		return nil, err
	}
	loc, err := time.LoadLocation(name)
	if err != nil || name == "" || name == "Local" { // Local is another zone on another machine
		return nil, c.errorf(at, ErrSyntax, "%s wants a zone such as 'Europe/Berlin' as its last argument, got %q", what, name)
	}
	return zone.NewTable(loc), nil
}

// textArgument returns the text of an argument that must be a constant.
func (c *compiler) textArgument(at ast.Node, what, wanted string, n node) (string, error) {
	if n.constant == nil || n.typ != frame.String {
		return "", c.errorf(at, ErrType, "%s wants %s in quotes, got %v", what, wanted, n.typ)
	}
	return n.constant.Scalar().Texts[0], nil
}
