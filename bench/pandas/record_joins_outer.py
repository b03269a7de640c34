"""Writes ops/testdata/pandas-joins-outer.json: pandas' right and outer joins of random rows.

Needs Python 3 and pandas 3.1. Run it in the repository's root: python3 bench/pandas/record_joins_outer.py

In pandas two missing keys are equal, and in ops they are not. So the missing keys of the right side get a value that the left side
does not have, which becomes missing again in the result. A row of a result is a pair of numbers, of the left and of the right row, one
of which may be null, and the keys. Rows of the left side come first, in their order, then those of the right side alone.
"""
import json

import numpy as np
import pandas as pd

rng = np.random.default_rng(20261101)
NOBODY = {"s": "nobody", "n": 999}


def nullable(values, dtype):
    return pd.array([None if rng.random() < 0.15 else v for v in values], dtype=dtype)


def side(rows, name, steps):
    return pd.DataFrame({
        "s": nullable(rng.choice(["ant", "bee", "cat", "dog", "eel", "fox"], rows).tolist(), "object"),
        "n": nullable(rng.integers(-2, 4, rows).tolist(), "Int64"), "t": np.cumsum(rng.choice(steps, rows)), name: np.arange(rows),
    })


def merged(left, right, on, how):
    right = right.copy()
    for k in on:
        right[k] = right[k].fillna(NOBODY[k])
    columns = on + ["right"]
    out = left.merge(right[columns], on=on, how=how) if on else left.merge(right[columns], how="cross")
    return sorted_rows(out, on)


def within(left, right, on, how, distance):
    """A band join: the pairs of a cross merge that are near, and the rows of either side that have none."""
    near = left.merge(right, on=on, suffixes=("", "_right")) if on else left.merge(right, how="cross", suffixes=("", "_right"))
    if on:
        near = near.dropna(subset=on)
    near = near[(near["t"] - near["t_right"]).abs() <= distance]
    parts = [near, right[~right["right"].isin(near["right"])]]
    if how == "outer":
        parts.append(left[~left["left"].isin(near["left"])])
    return sorted_rows(pd.concat(parts), on)


def sorted_rows(out, on):
    out = out.sort_values(["left", "right"], kind="stable", na_position="last")
    rows = []
    for _, r in out.iterrows():
        keys = [None if pd.isna(r[k]) or r[k] == NOBODY[k] else (r[k] if k == "s" else int(r[k])) for k in on]
        rows.append([None if pd.isna(r["left"]) else int(r["left"]), None if pd.isna(r["right"]) else int(r["right"]), *keys])
    return rows


def encode(f, name):
    values = lambda k: [None if pd.isna(v) else v if k == "s" else int(v) for v in f[k]]
    return {"s": values("s"), "n": values("n"), "t": values("t"), name: values(name)}


def main():
    left, right = side(40, "left", [0, 0, 1, 2, 6]), side(35, "right", [0, 1, 2, 6])
    cases = []
    for on in (["s"], ["n"], ["s", "n"]):
        for how in ("right", "outer"):
            cases.append({"kind": "merge", "on": on, "how": how, "rows": merged(left, right, on, how)})
    for on in ([], ["s"], ["s", "n"]):
        for how in ("right", "outer"):
            for distance in (0, 1, 5):
                cases.append({"kind": "within", "distance": distance, "on": on, "how": how, "rows": within(left, right, on, how, distance)})
    out = {"pandas": pd.__version__, "left": encode(left, "left"), "right": encode(right, "right"), "cases": cases}
    with open("ops/testdata/pandas-joins-outer.json", "w") as f:
        json.dump(out, f, separators=(",", ":"), allow_nan=False)


main()
