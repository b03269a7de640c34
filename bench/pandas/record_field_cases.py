"""Writes ops/testdata/pandas-field-cases.json: pandas' results for rows as the field has them.

Needs Python 3 and pandas 3.1. Run it in the repository's root: python3 bench/pandas/record_field_cases.py

The rows have equal times, pauses, missing values, missing keys, infinities, and integers beyond 2^53. pandas counts infinities
in windows as missing, and streamgage does not, so the windows are over columns without them.
"""
import json

import numpy as np
import pandas as pd
from encode_frames import scalars

BIG = 2**53
SECONDS = [0, 0, 1, 1, 1, 3, 3, 4, 10, 10, 10.5, 12]
D = pd.DataFrame({
    "k": np.array(["a", "b", "a", "a", "b", "b", "a", None, "a", "b", "a", "b"], dtype=object),
    "x": [1.0, 2, 4, 8, np.nan, 32, 64, 128, np.nan, np.nan, 1024, 2048],
    "y": [2.0, -1, 0, 3, 1, np.nan, 2.5, 2, 8, 1, -4, 2],
    "z": [1.0, np.inf, -np.inf, 2, np.nan, np.inf, -0.0, 0.0, 5, -np.inf, 1, np.inf],
    "n": [BIG + 1, BIG + 1, BIG, -BIG - 1, 3, BIG + 3, BIG + 1, 0, -BIG - 1, 7, BIG, 1],
}, index=pd.Index(pd.Timestamp("2026-01-01") + pd.to_timedelta(SECONDS, unit="s"), name="t"))

STATS = ["sum", "mean", "min", "max", "count", "std", "var", "sem", "median", "first", "last", "skew", "kurt"]


def in_order(of_groups):
    """The results of a group-by in the order of the rows. Rows with a missing key have missing results."""
    out = pd.Series(np.nan, index=range(len(D)))
    for name, rows in D.assign(at=range(len(D))).groupby("k")["at"]:
        values = of_groups.loc[name]
        out.iloc[rows.to_numpy()] = values.to_numpy()
    return out


def cases():
    for seconds in [1, 2, 3, 7]:
        for closed in ["right", "left", "both", "neither"]:
            for least in [1, 2]:
                window = dict(window=f"{seconds}s", closed=closed, min_periods=least)
                for stat in STATS:
                    case = dict(seconds=seconds, closed=closed, least=least, stat=stat)
                    yield {"op": "rolling", **case}, getattr(D.x.rolling(**window), stat)()
                    yield {"op": "group rolling", **case}, in_order(getattr(D.groupby("k").x.rolling(**window), stat)())
    for rows in [1, 3]:
        for stat in STATS:
            yield {"op": "rolling rows", "rows": rows, "least": 1, "stat": stat}, getattr(D.x.rolling(rows, min_periods=1), stat)()
            yield ({"op": "group rolling rows", "rows": rows, "least": 1, "stat": stat},
                   in_order(getattr(D.groupby("k").x.rolling(rows, min_periods=1), stat)()))
    for seconds in [0.5, 2]:
        times = pd.Timedelta(seconds=seconds)
        yield {"op": "ewm", "seconds": seconds}, D.x.ewm(halflife=times, times=D.index).mean()
        yield {"op": "ewm", "seconds": seconds, "recursive": True}, D.x.ewm(halflife=times, times=D.index, adjust=False).mean()
    for op in ["cumsum", "cummin", "cummax"]:
        for column in ["y", "z", "n"]:
            if (op, column) != ("cumsum", "n"):
                yield {"op": op, "column": column}, getattr(D[column], op)()
            # With groups, pandas makes floats of n, and its sum of -inf and 2 is NaN.
            if column == "y" or (op, column) in [("cummin", "z"), ("cummax", "z")]:
                yield {"op": "group " + op, "column": column}, getattr(D.groupby("k")[column], op)()
    for op in ["shift", "diff", "pct_change"]:
        for n in [1, 3]:
            yield {"op": op, "column": "y", "rows": n}, getattr(D.y, op)(n)
            yield {"op": "group " + op, "column": "y", "rows": n}, getattr(D.groupby("k").y, op)(n)
    for stat in ["sum", "min", "max", "mean", "first", "last", "count", "nunique"]:
        for column in ["x", "z", "n"]:
            if (stat, column) != ("mean", "n"):
                yield {"op": "group", "column": column, "stat": stat}, getattr(D.groupby("k")[column], stat)()
    for query in ["n == 9007199254740993", "n in [9007199254740993, 7]", "n != 9007199254740992", "n > 9007199254740992", "n % 2 == 1",
                  "n // 2 == -4503599627370497", "z > 0", "z == z", "z < inf", "not z > 0", "-z < 0", "z * 0 == 0", "1 / z < 0",
                  "z == 0", "z // 1 == 1", "z % 2 == 1", "z in [0, 1]", "abs(z) > 2", "x.isna() and y > 0", "k == 'a' and n > 0", "k != 'a'",
                  "k in ['a', 'b']", "k not in ['a']", "k > 'a'", "not k == 'b'", "y ** 2 > 4", "-y ** 2 < -4", "-7 % 3 == 2 and y > 0",
                  "y % -3 < -1", "0 <= y < 2.5", "x + y > 4 or y < 0", "x / 0 > 1"]:
        rows = D.reset_index(drop=True).query(query, engine="python").index
        yield {"op": "query", "query": query}, pd.Series(rows.to_numpy().astype("int64"))
    for subset in [["k"], ["n"], ["z"], ["k", "z"], ["x"]]:
        rows = D.reset_index(drop=True).drop_duplicates(subset).index
        yield {"op": "drop_duplicates", "columns": subset}, pd.Series(rows.to_numpy().astype("int64"))
    for width in [1, 2, 5]:
        for closed in ["left", "right"]:
            for stat in ["sum", "min", "last", "count", "mean"]:
                bins = D.x.resample(f"{width}s", closed=closed, label=closed)
                yield {"op": "resample", "seconds": width, "closed": closed, "stat": stat}, getattr(bins, stat)()


def main():
    np.seterr(all="ignore")
    columns = [{"name": c, "type": str(D[c].dtype), "values": scalars(D[c]) if c != "n" else [str(v) for v in D[c]]} for c in D]
    recorded = []
    for case, result in cases():
        # Integers are texts, because numbers of JSON are float64 for most readers.
        values = [str(v) for v in result] if result.dtype == "int64" else scalars(result)
        recorded.append({**case, "type": str(result.dtype), "want": values})
    with open("ops/testdata/pandas-field-cases.json", "w") as f:
        json.dump({"pandas": pd.__version__, "seconds": SECONDS, "columns": columns, "cases": recorded}, f, separators=(",", ":"), allow_nan=False)


main()
