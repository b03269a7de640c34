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
	root ast.Node
	text rewritten // the text that was parsed
}

// parse returns the syntax tree of an expression.
func parse(source string) (tree, error) {
	if len(source) > maxLength {
		return tree{}, errorAt(source, 0, ErrSyntax, "must have at most %d bytes, got %d", maxLength, len(source))
	}
	if strings.TrimSpace(source) == "" {
		return tree{}, errorAt(source, 0, ErrSyntax, "it is empty")
	}
	tokens, err := scan(source)
	if err != nil {
		return tree{}, err
	}
	text, err := rewrite(source, tokens)
	if err != nil {
		return tree{}, err
	}
	parsed, err := parser.Parse(string(text.runes))
	if e := (*file.Error)(nil); errors.As(err, &e) {
		return tree{}, errorAt(source, text.sourcePosition(e.From), ErrSyntax, "%s%s", text.restoreNames(e.Message), wordHint(e.Message))
	}
	if err != nil {
		return tree{}, errorAt(source, 0, ErrSyntax, "%v", err)
	}
	return tree{parsed.Node, text}, nil
}

// wordHint says what to write for a column whose name the parser takes for one of its operators that are words.
func wordHint(message string) string {
	_, word, _ := strings.Cut(message, `unexpected token Operator("`)
	if word, _, _ = strings.Cut(word, `"`); word == "" || !isNameStart(rune(word[0])) {
		return ""
	}
	return " (if it is a column, write `" + word + "` in backticks)"
}
