package expression

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/expr-lang/expr/ast"
)

// What can be wrong with an expression.
var (
	// ErrSyntax: the text is not an expression of the language.
	ErrSyntax = errors.New("not an expression")
	// ErrColumn: there is no column of that name.
	ErrColumn = errors.New("no column")
	// ErrType: a part is not of a type that the operator or function can work with.
	ErrType = errors.New("wrong column type")
)

// maxQuoted is how many bytes of an expression a message shows.
const maxQuoted = 200

// quoted is the expression as a message shows it.
func quoteSource(source string) string {
	if len(source) > maxQuoted {
		return strconv.Quote(source[:maxQuoted]) + "..."
	}
	return strconv.Quote(source)
}

// errorAt is an error of a kind at a place, counted in characters from 0.
func errorAt(source string, at int, kind error, format string, args ...any) error {
	return fmt.Errorf("%w: %s, at character %d of expression %s", kind, fmt.Sprintf(format, args...), at+1, quoteSource(source))
}

func (c *compiler) errorf(n ast.Node, kind error, format string, args ...any) error {
	return errorAt(c.source, n.Location().From, kind, format, args...)
}
