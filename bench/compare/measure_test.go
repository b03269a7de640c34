package main

import (
	"context"
	"errors"
	"flag"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
)

// Each workload runs, and measure_python.py has one of the same name.
func TestWorkloadsRun(t *testing.T) {
	in := newInput()
	for _, w := range workloads {
		if len(in.X) != rows || !strings.Contains(pythonScript, `"`+w.name+`":`) {
			t.Errorf("%s: measure_python.py has no such workload", w.name)
		}
	}
	check.NoError(t, flag.Set("test.benchtime", "10x"))
	got, err := measureStreamgage(t.Context(), in)
	if err != nil || len(got) != len(workloads) {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestNoPython(t *testing.T) {
	if _, err := measurePython(context.Background(), "no-such-python", input{}); !errors.Is(err, errNoPython) {
		t.Errorf("got %v, want %v", err, errNoPython)
	}
}
