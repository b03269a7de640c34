package expression

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/expr-lang/expr/ast"

	"github.com/streamgage/streamgage/frame"
)

// The kinds of errors in an expression.
var (
	// ErrSyntax: the text is not an expression of the language.
	ErrSyntax = errors.New("not an expression")
	// ErrColumn: there is no column of that name.
	ErrColumn = frame.ErrColumn
	// ErrType: an operand or argument has a type that the operator or function does not accept.
	ErrType = frame.ErrType
)

// maxQuoted is how many bytes of an expression an error message shows.
const maxQuoted = 200

// quoteSource returns the expression as error messages show it.
func quoteSource(source string) string {
	if len(source) > maxQuoted {
		return strconv.Quote(source[:maxQuoted]) + "..."
	}
	return strconv.Quote(source)
}

// errorAt returns an error of a kind at a character of the source, counted from 0.
func errorAt(source string, at int, kind error, format string, args ...any) error {
	return fmt.Errorf("%w: %s, at character %d of expression %s", kind, fmt.Sprintf(format, args...), at+1, quoteSource(source))
}

// errorf returns an error of a kind at the place of a part of the tree.
func (c *compiler) errorf(n ast.Node, kind error, format string, args ...any) error {
	return errorAt(c.source, c.text.sourcePosition(n.Location().From), kind, format, args...)
}
