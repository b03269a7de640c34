"""Writes ops/testdata/pandas-pivot.json: pandas' pivot_table of random long rows, and the rows themselves.

Needs Python 3 and pandas 3.1. Run it in the repository's root: python3 bench/pandas/record_pivot.py

The rows of a result are in the order of the first rows of their index and keys, and a cell without values is missing: both are as in
ops. A sum has min_count=1.
"""
import json

import numpy as np
import pandas as pd

rng = np.random.default_rng(20261102)
ROWS, CATEGORIES = 120, ["a", "b", "c", "none"]


def cell(v):
    return None if pd.isna(v) else float(v)


def long_rows():
    f = pd.DataFrame({
        "t": np.cumsum(rng.choice([0, 0, 0, 1, 5], ROWS)), "sensor": rng.choice(["a", "b", "c"], ROWS), "gate": rng.choice(["n", "s"], ROWS),
        "x": rng.normal(0, 9, ROWS).round(2), "n": rng.integers(-50, 50, ROWS),
    })
    f.loc[rng.random(ROWS) < 0.2, "x"] = np.nan
    return f


FUNCTIONS = {
    "last": "last", "first": "first", "min": "min", "max": "max", "mean": "mean", "sum": lambda s: s.sum(min_count=1),
}


def main():
    f, cases = long_rows(), []
    for keys in (["t"], ["t", "gate"]):
        for value in ("x", "n"):
            for name, function in FUNCTIONS.items():
                table = f.pivot_table(index=keys, columns="sensor", values=value, aggfunc=function, dropna=False)
                order = f[keys].drop_duplicates()
                index = pd.MultiIndex.from_frame(order) if len(keys) > 1 else pd.Index(order["t"])
                table = table.reindex(index).reindex(columns=CATEGORIES)
                rows = [[int(t), *rest, *map(cell, v)] for (t, *rest), v in zip(order.itertuples(index=False), table.to_numpy())]
                cases.append({"keys": keys[1:], "value": value, "function": name, "rows": rows})
    columns = {c: [None if v != v else v for v in f[c].tolist()] for c in f}
    out = {"pandas": pd.__version__, "categories": CATEGORIES, "long": columns, "cases": cases}
    with open("ops/testdata/pandas-pivot.json", "w") as file:
        json.dump(out, file, separators=(",", ":"), allow_nan=False)


main()
