package sinks

import (
	"fmt"
	"regexp"
)

// formatVerb matches a verb of package fmt. Group 1 is an integer verb, group 2 a literal percent sign; any other verb
// has no group.
var formatVerb = regexp.MustCompile(`%(?:([-+# 0]*[0-9]{0,3}[bdoxX])|(%))?`)

// checkPattern returns an ErrPattern unless the pattern has exactly one integer verb.
func checkPattern(pattern string) error {
	verbs := 0
	for _, m := range formatVerb.FindAllStringSubmatch(pattern, -1) {
		switch {
		case m[1] != "":
			verbs++
		case m[2] == "":
			verbs = 2 // a verb that is not allowed: %s, %f, or a percent sign without a verb
		}
	}
	if verbs != 1 {
		return fmt.Errorf("%w, got %q", ErrPattern, pattern)
	}
	return nil
}
