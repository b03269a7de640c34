package main

import (
	"context"
	"time"

	"github.com/shirou/gopsutil/v4/cpu"
	"github.com/shirou/gopsutil/v4/mem"
	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/sinks"
	"github.com/streamgage/streamgage/viz"
)

// usage is one measurement of this machine.
type usage struct{ cpu, memory frame.Frame }

// measure measures this machine. It is a function of flow.Periodic.
func measure(ctx context.Context, now time.Time) (usage, error) {
	cores, err := cpuData(ctx, now)
	if err != nil {
		return usage{}, err
	}
	memory, err := memoryData(ctx, now)
	return usage{cores, memory}, err
}

// cpuData returns the utilization of each core since the last call, in percent.
func cpuData(ctx context.Context, now time.Time) (frame.Frame, error) {
	load, err := cpu.PercentWithContext(ctx, 0, true)
	if err != nil {
		return frame.Frame{}, err
	}
	core := make([]int, len(load))
	for i := range core {
		core[i] = i
	}
	return frame.New(frame.Col("CPU", core), frame.Col("Utilization", load), frame.Const("time", now, len(load)))
}

// memoryData returns the free and the used memory, in percent of all memory.
func memoryData(ctx context.Context, now time.Time) (frame.Frame, error) {
	m, err := mem.VirtualMemoryWithContext(ctx)
	if err != nil {
		return frame.Frame{}, err
	}
	percent := 100 / float64(m.Total)
	return frame.New(
		frame.Index("index", []time.Time{now}),
		frame.Const("free", float64(m.Free)*percent, 1),
		frame.Const("used", float64(m.Used)*percent, 1))
}

// memoryStack is a viz.Recipe: it makes an element from rows.
func memoryStack(f frame.Frame) (viz.Element, error) {
	long, err := f.Melt("index", "Type", "Usage")
	if err != nil {
		return nil, err
	}
	areas, err := viz.Area(viz.X("index"), viz.Y("Usage"), viz.By("Type"))(long)
	if err != nil {
		return nil, err
	}
	return viz.Stack(areas).Relabel("Memory"), nil
}

// realExample renders streamz9: the load of this machine, in real time.
func realExample(ctx context.Context, s *sectionRun) error {
	first, err := measure(ctx, time.Now())
	if err != nil {
		return err
	}
	source := flow.Periodic(50*time.Millisecond, measure, flow.Limit(s.frames))
	cpus := flow.Map(source, func(u usage) frame.Frame { return u.cpu })
	memory := flow.Map(source, func(u usage) frame.Frame { return u.memory })

	boxes := viz.Dynamic(flow.To(cpus, viz.NewDataFrameStream(first.cpu.Empty(), viz.Backlog(800))),
		viz.BoxWhisker(viz.X("CPU"), viz.Y("Utilization"))).
		Relabel("CPU Usage").RedimRange("Utilization", 0, 100).
		Opts(viz.Width(500), viz.Height(400), viz.ColorIndex("CPU"), viz.BoxFillColor(viz.Cycle("Category20")...))
	stack := viz.Dynamic(flow.To(memory, viz.NewDataFrameStream(first.memory)), memoryStack).
		RedimRange("Usage", 0, 100).Opts(viz.Width(400), viz.Height(400))
	if err := s.record("streamz9", viz.Layout(boxes, stack), sinks.RealTime(flow.RealClock())); err != nil {
		return err
	}
	return flow.Run(ctx, source)
}
