"""Writes ops/testdata/pandas-group-rows.json: pandas' results for each row in its group.

Needs Python 3 and pandas 3.1. Run it in the repository's root: python3 bench/pandas/record_group_rows.py

pandas has no streams, so results are computed from all rows at once; the test splits the rows into batches. Results of
windows are put back into the order of the rows. Some keys and values are missing; a row without a key has no result.
"""
import json

import numpy as np
import pandas as pd

rng = np.random.default_rng(20260103)
ROWS = 120
START = pd.Timestamp("2026-01-01")
SECONDS = np.cumsum(rng.choice([0, 1, 2, 7], ROWS))
KEYS = [None if rng.random() < 0.1 else k for k in rng.choice(["a", "b", "c", "übel"], ROWS)]
X = [None if rng.random() < 0.15 else v for v in rng.normal(1, 4, ROWS).round(6).tolist()]
D = pd.DataFrame({"k": KEYS, "x": np.array(X, dtype=float)}, index=START + pd.to_timedelta(SECONDS, unit="s"))
D["row"] = np.arange(ROWS)


def each_group(f):
    """f of the x of each group by itself, in the order of the rows."""
    out = pd.Series(np.nan, index=range(ROWS))
    for _, rows in D.groupby("k"):
        out[rows["row"].to_numpy()] = f(rows["x"]).to_numpy()
    return out


def rolled(method, *args, **kwargs):
    """groupby.rolling of rows, whose result pandas sorts by group."""
    plain = D.reset_index(drop=True)
    result = getattr(plain.groupby("k")["x"].rolling(*args, **kwargs), method)()
    return result.droplevel(0).reindex(range(ROWS))


g = D.reset_index(drop=True).groupby("k")["x"]
CASES = {
    "rolling mean": rolled("mean", 3, min_periods=1), "rolling max": rolled("max", 2), "rolling std": rolled("std", 5, min_periods=2),
    "rolling median": rolled("median", 4, min_periods=1), "rolling left": rolled("sum", 3, min_periods=1, closed="left"),
    "within sum": each_group(lambda x: x.rolling("9s").sum()), "within count": each_group(lambda x: x.rolling("9s").count()),
    "expanding var": g.expanding().var().droplevel(0).reindex(range(ROWS)),
    "ewm mean": g.ewm(alpha=0.3).mean().droplevel(0).reindex(range(ROWS)),
    "cumsum": g.cumsum(), "cumprod": g.cumprod(), "cummin": g.cummin(), "cummax": g.cummax(),
    "shift": g.shift(2), "diff": g.diff(1), "pct change": g.pct_change(1, fill_method=None), "ffill": g.ffill(),
    "head": D.reset_index(drop=True).groupby("k").head(2)["row"].astype(float),
}
values = lambda s: [None if pd.isna(v) else float(v) for v in s]
with open("ops/testdata/pandas-group-rows.json", "w") as out:
    json.dump({"pandas": pd.__version__, "seconds": SECONDS.tolist(), "keys": KEYS, "x": X, "cases": {n: values(s) for n, s in CASES.items()}}, out)
    out.write("\n")
