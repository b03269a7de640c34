"""Writes ops/internal/window/testdata/pandas.json: pandas' results for windows.

Needs pandas 3.1 (recorded with 3.1.1). Run it in the repository's root:

    python3 bench/pandas/record_windows.py > ops/internal/window/testdata/pandas.json

pandas removes values from a window by subtraction, so its input here has no values of very different sizes. Results of
such values ("hostile") are computed in fractions.
"""

import json
import math
import warnings
from fractions import Fraction

import numpy as np
import pandas as pd

warnings.simplefilter("ignore")
rng = np.random.default_rng(20260101)

ROWS = 160
X = np.round(rng.normal(2, 3, ROWS), 3)
Y = np.round(0.6 * X + rng.normal(0, 2, ROWS), 3)
X[rng.random(ROWS) < 0.15] = np.nan
Y[rng.random(ROWS) < 0.1] = np.nan
X[40:52] = 1.25  # constant values
X[80:90] = np.nan  # missing values
SECONDS = np.cumsum(rng.choice([0, 1, 1, 2, 5, 30], ROWS))  # several rows at one time, and gaps

INDEX = pd.to_datetime(SECONDS, unit="s")
x, y = pd.Series(X, INDEX), pd.Series(Y, INDEX)

KINDS = {
    "sum": lambda w: w.sum(),
    "mean": lambda w: w.mean(),
    "min": lambda w: w.min(),
    "max": lambda w: w.max(),
    "median": lambda w: w.median(),
    "count": lambda w: w.count(),
    "skew": lambda w: w.skew(),
    "kurt": lambda w: w.kurt(),
}
for ddof in (0, 1, 2):
    KINDS[f"var {ddof}"] = lambda w, d=ddof: w.var(ddof=d)
    KINDS[f"std {ddof}"] = lambda w, d=ddof: w.std(ddof=d)
KINDS["sem 1"] = lambda w: w.sem()
QUANTILES = {
    f"quantile {q} {how}": (lambda w, q=q, h=how: w.quantile(q, interpolation=h))
    for how in ("linear", "lower", "higher", "nearest", "midpoint")
    for q in (0.1, 0.5, 0.75)
}
PAIRS = {"cov 0": lambda w: w.cov(y, ddof=0), "cov 1": lambda w: w.cov(y), "corr": lambda w: w.corr(y)}


def numbers(values):
    # The correlation with a constant is 0/0. Because of rounding errors, pandas sometimes returns an infinity for it.
    return [float(v) if math.isfinite(v) else None for v in values]


def rolling():
    for window, least in ((1, 1), (4, 0), (7, 3), (40, 1), ("3s", 1), ("60s", 2)):
        w = x.rolling(window, min_periods=least)
        length = {"rows": window} if isinstance(window, int) else {"seconds": int(window[:-1])}
        kinds = KINDS | PAIRS | (QUANTILES if window in (7, "60s") else {})
        for name, f in kinds.items():
            yield {"kind": name, **length, "least": least, "out": numbers(f(w))}


def expanding():
    w = x.expanding(min_periods=2)
    for name, f in (KINDS | PAIRS | QUANTILES).items():
        yield {"kind": name, "least": 2, "out": numbers(f(w))}
    yield {"kind": "prod", "least": 0, "out": numbers(x.fillna(1).cumprod())}


def ewm():
    plain = x.reset_index(drop=True)
    for how in ({"com": 3}, {"span": 9}, {"halflife": 2.5}, {"alpha": 0.3}):
        for recursive in (False, True):
            for ignore in (False, True):
                w = plain.ewm(**how, min_periods=2, adjust=not recursive, ignore_na=ignore)
                outs = {"mean": w.mean()}
                if "com" in how:
                    outs |= {"var": w.var(), "std": w.std(), "biased var": w.var(bias=True), "biased std": w.std(bias=True)}
                for kind, out in outs.items():
                    yield {"kind": kind, **how, "recursive": recursive, "ignore": ignore, "least": 2, "out": numbers(out)}
    for ignore in (False, True):
        w = plain.ewm(halflife="4s", times=INDEX, ignore_na=ignore)
        yield {"kind": "mean", "halflife_seconds": 4, "recursive": False, "ignore": ignore, "least": 0, "out": numbers(w.mean())}


def moments(values):
    """Mean, variance, skewness and kurtosis as defined by pandas, rounded once at the end."""
    n = len(values)
    mean = sum(values) / n
    m2, m3, m4 = (sum((v - mean) ** k for v in values) for k in (2, 3, 4))
    out = {"mean": float(mean), "var 1": float(m2 / (n - 1)), "skew": math.nan, "kurt": math.nan}
    if m2 > 0:
        out["kurt"] = float(Fraction(n - 1, (n - 2) * (n - 3)) * ((n + 1) * n * m4 / m2**2 - 3 * (n - 1)))
        square = n * n * (n - 1) * m3**2 / m2**3 / (n - 2) ** 2
        out["skew"] = math.copysign(math.sqrt(square), m3)
    return out


def hostile():
    """Windows of values whose moments pandas computes with large errors."""
    rows = 8
    for name, values in {
        "far from 0": 1e9 + rng.normal(0, 1, 60),
        "far from 0, and spikes": np.where(rng.random(60) < 0.1, 1e17, 1e6 + rng.normal(0, 1e-3, 60)),
        "constant": np.full(20, 0.1),
        "tiny": rng.normal(0, 1e-70, 60),
    }.items():
        exact = [Fraction(v) for v in values.tolist()]
        outs = [moments(exact[i - rows : i]) for i in range(rows, len(exact) + 1)]
        for kind in outs[0]:
            yield {"name": name, "kind": kind, "rows": rows, "in": values.tolist(), "out": numbers(o[kind] for o in outs)}


print(json.dumps({
    "pandas": pd.__version__,
    "x": numbers(X), "y": numbers(Y), "seconds": SECONDS.tolist(),
    "rolling": list(rolling()), "expanding": list(expanding()), "ewm": list(ewm()), "hostile": list(hostile()),
}))
