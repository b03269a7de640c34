"""Writes ops/testdata/pandas-joins.json: pandas' results for joins of random rows.

Needs Python 3 and pandas 3.1. Run it in the repository's root: python3 bench/pandas/record_joins.py

In pandas two missing keys are equal, and in ops they are not. So rows of the right side with a missing key are dropped
before the join.
"""
import itertools
import json

import numpy as np
import pandas as pd
from encode_frames import encode

rng = np.random.default_rng(20260101)
START = pd.Timestamp("2026-01-01")


def nullable(values, dtype, missing=0.15):
    return pd.array([None if rng.random() < missing else v for v in values], dtype=dtype)


def keys(rows):
    """Random key columns of four types."""
    words = nullable(rng.choice(["ant", "bee", "cat", "", "dóg"], rows).tolist(), "object")
    return {
        "s": words, "n": nullable(rng.integers(-1, 3, rows).tolist(), "Int64"), "b": nullable((rng.random(rows) < 0.5).tolist(), "boolean"),
        "t": nullable((START + pd.to_timedelta(rng.integers(0, 5, rows), "h")).tolist(), "datetime64[ns]"),
    }


def values(rows):
    """Random columns that are not keys."""
    return {
        "v": np.where(rng.random(rows) < 0.1, np.nan, rng.normal(0, 4, rows).round(3)), "q": nullable(range(rows), "Int64", 0.1),
        "w": nullable([f"w{i}" for i in range(rows)], "object", 0.1), "ok": nullable((rng.random(rows) < 0.5).tolist(), "boolean", 0.1),
    }


def times(rows, steps):
    """An index of times whose random differences are among steps, in seconds."""
    return pd.Index(START + pd.to_timedelta(np.cumsum(rng.choice(steps, rows)), "s"), name="at")


def batch(cols, index):
    return pd.DataFrame(cols, index=index)


def numbered(f, name):
    """f with a column of row numbers."""
    return f.assign(**{name: np.arange(len(f))})


def rows_of(out, inner):
    """The pairs of a join: [number of the left row, number of the right row or null]."""
    if inner:
        out = out[out.right.notna()]
    out = out.sort_values(["left", "right"], kind="stable")
    return [[int(l), None if pd.isna(r) else int(r)] for l, r in zip(out.left, out.right)]


def merge(left, right, on):
    right = numbered(right, "right").dropna(subset=on)
    return numbered(left, "left").merge(right, how="left", on=on)


def as_of(left, right, by, direction, tolerance, exact):
    left, right = numbered(left, "left"), numbered(right, "right").dropna(subset=by)
    for k, nothing in (("s", "nothing"), ("n", 99)):
        if k in by:  # a value that no right row has, because pandas would match missing keys
            left[k], right[k] = left[k].fillna(nothing).astype(object), right[k].astype(object)
    return pd.merge_asof(
        left, right, left_index=True, right_index=True, by=by or None, direction=direction,
        tolerance=None if tolerance is None else pd.Timedelta(seconds=tolerance), allow_exact_matches=exact)


def within(left, right, by, distance):
    """A left join of all rows whose times differ by at most distance, in seconds."""
    left, right = numbered(left, "left").reset_index(), numbered(right, "right").reset_index().rename(columns={"at": "other"})
    out = left.merge(right.dropna(subset=by), on=by) if by else left.merge(right, how="cross")
    near = out[(out["at"] - out["other"]).abs() <= pd.Timedelta(seconds=distance)]
    return pd.concat([near, left[~left.left.isin(near.left)]])


def main():
    sides, cases = {}, []

    def record(name, left, right, on, results):
        sides[name] = {"left": encode(left), "right": encode(right)}
        for case, out in results:
            for inner in (False, True):
                cases.append(case | {"sides": name, "on": on, "inner": inner, "rows": rows_of(out, inner)})

    left = batch(keys(60) | {"x": rng.normal(0, 1, 60).round(3)}, pd.RangeIndex(100, 160, name="row"))
    table = batch(keys(25) | values(25), pd.RangeIndex(25, name="index"))
    for on in (["s"], ["n"], ["b"], ["t"], ["s", "n"], ["t", "b", "n"]):
        right = table.drop(columns=[k for k in "snbt" if k not in on])
        record("merge " + " ".join(on), left, right, on, [({"kind": "merge"}, merge(left, right, on))])
    lefts, rights = keys(50), keys(45)
    left = batch({k: lefts[k] for k in "sn"} | {"x": rng.normal(0, 1, 50).round(3)}, times(50, [0, 0, 1, 2, 9]))
    whole = batch({k: rights[k] for k in "sn"} | values(45), times(45, [0, 1, 1, 3, 8]))
    for by in ([], ["s"], ["n"], ["s", "n"]):
        right = whole.drop(columns=[k for k in "sn" if k not in by])
        results = [({"kind": "within", "distance": d}, within(left, right, by, d)) for d in (0, 2, 15)]
        for direction, tolerance, exact in itertools.product(("backward", "forward", "nearest"), (None, 0, 4), (True, False)):
            case = {"kind": direction, "exact": exact} | ({} if tolerance is None else {"tolerance": tolerance})
            results.append((case, as_of(left, right, by, direction, tolerance, exact)))
        record("by " + " ".join(by), left, right, by, results)
    with open("ops/testdata/pandas-joins.json", "w") as f:
        json.dump({"pandas": pd.__version__, "sides": sides, "cases": cases}, f, separators=(",", ":"), allow_nan=False)


main()
