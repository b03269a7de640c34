package expression

import (
	"strings"
	"unicode"
)

// tokenKind is the kind of a token.
type tokenKind uint8

const (
	nameToken     tokenKind = iota // an identifier or a word such as and
	quotedToken                    // a name in backticks
	numberToken                    //
	textToken                      // a text in quotes
	operatorToken                  // an operator or a bracket
)

// token is a part of an expression: of Python's tokens, and those of expr.
type token struct {
	kind  tokenKind
	text  string
	from  int  // its first character, counted from 0
	raw   bool // of a text: its backslashes are characters, as in Python's r'\d'
	space bool // whether it follows a space
}

// is reports whether t is one of these operators, brackets or words.
func (t token) is(texts ...string) bool {
	if t.kind == operatorToken || t.kind == nameToken {
		for _, text := range texts {
			if t.text == text {
				return true
			}
		}
	}
	return false
}

// longOperators are the operators of more than one character.
var longOperators = []string{"//", "**", "==", "!=", "<=", ">=", "<<", ">>", "&&", "||", "??", "?.", "..", "::", ":=", "/*"}

// scan splits an expression into tokens.
func scan(source string) (tokens []token, err error) {
	s := scanner{source: source, runes: []rune(source)}
	for s.at < len(s.runes) {
		if unicode.IsSpace(s.runes[s.at]) {
			s.space = true
			s.at++
			continue
		}
		from, space := s.at, s.space
		t, err := s.token()
		if err != nil {
			return nil, err
		}
		t.from, t.space = from, space
		tokens, s.space = append(tokens, t), false
	}
	return tokens, nil
}

// scanner is the state of scan.
type scanner struct {
	source string
	runes  []rune
	at     int
	space  bool
}

// peek returns a character that is ahead, or 0.
func (s *scanner) peek(ahead int) rune {
	if s.at+ahead >= len(s.runes) {
		return 0
	}
	return s.runes[s.at+ahead]
}

// token returns the next token.
func (s *scanner) token() (token, error) {
	switch r := s.runes[s.at]; {
	case r == '\'' || r == '"':
		return s.text(false)
	case r == '`':
		return s.quotedName()
	case isDigit(r) || r == '.' && isDigit(s.peek(1)):
		return s.number(), nil
	case isNameStart(r):
		return s.name()
	case r == '@':
		return token{}, s.errorf("a @ for a variable is not supported: write its value into the text, as in " +
			`fmt.Sprintf("x > %%v", limit), or %%q for a text`)
	case r == '#':
		return token{}, s.errorf("a # is not supported")
	case r == '$':
		return token{}, s.errorf("a $ is not supported; names with other characters than letters, digits and _ are in backticks")
	}
	for _, op := range longOperators {
		if strings.HasPrefix(string(s.runes[s.at:min(s.at+2, len(s.runes))]), op) {
			s.at += 2
			return token{kind: operatorToken, text: op}, nil
		}
	}
	s.at++
	return token{kind: operatorToken, text: string(s.runes[s.at-1])}, nil
}

// text scans a text in quotes.
func (s *scanner) text(raw bool) (token, error) {
	from, quote := s.at, s.runes[s.at]
	for s.at++; s.at < len(s.runes); s.at++ {
		switch s.runes[s.at] {
		case '\\':
			s.at++
		case quote:
			s.at++
			return token{kind: textToken, text: string(s.runes[from:s.at]), raw: raw}, nil
		}
	}
	s.at = from
	return token{}, s.errorf("the text has no closing %c", quote)
}

// quotedName scans a name in backticks.
func (s *scanner) quotedName() (token, error) {
	from := s.at + 1
	for i := from; i < len(s.runes); i++ {
		if s.runes[i] == '`' {
			s.at = i + 1
			return token{kind: quotedToken, text: string(s.runes[from:i])}, nil
		}
	}
	return token{}, s.errorf("the name has no closing backtick")
}

// number scans a number, as far as is needed to find its end: the parser checks it.
func (s *scanner) number() token {
	from, hex := s.at, s.runes[s.at] == '0' && (s.peek(1) == 'x' || s.peek(1) == 'X')
	for s.at < len(s.runes) {
		r, next := s.runes[s.at], s.peek(1)
		switch {
		case (r == 'e' || r == 'E') && !hex && (next == '+' || next == '-'):
			s.at += 2
			continue
		case isNamePart(r), r == '.' && next != '.' && !isNameStart(next):
			s.at++
			continue
		}
		break
	}
	return token{kind: numberToken, text: string(s.runes[from:s.at])}
}

// name scans an identifier or word, or a text with a prefix, such as r'\d'.
func (s *scanner) name() (token, error) {
	from := s.at
	for s.at < len(s.runes) && isNamePart(s.runes[s.at]) {
		s.at++
	}
	name := string(s.runes[from:s.at])
	if s.peek(0) != '\'' && s.peek(0) != '"' {
		return token{kind: nameToken, text: name}, nil
	}
	switch strings.ToLower(name) {
	case "r":
		return s.text(true)
	case "u":
		return s.text(false)
	case "b", "f", "br", "rb", "fr", "rf":
		s.at = from
		return token{}, s.errorf("a text with the prefix %s is not supported", name)
	}
	return token{kind: nameToken, text: name}, nil
}

// errorf returns an ErrSyntax at the scanner's position.
func (s *scanner) errorf(format string, args ...any) error {
	return errorAt(s.source, s.at, ErrSyntax, format, args...)
}

func isDigit(r rune) bool     { return '0' <= r && r <= '9' }
func isNameStart(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.Is(unicode.Nl, r) }

// isNamePart reports whether a character may be part of an identifier, as in Python: also a combining mark.
func isNamePart(r rune) bool {
	return isNameStart(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Mc, r) || unicode.Is(unicode.Pc, r)
}
