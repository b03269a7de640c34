"""Writes ops/testdata/pandas-resample.json: pandas' results for windows of event time.

Needs Python 3 and pandas 3.1. Run it in the repository's root: python3 bench/pandas/record_event_time.py

Rows are written in the order of their arrival, each up to LATENESS seconds late; pandas gets them sorted. Tumbling windows
use pandas' resample. pandas has no sliding windows: their results are reductions of the rows between two times, and their
sums are also computed as rolling sums of resampled panes. Sessions are groups of rows between gaps. Times are in seconds
since the epoch.
"""
import json
import warnings

import numpy as np
import pandas as pd

warnings.simplefilter("ignore")
rng = np.random.default_rng(20260101)

ROWS, LATENESS, START = 400, 30, 1767225600
times = START + np.cumsum(rng.choice([0, 1, 1, 2, 3, 40], ROWS, p=[0.2, 0.2, 0.2, 0.2, 0.18, 0.02]))
order = np.argsort(times + rng.integers(0, LATENESS, ROWS), kind="stable")
arrived = pd.DataFrame({
    "t": times[order],
    "k": rng.choice(["north", "south", "weir"], ROWS),
    "x": np.where(rng.random(ROWS) < 0.15, np.nan, rng.normal(2, 3, ROWS).round(3)),
    "y": rng.normal(0, 2, ROWS).round(3),
    "n": rng.integers(-9, 10, ROWS),
})
rows = arrived.sort_values("t", kind="stable")
rows.index = pd.to_datetime(rows.t, unit="s")

REDUCTIONS = {
    "size": len, "count": lambda d: d.x.count(), "sum": lambda d: d.x.sum(), "whole sum": lambda d: d.n.sum(),
    "mean": lambda d: d.x.mean(), "min": lambda d: d.x.min(), "max": lambda d: d.x.max(), "prod": lambda d: d.x.prod(),
    "first": lambda d: d.x.groupby(lambda _: 0).first().iloc[0], "last": lambda d: d.x.groupby(lambda _: 0).last().iloc[0],
    "nunique": lambda d: d.n.nunique(), "var": lambda d: d.x.var(), "std 0": lambda d: d.x.std(ddof=0),
    "sem": lambda d: d.x.sem(), "skew": lambda d: d.x.skew(), "kurt": lambda d: d.x.kurt(), "median": lambda d: d.x.median(),
    "quantile": lambda d: d.x.quantile(0.3), "cov": lambda d: d.x.cov(d.y), "corr": lambda d: d.x.corr(d.y),
}


def results(d):
    return [float(v) if np.isfinite(v) else None for v in (f(d) for f in REDUCTIONS.values())]


def tumbling(d, width, offset=0):
    for start, part in d.resample(f"{width}s", origin="epoch", offset=f"{offset}s"):
        if len(part):
            yield int(start.timestamp()), int(start.timestamp()) + width, part


def sliding(d, width, every, offset=0):
    first = (int(d.t.min()) - width - offset) // every * every + offset
    for start in range(first, int(d.t.max()) + 1, every):
        part = d[(d.t >= start) & (d.t < start + width)]
        if len(part):
            yield start, start + width, part


def session(d, gap):
    for _, part in d.groupby((d.t.diff() >= gap).cumsum()):
        yield int(part.t.min()), int(part.t.max()) + gap, part


def panes(width, every):
    """Sums of sliding windows, as rolling sums of resampled panes."""
    sums = rows.x.resample(f"{every}s", origin="epoch").sum()
    for end, total in sums.rolling(width // every, min_periods=1).sum().items():
        yield int(end.timestamp()) + every - width, float(total)


def case(name, windows, **options):
    keyed = [("", rows)] if "key" not in options else list(rows.groupby("k"))
    out = [(start, end, key, results(part)) for key, d in keyed for start, end, part in windows(d)]
    return {"name": name, **options, "out": sorted(out, key=lambda w: (w[1], w[0], w[2]))}


OUT = {
    "pandas": pd.__version__,
    "lateness": LATENESS, "reductions": list(REDUCTIONS),
    "rows": {c: [None if v != v else v for v in arrived[c].tolist()] for c in arrived},
    "cases": [
        case("tumbling", lambda d: tumbling(d, 10), width=10, every=10),
        case("tumbling by key, offset", lambda d: tumbling(d, 60, 7), width=60, every=60, offset=7, key="k"),
        case("sliding", lambda d: sliding(d, 60, 20), width=60, every=20),
        case("sliding, uneven, by key", lambda d: sliding(d, 50, 15, 4), width=50, every=15, offset=4, key="k"),
        case("with gaps", lambda d: sliding(d, 5, 12), width=5, every=12),
        case("sessions", lambda d: session(d, 4), gap=4),
        case("sessions by key", lambda d: session(d, 6), gap=6, key="k"),
    ],
    "panes": {"width": 60, "every": 20, "out": list(panes(60, 20))},
}
with open("ops/testdata/pandas-resample.json", "w") as f:
    json.dump(OUT, f, separators=(",", ":"), allow_nan=False)
