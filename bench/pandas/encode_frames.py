"""Writes pandas' data frames for the Go tests. ops/pandas_data_test.go reads them."""
import numpy as np
import pandas as pd


def scalar(v):
    """A value for JSON."""
    if v is None or v is pd.NA or v is pd.NaT:
        return None
    if isinstance(v, (bool, np.bool_)):
        return bool(v)
    if isinstance(v, (int, np.integer)):
        return int(v)
    if isinstance(v, pd.Timestamp):
        return v.isoformat()
    if isinstance(v, (float, np.floating)):
        return "NaN" if np.isnan(v) else "Inf" if v == np.inf else "-Inf" if v == -np.inf else float(v)
    return str(v)


def encode(result):
    """A frame or series for JSON. A pair of it and any other value is written without its index."""
    index = True
    if isinstance(result, tuple):
        result, index = result[0], False
    if isinstance(result, pd.Series):
        result = result.to_frame()
    dtypes = [str(t).replace("boolean", "bool").replace("Int", "int").replace("Float", "float") for t in result.dtypes]
    columns = [[scalar(v) for v in result[c]] for c in result.columns]
    return {
        "index": [scalar(v) for v in result.index] if index else None,
        "index_name": result.index.name if index else None,
        "index_dtype": str(result.index.dtype) if index else None,
        "columns": [str(c) for c in result.columns], "dtypes": dtypes,
        "rows": [list(row) for row in zip(*columns)],
    }
