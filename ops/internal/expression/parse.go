package expression

import (
	"errors"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"
)

// What an expression may be at most: enough for any that a person writes, and for a machine's, and little enough that
// neither the parser nor the compiler can use up the stack.
const (
	maxLength = 10_000 // bytes
	maxDepth  = 500    // operators and calls in each other
)

// tree is a parsed expression.
type tree struct {
	root           ast.Node
	floorDivisions map[int]bool // where a / is a // in the source
}

func parse(source string) (tree, error) {
	if len(source) > maxLength {
		return tree{}, errorAt(source, 0, ErrSyntax, "must have at most %d bytes, got %d", maxLength, len(source))
	}
	if strings.TrimSpace(source) == "" {
		return tree{}, errorAt(source, 0, ErrSyntax, "it is empty")
	}
	text, floors := hideFloorDivision(source)
	parsed, err := parser.Parse(text)
	if e := (*file.Error)(nil); errors.As(err, &e) {
		return tree{}, errorAt(source, e.From, ErrSyntax, "%s", e.Message)
	}
	return tree{parsed.Node, floors}, err
}

// hideFloorDivision turns each // outside of text into "/ ", as the parser takes // for a comment, and tells where, in
// characters.
func hideFloorDivision(source string) (text string, floorDivisions map[int]bool) {
	runes := []rune(source)
	floorDivisions = map[int]bool{}
	var quote rune
	for i := 0; i < len(runes); i++ {
		switch r := runes[i]; {
		case quote != 0:
			if r == '\\' && quote != '`' {
				i++
			} else if r == quote {
				quote = 0
			}
		case strings.ContainsRune("\"'`", r):
			quote = r
		case r == '/' && i+1 < len(runes) && runes[i+1] == '/':
			floorDivisions[i] = true
			runes[i+1] = ' '
		}
	}
	return string(runes), floorDivisions
}
