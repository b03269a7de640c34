// Package suggest suggests a correct name for a misspelt one in error messages.
package suggest

import (
	"fmt"
	"strings"

	"github.com/agnivade/levenshtein"
)

// DidYouMean returns `; did you mean "price"?` with the name in names that is nearest to name, or "" if none is near. A
// name is near if its edit distance is at most about a third of the length of name (at most 1 for a short name) and
// less than this length. Case is ignored. Cost: O(len(name)) for each byte of names, so it is meant for errors only.
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
