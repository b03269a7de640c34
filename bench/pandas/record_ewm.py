"""Writes ops/testdata/pandas-ewm.json: pandas' exponentially weighted statistics, of all rows and of groups.

Needs Python 3 and pandas 3.1. Run it in the repository's root: python3 bench/pandas/record_ewm.py

Each result is also computed from its definition, with 60 digits. That is what is written where pandas has none (it has only
a mean by time), or where pandas' result differs from it by more than 1e-9: far from 0, where pandas loses digits, and for
com=1 with adjust=False, where pandas 3.1 gives a value after missing ones too much weight. The file has the number of
results of either kind under "written". pandas takes infinities for missing values, so the Go test uses SkipInf.
"""
import itertools
import json
import math
from collections import Counter
from decimal import Decimal, getcontext

import numpy as np
import pandas as pd

getcontext().prec = 60
rng = np.random.default_rng(20260105)
ROWS, NAN = 120, math.nan
IRREGULAR = np.cumsum(rng.choice([0, 1, 2, 7, 60], ROWS, p=[0.2, 0.3, 0.3, 0.15, 0.05]))
SECONDS = {"equal": np.arange(ROWS) * 3, "irregular": IRREGULAR}
KEYS = [None if rng.random() < 0.1 else k for k in rng.choice(["a", "b", "c"], ROWS)]


def columns():
    """Columns x and y: with missing values and constant ones, the same with infinities, and far from 0."""
    x = rng.normal(2, 3, ROWS).round(3)
    y = (0.6 * x + rng.normal(0, 2, ROWS)).round(3)
    x[30:42], x[60:70] = 1.25, NAN
    x[rng.random(ROWS) < 0.15], y[rng.random(ROWS) < 0.1] = NAN, NAN
    x[0] = NAN
    bad_x, bad_y = x.copy(), y.copy()
    bad_x[rng.random(ROWS) < 0.06], bad_y[rng.random(ROWS) < 0.04] = np.inf, -np.inf
    return {"plain": (x, y), "infinite": (bad_x, bad_y), "far": (x / 4 + 1e9, y - 1e8)}


DATA = columns()
PAIRS = ("cov", "biased cov", "corr")
KINDS = ("mean", "sum", "var", "biased var", "std", "biased std") + PAIRS
written = Counter()


class Defined:
    """The weighted sums of the rows so far, from which all results follow."""

    def __init__(self, adjust, ignore, timed, alpha):
        self.adjust, self.ignore, self.timed, self.alpha = adjust, ignore, timed, alpha
        self.sums = dict.fromkeys(("1", "x", "y", "xx", "yy", "xy"), Decimal(0))
        self.squares = self.plain = Decimal(0)
        self.since, self.n = Decimal(1), 0

    def add(self, x, y, retained):
        missing = not (math.isfinite(x) and math.isfinite(y))
        if missing and self.ignore:
            return
        self.sums = {k: v * retained for k, v in self.sums.items()}
        self.squares, self.plain, self.since = self.squares * retained**2, self.plain * retained, self.since * retained
        if missing:
            return
        weight = Decimal(1)
        if not self.adjust and self.n:
            weight = 1 - self.since if self.timed else self.alpha
        self.n, self.since = self.n + 1, Decimal(1)
        x, y = Decimal(x), Decimal(y)
        self.plain += x
        self.squares += weight**2
        for k, v in {"1": Decimal(1), "x": x, "y": y, "xx": x * x, "yy": y * y, "xy": x * y}.items():
            self.sums[k] += weight * v
        if not self.adjust:
            total = self.sums["1"]
            self.sums, self.squares = {k: v / total for k, v in self.sums.items()}, self.squares / total**2

    def result(self, kind, least):
        if self.n < max(1, least):
            return NAN
        if kind == "sum":
            return float(self.plain)
        w, x, y, xx, yy, xy = self.sums.values()
        if kind == "mean":
            return float(x / w)
        central = xx / w - (x / w)**2, yy / w - (y / w)**2, xy / w - x * y / w**2
        xx, yy, xy = (v if abs(v) > Decimal("1e-35") else Decimal(0) for v in central)
        if kind == "corr":
            return float(xy / (xx * yy).sqrt()) if xx and yy else NAN
        v = xy if "cov" in kind else xx
        if "biased" not in kind:
            cross = 1 - self.squares / w**2
            if cross < Decimal("1e-40"):
                return NAN
            v /= cross
        return float(v.sqrt()) if "std" in kind else float(v)


def defined(rows, kind, x, y, seconds, alpha, half_life, adjust, ignore, least):
    """The results of some rows by the definition."""
    alpha = Decimal(0.5) if half_life else Decimal(alpha)
    d, out, last = Defined(adjust, ignore, bool(half_life), alpha), [], None
    for i in rows:
        later = int(seconds[i] - (seconds[i] if last is None else last))
        last = seconds[i]
        retained = Decimal("0.5")**(Decimal(later) / Decimal(half_life)) if half_life else 1 - alpha
        d.add(x[i], y[i] if kind in PAIRS else 0, retained)
        out.append(d.result(kind, least))
    return out


def of_pandas(rows, kind, x, y, seconds, how, half_life, adjust, ignore, least):
    """pandas' results of some rows."""
    x, y = pd.Series(x[rows]), pd.Series(y[rows])
    if half_life:
        if kind != "mean":
            return None
        times = pd.to_datetime(seconds[rows], unit="s")
        return x.ewm(halflife=f"{half_life}s", times=times, adjust=adjust, ignore_na=ignore, min_periods=least).mean()
    w = x.ewm(**how, adjust=adjust, ignore_na=ignore, min_periods=least)
    name, options = kind.removeprefix("biased "), {"bias": True} if "biased" in kind else {}
    return getattr(w, name)(y, **options) if kind in PAIRS else getattr(w, name)(**options)


def alpha_of(how):
    """The smoothing factor, as a float64."""
    match how:
        case {"com": com}:
            return 1 / (1 + com)
        case {"span": span}:
            return 2 / (1 + span)
        case {"halflife": rows}:
            return -math.expm1(-math.log(2) / rows)
    return how["alpha"]


def results(rows, kind, x, y, times, how, half_life, adjust, ignore, least):
    alpha = None if half_life else alpha_of(how)
    exact = defined(rows, kind, x, y, SECONDS[times], alpha, half_life, adjust, ignore, least)
    recorded = of_pandas(rows, kind, x, y, SECONDS[times], how, half_life, adjust, ignore, least)
    for i, want in enumerate(exact):
        got = NAN if recorded is None else recorded.iloc[i]
        same = abs(got - want) <= 1e-9 * max(1, abs(want))
        if kind == "corr" and got != got or want != want:  # pandas has NaN or an infinity for a constant column
            same = not math.isfinite(want)
        source = "defined, not in pandas" if recorded is None else "pandas" if same else "defined, differs in pandas"
        written[source] += 1
        yield got if same and math.isfinite(got) else want


def case(kind, values, times, grouped, how, half_life, adjust, ignore, least):
    x, y = DATA[values]
    groups = [[i for i in range(ROWS) if KEYS[i] == k] for k in "abc"] if grouped else [list(range(ROWS))]
    out = [None] * ROWS
    for rows in groups:
        for i, v in zip(rows, results(rows, kind, x, y, times, how, half_life, adjust, ignore, least)):
            out[i] = None if v != v else float(f"{v:.13g}")
    decay = {"halflife_seconds": half_life} if half_life else how
    return {"kind": kind, "values": values, "times": times, "grouped": grouped, **decay, "adjust": adjust, "ignore": ignore,
            "least": least, "out": out}


def cases():
    decays = [({"alpha": 0.3}, None), ({"com": 1}, None), ({"span": 9}, None), ({"halflife": 2.5}, None), (None, 4), (None, 60)]
    for (how, half_life), adjust, ignore, kind in itertools.product(decays, (True, False), (False, True), KINDS):
        if kind == "sum" and not adjust:
            continue
        for times in SECONDS if half_life else ["irregular"]:
            yield case(kind, "plain", times, False, how, half_life, adjust, ignore, 0)
    for values, grouped, least in (("infinite", False, 0), ("infinite", True, 0), ("far", False, 0), ("plain", True, 3)):
        for (how, half_life), adjust, kind in itertools.product((decays[0], decays[4]), (True, False), KINDS):
            if kind != "sum" or adjust:
                yield case(kind, values, "irregular", grouped, how, half_life, adjust, False, least)


def numbers(values):
    return [None if v != v else "Inf" if v == np.inf else "-Inf" if v == -np.inf else float(v) for v in values]


def main():
    out = {"pandas": pd.__version__, "keys": KEYS, "seconds": {k: v.tolist() for k, v in SECONDS.items()},
           "data": {k: {"x": numbers(x), "y": numbers(y)} for k, (x, y) in DATA.items()}, "cases": list(cases()), "written": written}
    with open("ops/testdata/pandas-ewm.json", "w") as f:
        json.dump(out, f, separators=(",", ":"), allow_nan=False)
    print(len(out["cases"]), "cases;", dict(written))


main()
