"""Writes ops/testdata/pandas-rolling.json: pandas' results of rank, step, win_type, closed ends, and of the reductions idxmin,
idxmax, any, all, mode and describe.

Needs pandas 3.1 (recorded with 3.1.1) and SciPy. Run it in the repository's root:

    python3 bench/pandas/record_rolling.py > ops/testdata/pandas-rolling.json
"""

import json
import math

import numpy as np
import pandas as pd

rng = np.random.default_rng(20260301)
ROWS = 120
X = rng.integers(-4, 5, ROWS) / 2.0
X[rng.random(ROWS) < 0.15] = np.nan
X[30:36] = np.nan
SECONDS = np.cumsum(rng.choice([0, 0, 1, 2, 5], ROWS))
INDEX = pd.DatetimeIndex(SECONDS * 10**9, dtype="datetime64[ns]")
x = pd.Series(X, INDEX)
plain = pd.Series(X)


def numbers(values):
    return [None if v != v else float(v) for v in values]


def ranks():
    for window in (1, 5, 30, "4s", None):
        for method in ("average", "min", "max"):
            for ascending in (True, False):
                for pct in (False, True):
                    w = x.expanding() if window is None else x.rolling(window, min_periods=1)
                    case = {"rows": window or 0} if not isinstance(window, str) else {"seconds": int(window[:-1])}
                    out = w.rank(method=method, ascending=ascending, pct=pct)
                    yield case | {"method": method, "descending": not ascending, "pct": pct, "out": numbers(out)}


def steps():
    for window, step, closed, center in ((3, 2, "right", False), (5, 4, "left", False), (6, 7, "both", False), (5, 3, "right", True)):
        for kind in ("sum", "median", "count"):
            out = getattr(plain.rolling(window, min_periods=1, step=step, closed=closed, center=center), kind)()
            yield {"rows": window, "step": step, "closed": closed, "center": center, "kind": kind, "out": numbers(out)}


def weighted():
    for name, args in (("hann", {}), ("hamming", {}), ("blackman", {}), ("triang", {}), ("bartlett", {}), ("boxcar", {}),
                       ("nuttall", {}), ("gaussian", {"std": 1.5})):
        for window in (4, 7):
            for center in (False, True):
                for least in (1, window // 2, window):
                    w = plain.rolling(window, win_type=name, min_periods=least, center=center)
                    kinds = {"sum": w.sum(**args), "mean": w.mean(**args)}
                    if name not in ("hann", "blackman", "bartlett"):  # pandas' variance is missing with weights of 0
                        kinds |= {"var": w.var(**args), "std": w.std(**args)}
                    for kind, out in kinds.items():
                        yield {"window": name, "std": args.get("std", 0), "rows": window, "center": center, "least": least,
                               "kind": kind, "out": numbers(out)}


def closed():
    for window in ("1s", "3s", "8s"):
        for ends in ("right", "left", "both", "neither"):
            for kind in ("sum", "min", "median", "count", "std", "first", "last", "nunique"):
                out = getattr(x.rolling(window, closed=ends), kind)()
                yield {"seconds": int(window[:-1]), "closed": ends, "kind": kind, "out": numbers(out)}


def reductions():
    """Results of the last rows, and of all rows, at some rows: labels are row numbers."""
    for window in (1, 4, 25, None):
        at = list(range(0, ROWS, 7))
        out = {k: [] for k in ("idxmin", "idxmax", "any", "all", "mode", "count", "mean", "std", "min", "25%", "50%", "75%", "max")}
        for i in at:
            s = plain[max(0, i + 1 - window) if window else 0:i + 1]
            found = s.notna().any()
            out["idxmin"].append(float(s.idxmin()) if found else None)  # pandas raises an error without values
            out["idxmax"].append(float(s.idxmax()) if found else None)
            out["any"].append(float((s.dropna() != 0).any()))
            out["all"].append(float((s.dropna() != 0).all()))
            out["mode"].append(float(s.mode().iloc[0]) if found else None)
            for k, v in s.describe().items():
                out[k].append(None if math.isnan(v) else v)
        yield {"rows": window or 0, "at": at, "results": out}


print(json.dumps({
    "pandas": pd.__version__, "x": numbers(X), "seconds": SECONDS.tolist(), "ranks": list(ranks()), "steps": list(steps()),
    "weighted": list(weighted()), "closed": list(closed()), "reductions": list(reductions()),
}, allow_nan=False))
