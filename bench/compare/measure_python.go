package main

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
)

//go:embed measure_python.py
var pythonScript string

var errNoPython = errors.New("compare: no Python has streamz and pandas")

// measurePython gives the nanoseconds of each work; without a Python that can run it, an errNoPython.
func measurePython(ctx context.Context, python string, in input) (map[string]float64, error) {
	python, err := findPython(ctx, python)
	if err != nil {
		return nil, err
	}
	data, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, python, "-c", pythonScript)
	cmd.Stdin, cmd.Stderr = bytes.NewReader(data), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("compare: %s: %w", python, err)
	}
	var ns map[string]float64
	if err := json.Unmarshal(out, &ns); err != nil {
		return nil, fmt.Errorf("compare: %s: %w", python, err)
	}
	return ns, nil
}

// findPython gives the first Python that has what is needed; named, if it is not empty, is the only one tried.
func findPython(ctx context.Context, named string) (string, error) {
	candidates := []string{"python3", "/usr/bin/python3"} // Debian's packages are of the second
	if named != "" {
		candidates = []string{named}
	}
	for _, p := range candidates {
		if exec.CommandContext(ctx, p, "-c", "import streamz.dataframe, pandas").Run() == nil {
			return p, nil
		}
	}
	return "", errNoPython
}
