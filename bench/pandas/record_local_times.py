"""Writes internal/zone/testdata/local-times.json: the instants of local times, by the rules of Python's fold=0.

Needs Python 3.11, pandas 3.1 and tzdata. Run it in the repository's root:

    python3 bench/pandas/record_local_times.py > internal/zone/testdata/local-times.json

Each row is a local time, as seconds since midnight of 1970-01-01 on the clocks of the zone, and its instant, as seconds since the
epoch. Half of the times lie around changes of clocks, and the others in the years 1700 to 2250. pandas confirms the times that
exist once.
"""
import json
import sys
from datetime import datetime, timedelta, timezone
from importlib.metadata import version
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

ZONES = {
    "Europe/Berlin": ["2026-03-29", "2026-10-25", "1945-05-24", "2100-03-28"],
    "America/New_York": ["2026-03-08", "2026-11-01", "1883-11-18", "2040-03-11"],
    "Australia/Lord_Howe": ["2026-04-05", "2026-10-04", "1981-03-01"],
    "Pacific/Apia": ["2011-12-30", "1892-07-04", "2011-09-24"],
    "Asia/Kolkata": ["1941-10-01", "2026-01-01"],
    "America/Sao_Paulo": ["2017-10-15", "2018-02-18"],
    "Europe/Dublin": ["2026-03-29", "2026-10-25", "1971-10-31"],
}
EPOCH = datetime(1970, 1, 1)
rng = np.random.default_rng(20261129)


def rows(name, days):
    zone = ZoneInfo(name)
    walls = {int((datetime.fromisoformat(d) - EPOCH).total_seconds()) + s * 900 for d in days for s in range(-8, 112)}
    walls |= {int(s) for s in rng.integers(-8_520_336_000, 8_835_955_200, 300)}
    out = []
    for wall in sorted(walls):
        naive = EPOCH + timedelta(seconds=wall)
        instant = naive.replace(tzinfo=zone, fold=0).astimezone(timezone.utc)
        seconds = int(instant.timestamp())
        try:
            stamp = pd.Timestamp(naive).tz_localize(zone, ambiguous="raise", nonexistent="raise")
            assert int(stamp.timestamp()) == seconds, (name, naive, stamp, seconds)
        except (ValueError, pd.errors.OutOfBoundsDatetime):
            pass  # it occurs twice, or not at all
        out.append([wall, seconds])
    return out


print(json.dumps({"python": sys.version.split()[0], "pandas": pd.__version__, "tzdata": version("tzdata"),
                  "zones": {name: rows(name, days) for name, days in ZONES.items()}}, separators=(",", ":")))
