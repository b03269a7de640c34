package main

import "context"

// section is a section of the guide: a pipeline, and the animations that it renders.
type section struct {
	animations []animation
	run        func(ctx context.Context, s *sectionRun) error
}

// animation is one of the guide's animations; name is that of its files.
type animation struct{ name, title string }

// sections lists the sections in the guide's order.
var sections = []section{
	{[]animation{{"streamz1", "DataStream"}}, dataStream},
	{[]animation{{"streamz2", "Asynchronous updates"}}, asynchronousUpdates},
	{[]animation{{"brownian", "DataFrameStream: a simple example"}}, simpleExample},
	{[]animation{{"streamz3", "A streaming data frame"}}, streamingDataFrame},
	{[]animation{{"streamz4", "Computing on the stream"}}, computing},
	{[]animation{{"streamz5", "Controlling the backlog"}, {"streamz6", "Several plots of one stream"}}, backlogs},
	{[]animation{{"streamz7", "Applying operations"}}, operations},
	{[]animation{{"streamz8", "Datashading"}}, datashading},
	{[]animation{{"streamz9", "A real example"}}, realExample}, // in real time
}

// animationNames lists the names of all animations in the guide's order.
func animationNames() []string {
	var all []string
	for _, s := range sections {
		for _, a := range s.animations {
			all = append(all, a.name)
		}
	}
	return all
}
