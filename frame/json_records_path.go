package frame

import (
	"io"
	"strings"

	"github.com/streamgage/streamgage/internal/suggest"
)

// jsonAround is an object around the array of records.
type jsonAround struct {
	path string   // what is left of JSONRecords' path inside the object
	keys []string // the keys up to the one that was entered
}

// enter goes into the object that comes next, up to the start of the array at the path.
func (d *jsonDocument) enter(path string) error {
	d.stream.skip()
	level := jsonAround{path: path}
	for {
		key, err := d.nextKey(len(level.keys) == 0)
		switch {
		case err == io.EOF:
			return d.errPlace("the object must have the member %q (JSONRecords), got keys %q%s",
				path, level.keys, suggest.DidYouMean(path, level.keys))
		case err != nil:
			return err
		}
		first, err := d.stream.peek()
		if err != nil {
			return d.errCut(err)
		}
		level.keys = append(level.keys, key)
		switch inner, found := strings.CutPrefix(path, key+"."); {
		case key == path && first == '[':
			d.stream.skip()
			d.around, d.inArray = append(d.around, level), true
			return nil
		case key == path:
			return d.errPlace("the member %q (JSONRecords) must be an array, got %s", d.cfg.recordsPath, d.stream.rest())
		case found && first == '{':
			d.around = append(d.around, level)
			return d.enter(inner)
		}
		if err := d.skipValue(1); err != nil {
			return err
		}
	}
}

// leave reads what comes after the array, which must be the end of the objects around it and of the text. It returns
// io.EOF.
func (d *jsonDocument) leave() error {
	d.inArray = false
	for i := len(d.around) - 1; i >= 0; i-- {
		level := d.around[i]
		taken := level.keys[len(level.keys)-1]
		for {
			key, err := d.nextKey(false)
			if err == io.EOF {
				break
			} else if err != nil {
				return err
			}
			if key == taken {
				return d.errPlace("an object must have a key once, got %q twice", key)
			}
			if _, err := d.stream.peek(); err != nil {
				return d.errCut(err)
			}
			if err := d.skipValue(1); err != nil {
				return err
			}
		}
	}
	switch _, err := d.stream.peek(); {
	case err == nil:
		return d.errPlace("the text must end after the array, got %s", d.stream.rest())
	default:
		return err
	}
}

// nextKey returns the next key of an object, or io.EOF after the object has ended. The colon after the key is skipped.
func (d *jsonDocument) nextKey(first bool) (string, error) {
	b, err := d.stream.peek()
	switch {
	case err != nil:
		return "", d.errCut(err)
	case b == '}':
		d.stream.skip()
		return "", io.EOF
	case !first && b == ',':
		d.stream.skip()
		if b, err = d.stream.peek(); err != nil {
			return "", d.errCut(err)
		}
	case !first:
		return "", d.errPlace("a comma or the end of the object must follow, got %s", d.stream.rest())
	}
	if b != '"' {
		return "", d.errPlace("a key must follow, got %s", d.stream.rest())
	}
	text, err := d.value()
	if err != nil {
		return "", err
	}
	key, _ := unquoteJSON(string(text))
	if b, err = d.stream.peek(); err != nil {
		return "", d.errCut(err)
	}
	if b != ':' {
		return "", d.errPlace("a colon must follow the key %q, got %s", truncateJSON(key), d.stream.rest())
	}
	d.stream.skip()
	return key, nil
}

// errCut is the error of a text that ends too early.
func (d *jsonDocument) errCut(err error) error {
	if err == io.EOF {
		return d.errPlace("the object must end, got the end of the text")
	}
	return err
}

// maxSkippedDepth is the depth of nested values that JSONRecords skips, as in encoding/json.
const maxSkippedDepth = 10_000

// skipValue skips a value of any length, and checks it.
func (d *jsonDocument) skipValue(depth int) error {
	first, err := d.stream.peek()
	switch {
	case err != nil:
		return d.errCut(err)
	case depth > maxSkippedDepth:
		return d.errPlace("values must be nested at most %d deep, got more", maxSkippedDepth)
	case first == '[':
		return d.skipElements(depth)
	case first != '{':
		_, err := d.value()
		return err
	}
	d.stream.skip()
	for i := 0; ; i++ {
		if _, err := d.nextKey(i == 0); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		if err := d.skipValue(depth + 1); err != nil {
			return err
		}
	}
}

// skipElements skips an array.
func (d *jsonDocument) skipElements(depth int) error {
	d.stream.skip()
	for i := 0; ; i++ {
		b, err := d.stream.peek()
		switch {
		case err != nil:
			return d.errCut(err)
		case b == ']' && i == 0:
			d.stream.skip()
			return nil
		}
		if err := d.skipValue(depth + 1); err != nil {
			return err
		}
		if b, err = d.stream.peek(); err != nil {
			return d.errCut(err)
		}
		if b != ',' && b != ']' {
			return d.errPlace("a comma or the end of the array must follow, got %s", d.stream.rest())
		}
		d.stream.skip()
		if b == ']' {
			return nil
		}
	}
}
