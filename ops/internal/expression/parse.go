package expression

import (
	"errors"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"
)

// Limits of an expression. They prevent a stack overflow in the parser and the compiler, and are far above what people
// and programs write.
const (
	maxLength = 10_000 // bytes
	maxDepth  = 500    // nested operators and calls
)

// tree is a parsed expression.
type tree struct {
	root           ast.Node
	floorDivisions map[int]bool // the characters, counted from 0, at which a / of the tree is a // in the source
}

// parse returns the syntax tree of an expression.
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

// hideFloorDivision replaces each // outside of string literals by "/ ", because // begins a comment in the parser's
// language. It returns the positions of these divisions, in characters.
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
