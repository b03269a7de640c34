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

// errNoPython is the error if no Python can run the script.
var errNoPython = errors.New("compare: no Python has streamz and pandas")

// measurePython returns the time of each workload in ns. It returns errNoPython if no Python has the packages.
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

// findPython returns the first Python that has the packages. If given is not empty, it tries only that one.
func findPython(ctx context.Context, given string) (string, error) {
	candidates := []string{"python3", "/usr/bin/python3"} // the second has Debian's packages
	if given != "" {
		candidates = []string{given}
	}
	for _, p := range candidates {
		if exec.CommandContext(ctx, p, "-c", "import streamz.dataframe, pandas").Run() == nil {
			return p, nil
		}
	}
	return "", errNoPython
}
