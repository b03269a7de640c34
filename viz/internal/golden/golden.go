// Package golden compares the pictures of examples with golden ones, which docs/gallery.md shows. Only tests use it.
package golden

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image/png"
	"io"
	"os"
	"path/filepath"

	"github.com/streamgage/streamgage/viz"
	"gonum.org/v1/plot/cmpimg"
)

// tolerance is the allowed difference between a picture and the golden one, of 1. Other versions of Go round differently.
const tolerance = 0.1

// Show is the last call of each example of the gallery. It draws the figure as PNG and SVG, compares it with the golden
// picture of this name, and prints its size. With -regen it replaces the golden picture.
func Show(name string, d viz.Drawable, err error) {
	if err == nil {
		err = compare(name, d)
	}
	if err != nil {
		fmt.Println(err)
		return
	}
	w, h := d.Figure().Size()
	fmt.Printf("%s: %d x %d pixels\n", name, w, h)
}

func compare(name string, d viz.Drawable) error {
	img, err := d.Figure().Renderer(viz.View{}).Image()
	if err != nil {
		return err
	}
	var got, svg bytes.Buffer
	if err := errors.Join(png.Encode(&got, img), d.Figure().Renderer(viz.View{}).SVG(&svg), checkXML(&svg)); err != nil {
		return err
	}
	root, err := Root()
	if err != nil {
		return err
	}
	path := filepath.Join(root, "docs", "gallery", name+".png")
	if *cmpimg.GenerateTestData {
		return errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, got.Bytes(), 0o644))
	}
	want, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if same, err := cmpimg.EqualApprox("png", got.Bytes(), want, tolerance); err != nil || !same {
		return fmt.Errorf("differs from docs/gallery/%s.png (%v); with -regen it is replaced", name, err)
	}
	return nil
}

// checkXML reads a whole document.
func checkXML(r io.Reader) error {
	for d := xml.NewDecoder(r); ; {
		if _, err := d.Token(); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// Root returns the directory of the module: the nearest one with a go.mod, from the working directory upwards.
func Root() (string, error) {
	dir, err := os.Getwd()
	for ; err == nil; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", errors.New("golden: no go.mod above the working directory")
		}
	}
	return "", err
}
