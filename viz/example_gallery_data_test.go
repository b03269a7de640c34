package viz_test

import (
	"math"
	"math/rand/v2"
	"time"

	"github.com/streamgage/streamgage/frame"
)

// The data of the gallery's examples, the same in every run.
var (
	energy   = energyFrame()
	climate  = climateFrame()
	queue    = queueFrame()
	rates    = ratesFrame()
	pulses   = pulsesFrame()
	trading  = tradingFrame()
	schedule = scheduleFrame()
	cities   = citiesFrame()
	visits   = visitsFrame()
	spectrum = spectrumFrame()
	mesh     = meshFrame()
	wind     = windFrame()
	clicks   = clicksFrame()
	petals   = petalsFrame()
	heights  = heightsFrame()
	traffic  = trafficFrame()
)

// energyFrame is the electricity of four countries by source, roughly, in TWh.
func energyFrame() frame.Frame {
	return frame.Must(frame.New(
		frame.Col("country", []string{"Norway", "Norway", "Norway", "Spain", "Spain", "Spain", "France", "France", "France", "Poland", "Poland", "Poland"}),
		frame.Col("source", []string{"hydro", "wind", "other", "hydro", "wind", "other", "hydro", "wind", "other", "hydro", "wind", "other"}),
		frame.Col("TWh", []float64{137, 14, 2, 30, 62, 186, 50, 48, 421, 2, 22, 143})))
}

// climateFrame is a mean of each month, with its spread.
func climateFrame() frame.Frame {
	n := 36
	month, mean, spread := make([]time.Time, n), make([]float64, n), make([]float64, n)
	for i := range n {
		month[i] = time.Date(2023, time.January+time.Month(i), 1, 0, 0, 0, 0, time.UTC)
		mean[i] = 11 - 9*math.Cos(2*math.Pi*float64(i)/12) + float64(i*7%5)/4
		spread[i] = 1.5 + float64(i*5%7)/3
	}
	return frame.Must(frame.New(frame.Col("month", month), frame.Col("temperature", mean), frame.Col("spread", spread)))
}

// queueFrame is the length of a queue, which changes in steps.
func queueFrame() frame.Frame {
	rng := rand.New(rand.NewPCG(11, 0))
	n := 40
	at, length := make([]time.Time, n), make([]int64, n)
	now, waiting := start, int64(4)
	for i := range n {
		now = now.Add(time.Duration(2+rng.IntN(20)) * time.Second)
		waiting = max(0, waiting+int64(rng.IntN(5))-2)
		at[i], length[i] = now, waiting
	}
	return frame.Must(frame.New(frame.Col("time", at), frame.Col("waiting", length)))
}

// ratesFrame is five measured rates with errors that differ on both sides.
func ratesFrame() frame.Frame {
	return frame.Must(frame.New(
		frame.Col("dose", []float64{1, 2, 4, 6, 8, 10}), frame.Col("rate", []float64{12, 19, 31, 44, 52, 55}),
		frame.Col("below", []float64{2, 3, 4, 5, 4, 6}), frame.Col("above", []float64{3, 4, 6, 9, 7, 10})))
}

// pulsesFrame is the lines of a spectrum.
func pulsesFrame() frame.Frame {
	rng := rand.New(rand.NewPCG(12, 0))
	n := 60
	mass, intensity := make([]float64, n), make([]float64, n)
	for i := range n {
		mass[i] = 40 + 4*float64(i) + rng.Float64()*3
		intensity[i] = 100 * math.Pow(rng.Float64(), 5) * math.Exp(-float64(i)/50)
	}
	return frame.Must(frame.New(frame.Col("m/z", mass), frame.Col("intensity", intensity)))
}

// tradingFrame is the prices of a stock in each quarter of an hour.
func tradingFrame() frame.Frame {
	rng := rand.New(rand.NewPCG(13, 0))
	n := 40
	at := make([]time.Time, n)
	open, high, low, end := make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
	price := 182.0
	for i := range n {
		at[i] = time.Date(2026, 3, 2, 9, 30, 0, 0, time.UTC).Add(time.Duration(i) * 15 * time.Minute)
		open[i] = price
		price += rng.NormFloat64() * 0.8
		end[i] = price
		high[i], low[i] = max(open[i], end[i])+rng.Float64()*0.5, min(open[i], end[i])-rng.Float64()*0.5
	}
	return frame.Must(frame.New(frame.Col("time", at), frame.Col("open", open), frame.Col("high", high), frame.Col("low", low), frame.Col("close", end)))
}

// scheduleFrame is when the stages of a build ran, and where.
func scheduleFrame() frame.Frame {
	second := func(s int) time.Time { return start.Add(time.Duration(s) * time.Second) }
	return frame.Must(frame.New(
		frame.Col("from", []time.Time{second(0), second(8), second(8), second(31), second(40), second(52)}),
		frame.Col("worker", []string{"w1", "w1", "w2", "w2", "w3", "w1"}),
		frame.Col("to", []time.Time{second(7), second(29), second(30), second(50), second(58), second(70)}),
		frame.Col("on", []string{"w1", "w1", "w2", "w2", "w3", "w1"}),
		frame.Col("stage", []string{"fetch", "compile", "compile", "test", "test", "publish"})))
}

// citiesFrame is the position of some cities.
func citiesFrame() frame.Frame {
	return frame.Must(frame.New(
		frame.Col("longitude", []float64{-0.1, 2.4, 13.4, -3.7, 12.5, 21.0, 4.9, 16.4}),
		frame.Col("latitude", []float64{51.5, 48.9, 52.5, 40.4, 41.9, 52.2, 52.4, 48.2}),
		frame.Col("city", []string{"London", "Paris", "Berlin", "Madrid", "Rome", "Warsaw", "Amsterdam", "Vienna"}),
		frame.Col("population", []float64{8.9, 2.1, 3.7, 3.3, 2.8, 1.9, 0.9, 2.0})))
}

// visitsFrame is the visits of a page in each hour of a week.
func visitsFrame() frame.Frame {
	var day []string
	var hour, visits []int64
	for d, name := range []string{"Sunday", "Saturday", "Friday", "Thursday", "Wednesday", "Tuesday", "Monday"} {
		for h := range 24 {
			busy := math.Exp(-math.Pow(float64(h)-10.5, 2)/12) + 0.8*math.Exp(-math.Pow(float64(h)-15.5, 2)/9)
			if d < 2 {
				busy = 0.5 * math.Exp(-math.Pow(float64(h)-16, 2)/24)
			}
			day, hour, visits = append(day, name), append(hour, int64(h)), append(visits, int64(400*busy)+int64((d*31+h*17)%40))
		}
	}
	return frame.Must(frame.New(frame.Col("hour", hour), frame.Col("day", day), frame.Col("visits", visits)))
}

// spectrumFrame is the power of a chirp over time and frequency.
func spectrumFrame() frame.Frame {
	rng := rand.New(rand.NewPCG(21, 0))
	var at []time.Time
	var frequency, power []float64
	for i := range 120 {
		for k := range 60 {
			f := float64(k) / 2
			level := -60 + 45*math.Exp(-math.Pow(f-5-float64(i)/8, 2)/4) + 25*math.Exp(-math.Pow(f-25, 2)/2) + 6*rng.Float64()
			at, frequency, power = append(at, start.Add(time.Duration(i)*250*time.Millisecond)), append(frequency, f), append(power, level)
		}
	}
	return frame.Must(frame.New(frame.Col("time", at), frame.Col("kHz", frequency), frame.Col("dB", power)))
}

// meshFrame is a wave on a grid that is finer at the left and at the bottom.
func meshFrame() frame.Frame {
	var x, y, z []float64
	for i := range 40 {
		for j := range 30 {
			u, v := math.Pow(float64(i)/39, 2)*10, math.Pow(float64(j)/29, 1.7)*6
			x, y, z = append(x, u), append(y, v), append(z, math.Sin(u)*math.Cos(v))
		}
	}
	return frame.Must(frame.New(frame.Col("x", x), frame.Col("y", y), frame.Col("level", z)))
}

// windFrame is a flow around a point.
func windFrame() frame.Frame {
	var x, y, angle, speed []float64
	for i := range 18 {
		for j := range 12 {
			u, v := float64(i)/17*6-3, float64(j)/11*4-2
			r := math.Hypot(u, v)
			x, y = append(x, u), append(y, v)
			angle, speed = append(angle, math.Atan2(u, -v)+0.4), append(speed, 12*r*math.Exp(-r*r/4))
		}
	}
	return frame.Must(frame.New(frame.Col("x", x), frame.Col("y", y), frame.Col("direction", angle), frame.Col("m/s", speed)))
}

// clicksFrame is where 20,000 clicks fell.
func clicksFrame() frame.Frame {
	rng := rand.New(rand.NewPCG(22, 0))
	n := 20_000
	x, y := make([]float64, n), make([]float64, n)
	for i := range n {
		x[i], y[i] = 400+120*rng.NormFloat64(), 300+70*rng.NormFloat64()
		if i%3 == 0 {
			x[i], y[i] = 700+50*rng.NormFloat64(), 420+40*rng.NormFloat64()
		}
	}
	return frame.Must(frame.New(frame.Col("x", x), frame.Col("y", y)))
}

// petalsFrame is the petals of three species, roughly as Fisher's irises.
func petalsFrame() frame.Frame {
	rng := rand.New(rand.NewPCG(23, 0))
	var length, width []float64
	var species []string
	for i, name := range []string{"setosa", "versicolor", "virginica"} {
		for range 50 {
			z := rng.NormFloat64()
			length = append(length, []float64{1.46, 4.26, 5.55}[i]+z*[]float64{0.17, 0.47, 0.55}[i])
			width = append(width, []float64{0.25, 1.33, 2.03}[i]+(0.6*z+0.8*rng.NormFloat64())*[]float64{0.11, 0.2, 0.27}[i])
			species = append(species, name)
		}
	}
	return frame.Must(frame.New(frame.Col("length", length), frame.Col("width", width), frame.Col("species", species)))
}

// heightsFrame is two hills on a grid.
func heightsFrame() frame.Frame {
	var x, y, z []float64
	for i := range 60 {
		for j := range 40 {
			u, v := float64(i)/10, float64(j)/10
			x, y = append(x, u), append(y, v)
			z = append(z, 320*math.Exp(-math.Pow(u-2, 2)-math.Pow(v-1.5, 2))+210*math.Exp(-math.Pow(u-4.2, 2)/1.5-math.Pow(v-2.4, 2)))
		}
	}
	return frame.Must(frame.New(frame.Col("km east", x), frame.Col("km north", y), frame.Col("m", z)))
}

// trafficFrame is the traffic of three services.
func trafficFrame() frame.Frame {
	rng := rand.New(rand.NewPCG(24, 0))
	var second []int64
	var service []string
	var traffic []float64
	for s := range 120 {
		for i, name := range []string{"api", "images", "video"} {
			second, service = append(second, int64(s)), append(service, name)
			traffic = append(traffic, float64(10+15*i)+6*math.Sin(float64(s)/float64(9+6*i))+2*rng.Float64())
		}
	}
	return frame.Must(frame.New(frame.Col("second", second), frame.Col("service", service), frame.Col("MB/s", traffic)))
}
