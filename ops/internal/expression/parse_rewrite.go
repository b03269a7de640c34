package expression

import (
	"fmt"
	"strings"
	"unicode"
)

// rewritten is an expression in the language of the parser.
type rewritten struct {
	runes     []rune
	positions []int // of each rune: the character of the source that it stands for
	end       int   // the length of the source, in characters
	// names are the names that the text has as $0, $1, ...: those in backticks, and of functions and members, which could
	// otherwise be words of the parser.
	names []string
	// floorDivisions has the positions in runes of each / that is a // in the source.
	floorDivisions map[int]bool
}

// sourcePosition returns the character of the source for a position in the text.
func (t rewritten) sourcePosition(at int) int {
	if at < 0 || at >= len(t.positions) {
		return t.end
	}
	return t.positions[at]
}

// name returns the name that an identifier of the text stands for.
func (t rewritten) name(identifier string) string {
	var i int
	if n, err := fmt.Sscanf(identifier, "$%d", &i); n == 1 && err == nil && i >= 0 && i < len(t.names) {
		return t.names[i]
	}
	return identifier
}

// restoreNames replaces $0, $1, ... in a message of the parser.
func (t rewritten) restoreNames(message string) string {
	for i := len(t.names) - 1; i >= 0 && strings.Contains(message, "$"); i-- {
		message = strings.ReplaceAll(message, fmt.Sprintf(`"$%d"`, i), fmt.Sprintf("%q", t.names[i]))
	}
	return message
}

// rewriter turns the tokens of an expression into the parser's text. The parser's grammar differs from pandas': // begins
// a comment, backticks quote text, & and ~ do not exist, | calls a function, and not binds closer than a comparison.
type rewriter struct {
	source string
	tokens []token
	out    rewritten
	levels []level // of the brackets that are open; the first one is the whole expression
	isCall bool    // whether the last token is the name of a function or method
}

// level is what the rewriter knows of the innermost bracket.
type level struct {
	call, tuple bool // whether it has the arguments of a call, or is a tuple
	nots        int  // how many operands of a not have to be closed
	comparisons int  // how many comparisons the current operand of and, or, not has
	equality    bool // whether one of them is ==, != or in
}

// rewrite returns the text of an expression in the parser's language, or an error for what that language would take for
// something else.
func rewrite(source string, tokens []token) (rewritten, error) {
	r := rewriter{source: source, tokens: tokens, levels: []level{{}}}
	r.out.floorDivisions, r.out.end = map[int]bool{}, len([]rune(source))
	tuples := findTuples(tokens)
	for i, t := range tokens {
		if err := r.check(i, t); err != nil {
			return r.out, err
		}
		r.rewriteToken(i, t, tuples[i])
	}
	r.closeNots(r.out.end)
	return r.out, nil
}

// rewriteToken appends a token to the text.
func (r *rewriter) rewriteToken(i int, t token, tuple bool) {
	if isSeparator(t) {
		r.closeNots(t.from)
	}
	isCall := r.isCall
	r.isCall = false
	switch t.kind {
	case nameToken:
		r.rewriteName(i, t)
	case quotedToken:
		r.alias(t)
	case textToken:
		r.emit(t.from, parserText(t))
	case operatorToken:
		r.rewriteOperator(t, level{call: isCall, tuple: tuple})
	default:
		r.emit(t.from, t.text)
	}
}

// rewriteName appends an identifier or a word.
func (r *rewriter) rewriteName(i int, t token) {
	prev := r.at(i - 1)
	r.isCall = r.at(i+1).is("(") && isFunction(r.tokens, i)
	switch {
	case t.is("not") && !isOperand(prev):
		r.emit(t.from, "not (")
		l := r.top()
		l.nots++
		l.comparisons, l.equality = 0, false
	case r.isCall, prev.is(".", "?."), t.is("let"), !isParserName(t.text):
		r.alias(t)
	default:
		r.emit(t.from, t.text)
	}
}

// rewriteOperator appends an operator or bracket. opened is what is known of a bracket that opens.
func (r *rewriter) rewriteOperator(t token, opened level) {
	text := t.text
	switch t.text {
	case "//":
		r.out.floorDivisions[len(r.out.runes)+1] = true
		text = "/"
	case "&", "|":
		text += text
	case "~":
		text = "!"
	case "(", "[", "{":
		r.levels = append(r.levels, opened)
		if opened.tuple {
			text = "["
		}
	case ")", "]", "}":
		if len(r.levels) > 1 {
			if r.top().tuple {
				text = "]"
			}
			r.levels = r.levels[:len(r.levels)-1]
		}
	}
	r.emit(t.from, text)
}

// check returns an error for a token that is not supported.
func (r *rewriter) check(i int, t token) error {
	l := r.top()
	if isSeparator(t) {
		l.comparisons, l.equality = 0, false
	}
	switch {
	case t.kind == operatorToken:
		if text, ok := unsupportedOperators[t.text]; ok {
			if t.text == "=" && l.call {
				return r.errorf(t, "an argument with a name is not supported: contains(s, 'a') finds plain text, s matches '(?i)a' a "+
					"regular expression, and between includes both ends")
			}
			return r.errorf(t, "%s is not supported", text)
		}
	case t.kind == nameToken && !r.at(i-1).is(".", "?."):
		if text, ok := unsupportedWords[t.text]; ok {
			return r.errorf(t, "%s is not supported", text)
		}
	}
	if t.is("==", "!=", "<", "<=", ">", ">=", "in") {
		l.comparisons++
		l.equality = l.equality || t.is("==", "!=", "in")
		if l.comparisons > 1 && l.equality {
			return r.errorf(t, "a chain with ==, != or in is not supported: write a == b and b == c")
		}
	}
	return nil
}

// unsupportedOperators are operators that the parser would misunderstand, and what an error says of them.
var unsupportedOperators = map[string]string{
	"=":  "an assignment (Assign takes the name of the new column; a comparison is ==)",
	":=": "an assignment (Assign takes the name of the new column)",
	"<<": "<< (DataFrame.ShiftLeft shifts bits)",
	">>": ">> (DataFrame.ShiftRight shifts bits)",
	"/*": "a comment",
	"::": "::",
}

// unsupportedWords are words of Python's, and what an error says of them.
var unsupportedWords = map[string]string{
	"if":     "if (write condition ? a : b)",
	"else":   "else (write condition ? a : b)",
	"is":     "is (isnull(x) tells what is missing)",
	"lambda": "lambda (DataFrame.Apply and MapRows take a function)",
	"for":    "for",
	"await":  "await",
}

// closeNots closes the operands of all not of the innermost bracket.
func (r *rewriter) closeNots(at int) {
	for l := r.top(); l.nots > 0; l.nots-- {
		r.emit(at, ")")
	}
}

// alias appends a name as $0, $1, ...
func (r *rewriter) alias(t token) {
	r.emit(t.from, fmt.Sprintf("$%d", len(r.out.names)))
	r.out.names = append(r.out.names, t.text)
}

// emit appends a space and text that stands for the source's character at from.
func (r *rewriter) emit(from int, text string) {
	for _, c := range " " + text {
		r.out.runes, r.out.positions = append(r.out.runes, c), append(r.out.positions, from)
	}
}

func (r *rewriter) top() *level { return &r.levels[len(r.levels)-1] }

// at returns a token, or an operator without text if there is none.
func (r *rewriter) at(i int) token {
	if i < 0 || i >= len(r.tokens) {
		return token{kind: operatorToken}
	}
	return r.tokens[i]
}

func (r *rewriter) errorf(t token, format string, args ...any) error {
	return errorAt(r.source, t.from, ErrSyntax, format, args...)
}

// isSeparator reports whether a token ends an operand of and, or, not.
func isSeparator(t token) bool {
	return t.is("and", "or", "&", "&&", "|", "||", "?", ":", ",", ";", ")", "]", "}")
}

// isWord reports whether a name is an operator.
func isWord(t token) bool {
	return t.kind == nameToken && t.is("and", "or", "in", "not", "contains", "startsWith", "endsWith", "matches")
}

// isOperand reports whether a token is the end of an operand.
func isOperand(t token) bool {
	return t.kind == operatorToken && t.is(")", "]", "}") || t.kind != operatorToken && !isWord(t)
}

// isFunction reports whether the token before a ( is the name of a function. Words such as contains are a function, too,
// unless they follow an operand.
func isFunction(tokens []token, i int) bool {
	t := tokens[i]
	return t.kind == nameToken && !t.is("and", "or", "in", "not") && !(isWord(t) && i > 0 && isOperand(tokens[i-1]))
}

// isParserName reports whether the parser reads an identifier as one.
func isParserName(name string) bool {
	for _, r := range name {
		if r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return false
		}
	}
	return true
}

// findTuples returns which tokens are the opening bracket of a tuple: a list in round brackets, such as (1, 2).
func findTuples(tokens []token) map[int]bool {
	tuples := map[int]bool{}
	var open []int
	for i, t := range tokens {
		switch {
		case t.kind != operatorToken:
		case t.is("(", "[", "{"):
			open = append(open, i)
		case t.is(")", "]", "}") && len(open) > 0:
			open = open[:len(open)-1]
		case t.text == "," && len(open) > 0:
			at := open[len(open)-1]
			isCall := at > 0 && (isOperand(tokens[at-1]) || isFunction(tokens, at-1))
			tuples[at] = tokens[at].text == "(" && !isCall
		}
	}
	return tuples
}

// parserText returns a text in quotes as the parser reads it. A backslash that begins no escape is a character, as in
// Python.
func parserText(t token) string {
	var b strings.Builder
	runes := []rune(t.text)
	quote := runes[0]
	for i := 0; i < len(runes); i++ {
		if runes[i] != '\\' || i+1 == len(runes) {
			b.WriteRune(runes[i])
			continue
		}
		i++
		switch next := runes[i]; {
		case t.raw && (next == quote || next == '\\'):
			b.WriteString(`\\\` + string(next))
		case t.raw, !strings.ContainsRune(`abfnrtv\'"xuU01234567`, next):
			b.WriteString(`\\` + string(next))
		default:
			b.WriteString(`\` + string(next))
		}
	}
	return b.String()
}
