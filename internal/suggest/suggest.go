// Package suggest finds the name that a misspelt one was probably meant to be, for error messages.
package suggest

import (
	"fmt"
	"strings"

	"github.com/agnivade/levenshtein"
)

// DidYouMean returns `; did you mean "price"?` with the one of names that is nearest to name, or "" if none is near. Near
// is an edit distance of at most a third of the name's length and less than the whole of it; upper and lower case are the same.
// It costs O(len(name)) for each byte of names, so it belongs into an error's path only.
func DidYouMean(name string, names []string) string {
	best, distance := "", min(max(2, (len(name)+1)/3+1), len(name))
	for _, candidate := range names {
		d := levenshtein.ComputeDistance(strings.ToLower(name), strings.ToLower(candidate))
		if candidate != "" && d < distance {
			best, distance = candidate, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", best)
}
