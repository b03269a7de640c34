package sinks

import (
	"fmt"
	"regexp"
)

// formatVerb matches a verb of package fmt. Group 1 matches an integer verb, and group 2 matches a second percent sign.
// For any other verb, both groups are empty.
var formatVerb = regexp.MustCompile(`%(?:([-+# 0]*[0-9]{0,3}[bdoxX])|(%))?`)

// checkPattern returns an ErrPattern unless the pattern has exactly one integer verb.
func checkPattern(pattern string) error {
	verbs := 0
	for _, m := range formatVerb.FindAllStringSubmatch(pattern, -1) {
		switch {
		case m[1] != "":
			verbs++
		case m[2] == "":
			verbs = 2 // not allowed: another verb such as %s, or a percent sign without a verb
		}
	}
	if verbs != 1 {
		return fmt.Errorf("%w, got %q", ErrPattern, pattern)
	}
	return nil
}
