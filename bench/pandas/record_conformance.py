"""Writes ops/testdata/pandas-conformance.json.gz: pandas' results for windows and running results of real data.

Needs pandas 3.1 (recorded with 3.1.1), and pyarrow to read the flights. Run it in the repository's root:

    python3 bench/pandas/record_conformance.py seattle-weather.csv flights-200k.arrow

The result of each window is also computed directly from its values, in fractions (exact_windows.py). If the two differ by
more than 1e-10, pandas has lost digits by subtraction, or has left out an infinity; the exact result is then written. The
file has the number of such results of each kind under "corrected". Only the results of the rows in "at" are written.
"""
import gzip
import json
import math
import sys
import warnings
from collections import Counter

import numpy as np
import pandas as pd
from pandas.core.indexers.objects import FixedWindowIndexer, VariableWindowIndexer

from exact_windows import NAN, ExactWindow

warnings.simplefilter("ignore")
rng = np.random.default_rng(20260101)
INTERPOLATIONS = ("linear", "lower", "higher", "nearest", "midpoint")
PLAIN = ["sum", "mean", "min", "max", "median", "count", "var 0", "var 1", "std 1", "sem 1", "skew", "kurt"]
QUANTILES = [f"quantile 0.3 {b}" for b in INTERPOLATIONS] + ["quantile 0 linear", "quantile 0.95 linear", "quantile 1 lower"]
PAIRS = ["cov 0", "cov 1", "corr"]
MOVING = PLAIN + QUANTILES + PAIRS
REDUCED = MOVING + ["prod", "first", "last", "size", "nunique"]
corrected = Counter()


def with_missing(values, share):
    """The values with a share of them missing."""
    return np.where(rng.random(len(values)) < share, np.nan, values)


def weather(path):
    """Temperatures and wind, and rain, by day; some days occur more than once, and some values are missing."""
    d = pd.read_csv(path, parse_dates=["date"])
    t = d.date.values.astype("datetime64[ns]")
    again = rng.random(len(t)) < 0.1  # rows with the time of the row before
    again[0] = False
    t = t[np.maximum.accumulate(np.where(again, 0, np.arange(len(t))))]
    x, y = with_missing(d.temp_max, 0.1), with_missing(d.wind, 0.05)
    x[200:260], x[400:430] = 12.8, np.nan
    return pd.DataFrame({"x": x, "y": y}, t), pd.DataFrame({"x": d.precipitation.values, "y": d.temp_min.values}, t)


def hostile(d):
    """The data with some infinities, and with values so large that others are lost beside them."""
    x, y = d.x.values.copy(), d.y.values.copy()
    for v in (np.inf, -np.inf, 1e17, -1e17, 1e-9):
        x[rng.random(len(x)) < 0.02] = v
    y[rng.random(len(y)) < 0.01] = np.inf
    return pd.DataFrame({"x": x, "y": y}, d.index)[:700]


def flights(path):
    """Delays and distances of flights, as whole numbers, by time."""
    import pyarrow as pa
    d = pa.ipc.open_file(path).read_all().to_pandas()[::20].sort_values("time", kind="stable")
    index = pd.Timestamp("2001-01-01") + pd.to_timedelta((d.time * 3600).round().astype("int64").values, unit="s")
    index = index.as_unit("ns")
    return pd.DataFrame({"x": d.delay.values.astype("int64"), "y": d.distance.values.astype("int64")}, index)


def numbers(values):
    """The values for JSON: None for a missing one, and texts for infinities."""
    return [None if v != v else "Inf" if v == np.inf else "-Inf" if v == -np.inf else float(v) for v in values]


class Data:
    """Data, the rows whose results are written, and whether pandas' results of it can be trusted."""

    def __init__(self, frame, at, trusted=True):
        self.frame, self.at, self.trusted = frame, at, trusted
        self.x, self.y = frame.x.astype(float).tolist(), frame.y.astype(float).tolist()

    def bounds(self, window, closed, center):
        """The first row of each row's window, and the row after its last."""
        if isinstance(window, int):
            indexer = FixedWindowIndexer(window_size=window)
        else:
            indexer = VariableWindowIndexer(index_array=self.frame.index.as_unit("ns").asi8, window_size=pd.Timedelta(window).value)
        return indexer.get_window_bounds(len(self.frame), None, center, closed)

    def windows(self, bounds):
        return [ExactWindow(self.x[bounds[0][i]:bounds[1][i]], self.y[bounds[0][i]:bounds[1][i]]) for i in self.at]


def moving(w, y, kind):
    """pandas' results of one kind for all windows."""
    name, *args = kind.split()
    if name in ("var", "std"):
        return getattr(w, name)(ddof=int(args[0]))
    if name == "quantile":
        return w.quantile(float(args[0]), interpolation=args[1])
    return w.cov(y, ddof=int(args[0])) if name == "cov" else w.corr(y) if name == "corr" else getattr(w, name)()


def corrected_results(kind, pandas_results, exact):
    """pandas' results, or the exact ones where they differ."""
    out = []
    for a, b in zip(pandas_results, exact):
        same = a == b or a != a and b != b or abs(a - b) <= 1e-10 * max(abs(a), abs(b))
        corrected[kind] += not same
        out.append(a if same else b)
    return out


def length_of(window):
    """A window's length, for JSON."""
    return {"rows": window} if isinstance(window, int) else {"seconds": pd.Timedelta(window).total_seconds()}


def with_size(case, windows):
    """Adds the product of the deviations to a covariance: it limits the precision of a sum whose terms cancel out."""
    return case | {"size": [w.pair_results["size"] for w in windows]} if case["kind"].startswith("cov") else case


def rolling(data, windows):
    for window, least, closed, center in windows:
        w = data.frame.x.rolling(window, min_periods=least, closed=closed, center=center)
        exact_windows = data.windows(data.bounds(window, closed, center))
        for kind in MOVING:
            default = window if isinstance(window, int) else 1
            exact = [s.of(kind, default if least is None else least) for s in exact_windows]
            out = corrected_results(kind, moving(w, data.frame.y, kind).values[data.at], exact) if data.trusted else exact
            yield with_size({"op": "rolling", "kind": kind, **length_of(window), "least": least, "closed": closed,
                         "center": center, "out": numbers(out)}, exact_windows)


def reductions(data, windows):
    """Reductions of the last rows, and of all rows so far. All results are exact ones, because pandas has no such reductions."""
    for window in windows:
        if window:
            bounds = data.bounds(window, None, False)
        else:
            bounds = np.zeros(len(data.x), int), np.arange(1, len(data.x) + 1)
        exact_windows = data.windows(bounds)
        for kind in REDUCED:
            yield with_size({"op": "window" if window else "total", "kind": kind, **length_of(window or 0),
                         "out": numbers(s.of(kind) for s in exact_windows)}, exact_windows)


def expanding(data, leasts):
    bounds = np.zeros(len(data.x), int), np.arange(1, len(data.x) + 1)
    exact_windows = data.windows(bounds)
    for least in leasts:
        w = data.frame.x.expanding(min_periods=least)
        for kind in MOVING:
            exact = [s.of(kind, least) for s in exact_windows]
            yield {"op": "expanding", "kind": kind, "least": least,
                   "out": numbers(corrected_results(kind, moving(w, data.frame.y, kind).values[data.at], exact))}


def weighted(x, weights_of):
    """Weighted means and variances of each row, directly from their definitions."""
    out = {"mean": [], "var": [], "std": [], "var biased": [], "std biased": []}
    for i in range(len(x)):
        w = weights_of(i)
        keep = ~np.isnan(x[:i + 1])
        w, v = w[keep], x[:i + 1][keep]
        total = math.fsum(w)
        mean = math.fsum(w * v) / total if len(v) else NAN
        biased = math.fsum(w * (v - mean) ** 2) / total if len(v) else NAN
        rest = total**2 - math.fsum(w**2) if len(v) > 1 else 0
        var = biased * total**2 / rest if rest > 0 else NAN
        for name, value in (("mean", mean), ("var", var), ("var biased", biased)):
            out[name].append(value)
    out["std"], out["std biased"] = np.sqrt(out["var"]), np.sqrt(out["var biased"])
    return out


def ewm(data):
    x = data.frame.x
    for how in ({"com": 2.5}, {"span": 20}, {"halflife": 3}, {"alpha": 0.05}):
        for adjust in (True, False):
            for ignore in (False, True):
                w = x.reset_index(drop=True).ewm(**how, adjust=adjust, ignore_na=ignore, min_periods=2)
                for kind, out in {"mean": w.mean(), "var": w.var(), "std": w.std(),
                                  "var biased": w.var(bias=True), "std biased": w.std(bias=True)}.items():
                    yield {"op": "ewm", "kind": kind, **how, "adjust": adjust, "ignore": ignore, "least": 2,
                           "out": numbers(out.values[data.at])}


def ewm_times(data, halflife):
    """pandas has only the mean: its variance ignores the times."""
    x, t = data.frame.x.values.astype(float), data.frame.index.asi8
    life = pd.Timedelta(halflife).value
    outs = weighted(x, lambda i: 0.5 ** ((t[i] - t[:i + 1]) / life))
    mean = data.frame.x.ewm(halflife=halflife, times=data.frame.index).mean().values
    for kind, out in outs.items():
        out = np.array(out)
        got = corrected_results("ewm mean", mean[data.at], out[data.at]) if kind == "mean" else out[data.at]
        yield {"op": "ewm", "kind": kind, "halflife_seconds": life / 1e9, "adjust": True, "ignore": False, "least": 0, "out": numbers(got)}


def factors(x):
    """Values made from x whose product does not overflow."""
    return x % 2 * 2 - 1 if x.dtype == "int64" else 0.5 + x % 1


def running(data):
    x = data.frame.x
    outs = {"cumsum": x.cumsum(), "cummin": x.cummin(), "cummax": x.cummax(), "cumprod": factors(x).cumprod()}
    for n in (1, 3, 90):
        outs |= {f"shift {n}": x.shift(n), f"diff {n}": x.diff(n), f"pct_change {n}": x.pct_change(n, fill_method=None)}
    for kind, out in outs.items():
        yield {"op": "running", "kind": kind, "out": numbers(out.values[data.at].astype(float))}


def sets(weather_csv, flights_arrow):
    temperature, rain = weather(weather_csv)
    some = lambda n, first, step: sorted({*range(first), *range(0, n, step), n - 1})
    data = Data(temperature, some(len(temperature), 40, 11))
    R = "right"
    windows = [(1, None, R, False), (3, None, R, False), (20, None, R, False), (20, 1, R, False), (90, 7, R, False),
               (7, 2, "left", False), (7, 2, "both", False), (7, 2, "neither", False), (7, 0, "left", False),
               (5, None, R, True), (8, 2, R, True), (8, 2, "both", True), (8, 2, "left", True), (8, 2, "neither", True),
               ("1D", None, R, False), ("3D", None, R, False), ("30D", 5, R, False), ("36h", 2, R, False),
               ("4D", None, "left", False), ("4D", None, "both", False), ("4D", None, "neither", False),
               ("4D", None, R, True), ("5D", 2, "both", True), ("5D", 2, "left", True), ("5D", 2, "neither", True)]
    yield "temperature", data, [*rolling(data, windows), *reductions(data, [1, 4, 90, "1D", "10D", None]),
                                *expanding(data, [1, 5]), *ewm(data), *ewm_times(data, "4D"), *running(data)]
    data = Data(rain, some(len(rain), 10, 17))
    yield "rain", data, [*rolling(data, [(5, None, R, False), (30, 3, "both", False), ("7D", None, R, False)]),
                         *reductions(data, [30, None]), *expanding(data, [1]), *ewm(data), *running(data)]
    data = Data(hostile(temperature), some(700, 30, 5), trusted=False)
    yield "hostile", data, [*rolling(data, [(4, 1, R, False), (20, 5, R, False), (6, 1, "left", False), (5, 1, R, True),
                                            ("6D", None, R, False), ("6D", None, "both", True)]), *reductions(data, [9, "5D", None])]
    data = Data(flights(flights_arrow), some(11000, 10, 97))
    yield "flights", data, [*rolling(data, [(3, None, R, False), (50, None, R, False), (20, 5, R, True), ("2min", None, R, False),
                                            ("1min", 2, "neither", False), ("2min", None, "both", True)]),
                            *reductions(data, [50, "5min", None]), *expanding(data, [1]), *ewm(data), *running(data)]


def main():
    out = {"pandas": pd.__version__, "sets": {}}
    for name, data, cases in sets(*sys.argv[1:]):
        d = data.frame
        out["sets"][name] = {"seconds": (d.index.asi8 // 10**9).tolist(), "whole": str(d.x.dtype) == "int64",
                             "x": numbers(d.x.values), "y": numbers(d.y.values),
                             "factors": numbers(factors(d.x).values), "at": data.at, "cases": cases}
    out["corrected"] = dict(corrected)
    text = json.dumps(out, separators=(",", ":"), allow_nan=False)
    with open("ops/testdata/pandas-conformance.json.gz", "wb") as f:
        f.write(gzip.compress(text.encode(), 9, mtime=0))
    print(sum(len(s["cases"]) for s in out["sets"].values()), "cases;", out["corrected"])


main()
