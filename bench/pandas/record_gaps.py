"""Writes ops/testdata/pandas-gaps.json: pandas' results for duplicates, filled and interpolated values, resampled rows,
and ranks and last rows of groups.

Needs Python 3, pandas 3.1 and numpy. Run it in the repository's root: python3 bench/pandas/record_gaps.py

pandas has no streams, so results are computed from all rows at once; the test splits the rows into batches. Times are in
milliseconds since START. Some keys and values are missing.
"""
import json

import numpy as np
import pandas as pd

rng = np.random.default_rng(20260104)
ROWS = 80
START = pd.Timestamp("2026-01-01 05:43:21.250")
MILLIS = np.cumsum(rng.choice([500, 1000, 1500, 7000, 31000], ROWS, p=[0.4, 0.3, 0.15, 0.1, 0.05]))
KEYS = [None if rng.random() < 0.1 else str(k) for k in rng.choice(["a", "b", "übel"], ROWS)]
X = np.where(rng.random(ROWS) < 0.4, np.nan, rng.integers(-9, 10, ROWS).astype(float))
D = pd.DataFrame({"k": KEYS, "x": X, "row": np.arange(ROWS, dtype=float)}, index=START + pd.to_timedelta(MILLIS, unit="ms"))
P = D.reset_index(drop=True)
G = P.groupby("k")["x"]


def values(s):
    return [None if pd.isna(v) else float(v) for v in s]


def by_row(f):
    """f of each prefix, its last value: the value of each row among those so far."""
    return [f(P.x[: i + 1]).iloc[-1] for i in range(ROWS)]


def by_group_row(f):
    out = pd.Series(np.nan, index=P.index)
    for _, x in G:
        for i, row in enumerate(x.index):
            out[row] = f(x.iloc[: i + 1]).iloc[-1]
    return out


def in_groups(f):
    out = pd.Series(np.nan, index=P.index)
    for _, rows in D.assign(n=np.arange(ROWS)).groupby("k"):
        out[rows["n"].to_numpy()] = f(rows["x"]).to_numpy()
    return out


inside = {"limit_area": "inside"}
ROW_CASES = {
    "ffill": D.x.ffill(), "ffill 2": D.x.ffill(limit=2), "bfill": D.x.bfill(), "bfill 2": D.x.bfill(limit=2),
    "interpolate": D.x.interpolate(**inside), "interpolate 1": D.x.interpolate(limit=1, **inside),
    "interpolate time": D.x.interpolate("time", **inside), "interpolate, ffill": D.x.interpolate(),
    "group ffill 1": G.ffill(limit=1), "group bfill": G.bfill(), "group bfill 1": G.bfill(limit=1),
    "group interpolate": in_groups(lambda x: x.interpolate(**inside)),
    "group interpolate time": in_groups(lambda x: x.interpolate("time", **inside)),
    **{f"group rank {m}{' down' if down else ''}{' pct' if pct else ''}":
       by_group_row(lambda x: x.rank(method=m, ascending=not down, pct=pct))
       for m in ["average", "min", "max", "dense"] for down in [False, True] for pct in [False, True]},
}
assert values(G.expanding().rank().droplevel(0).reindex(P.index)) == values(ROW_CASES["group rank average"])

KEPT = {
    "duplicates of k": P.drop_duplicates(subset=["k"]), "duplicates of k, x": P.drop_duplicates(subset=["k", "x"]),
    "duplicates": P[["k", "x"]].drop_duplicates(), "group tail 3": P.groupby("k").tail(3),
}


def millis(index):
    return [round((t - START) / pd.Timedelta("1ms")) for t in index]


def grid(s):
    """A resampled series; of a multi-index, the keys come first, and the rows are sorted by time."""
    keys = None
    if isinstance(s.index, pd.MultiIndex):
        s = s.swaplevel().sort_index()
        keys, s = list(s.index.get_level_values(1)), s.droplevel(1)
    return {"millis": millis(s.index), "keys": keys, "x": values(s)}


BINS = {
    "10s": dict(rule="10s"), "7s": dict(rule="7s"), "7s right": dict(rule="7s", closed="right", label="right"),
    "7s right, left": dict(rule="7s", closed="right"), "7s label right": dict(rule="7s", label="right"),
    "7s start": dict(rule="7s", origin="start"), "7s start right": dict(rule="7s", origin="start", closed="right"),
    "7s epoch": dict(rule="7s", origin="epoch"), "7s offset": dict(rule="7s", offset="2500ms"),
    "7s at": dict(rule="7s", origin=pd.Timestamp("2026-01-03 01:02:03")), "11h": dict(rule="11h"),
    "7s start offset": dict(rule="7s", origin="start", offset="-1500ms", closed="right", label="right"),
}
REDUCTIONS = ["sum", "count", "mean", "size", "prod", "max", "first", "std", "median"]
resampled = {}
for name, options in BINS.items():
    resampled[name] = {r: grid(getattr(D.x.resample(**options), r)()) for r in REDUCTIONS}
    resampled[name] |= {f"group {r}": grid(getattr(D.groupby("k").x.resample(**options), r)()) for r in ["sum", "mean", "size"]}
up = {}
for name, options in {
    "1s": dict(rule="1s"), "1250ms right": dict(rule="1250ms", closed="right"), "3s start": dict(rule="3s", origin="start"),
    "2s offset": dict(rule="2s", offset="250ms"),
}.items():
    r = D.x.resample(**options)
    up[name] = {"asfreq": grid(r.asfreq()), "ffill": grid(r.ffill()), "ffill 2": grid(r.ffill(limit=2)), "bfill": grid(r.bfill()),
                "bfill 2": grid(r.bfill(limit=2)), "nearest": grid(r.nearest()),
                "interpolate": grid(r.interpolate("time", limit_area="inside"))}
    g = D.groupby("k").x.resample(**options)
    up[name] |= {"group asfreq": grid(g.asfreq()), "group ffill": grid(g.ffill()), "group bfill": grid(g.bfill())}
asfreq = {"1500ms": grid(D.x.asfreq("1500ms")), "250ms": grid(D.x.asfreq("250ms"))}

with open("ops/testdata/pandas-gaps.json", "w") as out:
    json.dump({
        "pandas": pd.__version__, "start": START.isoformat(), "millis": MILLIS.tolist(), "keys": KEYS, "x": values(X),
        "rows": {n: values(s) for n, s in ROW_CASES.items()}, "kept": {n: [int(i) for i in f.index] for n, f in KEPT.items()},
        "resampled": resampled, "upsampled": up, "asfreq": asfreq,
    }, out)
    out.write("\n")
