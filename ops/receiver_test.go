package ops_test

import (
	"context"

	"github.com/go-gota/gota/dataframe"
	"github.com/streamgage/streamgage/frame"
)

// receiver keeps what it is sent.
type receiver struct {
	got    []frame.Frame
	closed bool
}

func (r *receiver) Send(_ context.Context, f frame.Frame) error { r.got = append(r.got, f); return nil }
func (r *receiver) Close(context.Context) error                 { r.closed = true; return nil }

func identity(df dataframe.DataFrame) dataframe.DataFrame { return df }

func firstRow(df dataframe.DataFrame) dataframe.DataFrame { return df.Subset([]int{0}) }

func backwards(df dataframe.DataFrame) dataframe.DataFrame { return df.Arrange(dataframe.RevSort("t")) }
