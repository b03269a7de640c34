package sinks

import (
	"fmt"
	"regexp"
)

// verb is a directive of package fmt: an integer one, a literal percent sign, or (with no group) any other.
var formatVerb = regexp.MustCompile(`%(?:([-+# 0]*[0-9]{0,3}[bdoxX])|(%))?`)

// checkPattern says what is wrong with a pattern for numbered files.
func checkPattern(pattern string) error {
	verbs := 0
	for _, m := range formatVerb.FindAllStringSubmatch(pattern, -1) {
		switch {
		case m[1] != "":
			verbs++
		case m[2] == "":
			verbs = 2 // another verb: %s, %f, a lone %
		}
	}
	if verbs != 1 {
		return fmt.Errorf("%w, got %q", ErrPattern, pattern)
	}
	return nil
}
