"""Writes ops/testdata/pandas-groups.json: pandas' results for groups in random batches.

Needs Python 3 and pandas 3.1. Run it in the repository's root: python3 bench/pandas/record_groups.py

pandas has no streams, so the result after each batch is computed from all rows so far, or from the rows of the window at
that time. Some keys and values are missing.
"""
import json
import warnings

import numpy as np
import pandas as pd
from encode_frames import encode

warnings.simplefilter("ignore")
SIZES = [9, 0, 25, 1, 40]
rng = np.random.default_rng(20260102)
START = np.datetime64("2026-01-01T00:00:00", "ns")


def with_missing(values, dtype, share=0.15):
    """The values with a share of them missing."""
    return pd.array([None if rng.random() < share else v for v in values], dtype=dtype)


def batch(seconds):
    """A random batch with a row at each of these times."""
    rows = len(seconds)
    words = np.array(["fig", "apple", "Plum", "", "übel"], dtype=object)
    texts = lambda share: np.array([None if rng.random() < share else v for v in words[rng.integers(0, 5, rows)]], dtype=object)
    floats = lambda: np.where(rng.random(rows) < 0.15, np.nan, rng.normal(1, 4, rows).round(6))
    return pd.DataFrame({
        "k": texts(0.1), "b": with_missing((rng.random(rows) < 0.5).tolist(), "boolean"),
        "n": with_missing(rng.integers(-3, 4, rows).tolist(), "Int64"),
        "g": rng.choice([-2.5, -0.0, 0.0, 7.25, np.nan], rows),
        "w": START + rng.integers(0, 3, rows) * np.timedelta64(1, "D"),
        "x": floats(), "y": floats(),
        "m": rng.integers(-1000, 1000, rows), "s": texts(0.2),
    }, index=pd.DatetimeIndex(START + seconds * np.timedelta64(1, "s"), name="t")).astype({"m": "int64"})


SECONDS = np.cumsum(rng.choice([0, 1, 2, 7], sum(SIZES)))
ENDS = np.cumsum(SIZES)
BATCHES = [batch(SECONDS[end - size:end]) for end, size in zip(ENDS, SIZES)]
ROWS = pd.concat(BATCHES)

SPANS = {
    "all": lambda d: d,
    "15 rows": lambda d: d.tail(15),
    "20 seconds": lambda d: d[d.index > d.index.max() - pd.Timedelta("20s")] if len(d) else d,
}
of = lambda name: lambda v: getattr(v, name)()
RESULTS = {  # of each group of x
    name: of(name) for name in "sum prod mean min max first last count nunique var std sem skew".split()
} | {
    "kurt": lambda v: v.apply(pd.Series.kurt),
    "var 0": lambda v: v.var(ddof=0), "std 2": lambda v: v.std(ddof=2),
}
IN_WINDOWS = {"median": of("median")} | {
    # With apply, because "nearest" of groupby itself rounds halves down; the rest of pandas and numpy round them to even.
    f"quantile 0.3 {how}": (lambda v, how=how: v.apply(lambda group: group.quantile(0.3, interpolation=how)))
    for how in ("linear", "lower", "higher", "nearest", "midpoint")
}
KEYS = [["k"], ["n"], ["g"], ["b"], ["w"], ["t"], ["k", "b"], ["g", "n", "k"]]


def flat(result, *names):
    """The groups as rows: the keys are columns, followed by the results."""
    if isinstance(result, pd.Series):
        result = result.to_frame()
    result.columns = names
    return encode((result.reset_index(), "no index"))


def grouped(d, keys):
    return (d.reset_index() if "t" in keys else d).groupby(keys)


def so_far(result):
    """A case: the results after each batch. Without any groups pandas has no column types, so the first batch has rows."""
    return {span: [result(cut(ROWS.iloc[:end])) for end in ENDS] for span, cut in SPANS.items()}


def cases():
    for keys in KEYS:
        yield "size by " + " ".join(keys), so_far(lambda d: flat(grouped(d, keys).size(), "size"))
        yield "sum by " + " ".join(keys), so_far(lambda d: flat(grouped(d, keys).x.sum(), "x"))
    for name, f in (RESULTS | IN_WINDOWS).items():
        case = so_far(lambda d: flat(f(d.groupby("k").x), "x"))
        if name in IN_WINDOWS:
            del case["all"]
        yield name, case
    yield "corr", so_far(lambda d: flat(d.groupby("k").apply(lambda v: v.x.corr(v.y)), "x_y_corr"))
    yield "cov", so_far(lambda d: flat(d.groupby("k").apply(lambda v: v.x.cov(v.y)), "x_y_cov"))
    for name in ("sum", "min", "max", "first", "last", "nunique", "mean"):
        yield "whole " + name, so_far(lambda d: flat(of(name)(d.groupby("k").m), "m"))
    for name in ("min", "max", "first", "last", "nunique"):
        yield "time " + name, so_far(lambda d: flat(of(name)(d.groupby("k").w), "w_" + name))
    for name in ("first", "last", "count", "nunique"):
        yield "text " + name, so_far(lambda d: flat(of(name)(d.groupby("k").s), "s_" + name))
    yield "text min", so_far(lambda d: flat(d.groupby("k").s.apply(lambda v: min(v.dropna(), default=None)), "s_min"))
    yield "text max", so_far(lambda d: flat(d.groupby("k").s.apply(lambda v: max(v.dropna(), default=None)), "s_max"))
    yield "m % 3", so_far(lambda d: flat(d.groupby((d.m % 3).rename("m % 3")).x.mean(), "x"))
    yield "bucket", so_far(lambda d: flat(d.groupby(d.index.floor("8s").rename("bucket")).x.sum(), "x"))
    for column in "kng":
        yield "counts of " + column, so_far(lambda d: counts(d, column))


def counts(d, column):
    """The number of rows of each value, like value_counts, with equal counts sorted by value."""
    c = d.groupby(column).size().rename("count").reset_index()
    return encode((c.sort_values(["count", column], ascending=[False, True]), "no index"))


def by_batch():
    """Cases that treat each batch by itself."""
    yield "nlargest", lambda d: d.nlargest(4, "x")
    yield "nsmallest", lambda d: d.nsmallest(4, "x")
    yield "nlargest n", lambda d: d.nlargest(3, "n")


def main():
    out = {
        "pandas": pd.__version__, "batches": [encode(d) for d in BATCHES], "cases": dict(cases()),
        "by_batch": {name: [encode(f(d)) for d in BATCHES] for name, f in by_batch()},
    }
    with open("ops/testdata/pandas-groups.json", "w") as f:
        json.dump(out, f, separators=(",", ":"), allow_nan=False)


main()
