"""Records results for the tests of viz/operation: rolling and resample of pandas 3.1, and rows that tsdownsample selects.

Needs pandas 3.1 and tsdownsample (recorded with 0.1.5). Run it from the repository's root:

    python3 bench/pandas/record_viz_operations.py
"""

import json

import numpy as np
import pandas as pd
import tsdownsample

rng = np.random.default_rng(5)


def plain(values):
    """The values as a list, with None for missing ones."""
    return [None if v != v else float(v) for v in values]


values = np.round(rng.normal(0, 3, 60), 3)
values[[7, 8, 30, 59]] = np.nan
series = pd.Series(values)
rolling = []
for window, center, periods in [(10, True, None), (7, True, 2), (4, False, None), (5, False, 1), (1, True, None)]:
    rows = series.rolling(window, center=center, min_periods=periods)
    for function in ["mean", "sum", "min", "max", "median", "std"]:
        rolling.append({"window": window, "center": center, "periods": periods or window, "function": function,
                        "want": plain(getattr(rows, function)())})

times = pd.to_datetime("2026-03-01 09:58:20") + pd.to_timedelta(np.cumsum(rng.integers(1, 90, 60)), unit="s")
series = pd.Series(values, index=times)
resample = []
for rule, seconds in [("1min", 60), ("5min", 300), ("30s", 30), ("1h", 3600)]:
    for label in ["left", "right"]:
        for function in ["mean", "sum", "min", "max", "median", "std", "count", "first", "last"]:
            got = getattr(series.resample(rule, label=label, closed="left"), function)()
            resample.append({"seconds": seconds, "label": label, "function": function,
                             "at": got.index.as_unit("ns").asi8.tolist(), "want": plain(got)})

walk = np.round(np.cumsum(rng.normal(0, 1, 1000)), 3)
x = np.arange(1000, dtype=float)
downsample = {
    "lttb": tsdownsample.LTTBDownsampler().downsample(walk, n_out=100).tolist(),
    "minmax": tsdownsample.MinMaxDownsampler().downsample(x, walk, n_out=100).tolist(),
    "m4": tsdownsample.M4Downsampler().downsample(x, walk, n_out=200).tolist(),
}
with open("viz/operation/testdata/recorded.json", "w") as out:
    json.dump({"pandas": pd.__version__, "values": plain(values), "times": times.as_unit("ns").asi8.tolist(), "rolling": rolling,
               "resample": resample, "walk": walk.tolist(), "downsample": downsample}, out)
    out.write("\n")
