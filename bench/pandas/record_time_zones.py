"""Writes ops/testdata/pandas-time-zones.json: pandas' parts of local times, and its windows of local time.

Needs Python 3.11 and pandas 3.1, with tzdata. Run it in the repository's root:

    python3 bench/pandas/record_time_zones.py > ops/testdata/pandas-time-zones.json

Times are in seconds since the epoch. Rows lie around the days on which clocks are changed, and in all years that int64
nanoseconds can hold. Windows are resample of local times; windows without rows are left out. Weeks begin on Mondays. Hours
are groups of the hour on the clock and the offset from UTC, because pandas' resample does not follow the clock.
"""
import json

import numpy as np
import pandas as pd

ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Apia", "America/Sao_Paulo",
         "America/Havana", "Asia/Kathmandu", "Africa/Casablanca", "Pacific/Chatham"]
CHANGES = ["2026-03-29", "2026-10-25", "2026-03-08", "2026-11-01", "2026-04-05", "2026-10-04", "2011-12-30", "2017-10-15",
           "2018-02-18", "1986-01-01", "1969-12-31", "2000-02-29"]
UNITS = {"day": "D", "week": "W-MON", "month": "MS", "quarter": "QS", "year": "YS"}
rng = np.random.default_rng(20261129)

near = [int(pd.Timestamp(day, tz="UTC").timestamp()) + int(s) for day in CHANGES for s in rng.integers(-40 * 3600, 64 * 3600, 25)]
edges = [int(pd.Timestamp(day, tz="UTC").timestamp()) + h * 1800 for day in CHANGES[:6] for h in range(-20, 100, 5)]
far = rng.integers(-9_000_000_000, 9_000_000_000, 60).tolist()
near, far = sorted(set(near + edges)), sorted(far)


def parts(times):
    local = pd.to_datetime(pd.Series(near + far), unit="s", utc=True).astype("datetime64[ns, UTC]").dt.tz_convert(times)
    d = local.dt
    return {"hour": d.hour.tolist(), "minute": d.minute.tolist(), "second": d.second.tolist(), "weekday": d.day_of_week.tolist(),
            "day": d.day.tolist(), "month": d.month.tolist(), "quarter": d.quarter.tolist(), "year": d.year.tolist(),
            "dayofyear": d.day_of_year.tolist()}


def windows(name, rule):
    local = pd.to_datetime(pd.Series(near), unit="s", utc=True).dt.tz_convert(name)
    counts = pd.Series(1, index=pd.DatetimeIndex(local)).resample(rule, closed="left", label="left").sum()
    starts = counts.index
    ends = [*starts[1:], None]
    return [[int(s.timestamp()), e and int(e.timestamp()), int(n)] for s, e, n in zip(starts, ends, counts) if n]


def hours(name):
    """Hours on the clock, in the order of time: the first time of each, and its rows."""
    local = pd.to_datetime(pd.Series(near), unit="s", utc=True).dt.tz_convert(name)
    offset = local.map(lambda t: t.utcoffset().total_seconds())
    naive = local.dt.tz_localize(None).dt.floor("h")
    counts = pd.Series(1, index=pd.MultiIndex.from_arrays([naive, offset])).groupby(level=[0, 1]).sum()
    return sorted([int(t.timestamp() - o), int(n)] for (t, o), n in counts.items())


print(json.dumps({
    "pandas": pd.__version__, "near": near, "far": far,
    "zones": {name: {"parts": parts(name), "windows": {u: windows(name, r) for u, r in UNITS.items()},
                     "hours": hours(name)} for name in ZONES},
}, separators=(",", ":")))
