"""Measures streamz and pandas. Reads the data as JSON, and prints the time of an emission in ns for each workload."""
import io
import json
import statistics
import sys
import time
import warnings

import numpy as np
import pandas as pd
from streamz import Stream
from streamz.dataframe import DataFrame

warnings.simplefilter("ignore")
data = json.load(sys.stdin)


def time_per_element(emit, elements):
    """The mean time of an emission, in ns."""
    start = time.perf_counter_ns()
    for e in elements:
        emit(e)
    return (time.perf_counter_ns() - start) / len(elements)


def measure(emit, elements_of):
    """The median of five runs after a warm-up run. elements_of(run) returns the elements of a run."""
    return statistics.median([time_per_element(emit, elements_of(run)) for run in range(6)][1:])


def ignore(_):
    pass


def head(rows, *columns):
    return pd.DataFrame({c: data[c][:rows] for c in columns})


def emit():
    source = Stream()
    source.map(lambda x: x + 1).filter(lambda x: x % 2 == 0).map(lambda x: x * 3).sink(ignore)
    return measure(source.emit, lambda _: range(20000))


def concat():
    source = Stream()
    source.sliding_window(20, return_partial=False).map(pd.concat).sink(ignore)
    return measure(source.emit, lambda _: [head(100, "x", "y", "n")] * 300)


def rolling(rows, step):
    first = pd.DataFrame({"x": data["x"][:rows]}, pd.Timestamp("2026-01-01") + pd.to_timedelta(step) * np.arange(rows))
    source = Stream()
    DataFrame(source, example=first).x.rolling("500ms").mean().stream.sink(ignore)
    later = lambda n: first.set_axis(first.index + pd.to_timedelta(step) * rows * n)  # times must increase over all runs
    return measure(source.emit, lambda run: [later(200 * run + i) for i in range(200)])


def window():
    batch = head(100, "x")
    source = Stream()
    DataFrame(source, example=batch).x.window(n=1000).mean().stream.sink(ignore)
    return measure(source.emit, lambda _: [batch] * 500)


def groupby():
    batch = head(100, "keys", "x")
    source = Stream()
    DataFrame(source, example=batch).groupby("keys").x.mean().stream.sink(ignore)
    return measure(source.emit, lambda _: [batch] * 300)


def csv():
    text = data["csv"].encode()
    return measure(lambda _: pd.read_csv(io.BytesIO(text)), lambda _: range(5))


print(json.dumps({
    "emit": emit(), "concat": concat(), "rolling 20": rolling(20, "5ms"), "rolling 2000": rolling(2000, "100us"),
    "window": window(), "groupby": groupby(), "csv": csv(),
}))
