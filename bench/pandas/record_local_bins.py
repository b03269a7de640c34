"""Writes ops/testdata/pandas-local-bins.json: pandas' resample of times with a zone, with the bins without rows.

Needs Python 3.11 and pandas 3.1, with tzdata. Run it in the repository's root:

    python3 bench/pandas/record_local_bins.py > ops/testdata/pandas-local-bins.json

Times are in seconds since the epoch. Rows lie around the days on which clocks are changed, with gaps of days. A bin has its start,
its number of rows and their sum. Weeks begin on Mondays. The zones are those whose midnights all exist, because pandas lets some
other days begin late.
"""
import json

import numpy as np
import pandas as pd

ZONES = {
    "UTC": ["2026-03-29", "2026-10-25"], "Europe/Berlin": ["2026-03-29", "2026-10-25"], "America/New_York": ["2026-03-08", "2026-11-01"],
    "Australia/Lord_Howe": ["2026-04-05", "2026-10-04"], "Asia/Kolkata": ["2026-03-29", "2026-10-25"],
}
CALENDAR = {"day": "D", "week": "W-MON", "month": "MS", "quarter": "QS", "year": "YS"}
FIXED = {"h": "h", "7h": "7h", "90min": "90min", "24h": "24h"}
rng = np.random.default_rng(20261129)


def rows(days):
    out = set()
    for day in days:
        noon = int(pd.Timestamp(day + " 12:00", tz="UTC").timestamp())
        for start in (-5 * 86_400, -86_400, 0, 3 * 86_400):
            out |= {noon + start + int(s) for s in rng.integers(-12 * 3600, 12 * 3600, 6)}
    return sorted(out)


def bins(series, rule, **options):
    r = series.resample(rule, **options)
    return [[int(t.timestamp()), int(n), float(s)] for t, n, s in zip(r.size().index, r.size(), r.sum())]


out = {"pandas": pd.__version__, "zones": {}}
for name, days in ZONES.items():
    times = rows(days)
    local = pd.DatetimeIndex(pd.to_datetime(pd.Series(times), unit="s", utc=True).dt.tz_convert(name))
    x = pd.Series(np.arange(len(times), dtype=float), index=local)
    near = x[: len(times) // 2]  # around one change, so that there are few bins
    out["zones"][name] = {
        "times": times, "calendar": {u: bins(x, r, closed="left", label="left") for u, r in CALENDAR.items()},
        "fixed": {u: bins(near, r) for u, r in FIXED.items()},
        "fixed right": {u: bins(near, r, closed="right", label="right") for u, r in FIXED.items()},
    }
print(json.dumps(out, separators=(",", ":")))
