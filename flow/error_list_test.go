package flow

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestErrorListCountsErrorsBeyondItsLimit(t *testing.T) {
	var f errorList
	for i := range 12 {
		f.add(fmt.Errorf("error %d", i))
	}
	f.add(errors.New("error 3")) // a duplicate
	text := f.join(&node{kind: "sink"}).Error()
	if !strings.HasSuffix(text, `flow: node "sink": and 4 errors more`) || strings.Count(text, "\n") != 8 {
		t.Fatal(text)
	}
}
