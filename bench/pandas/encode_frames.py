"""Writes the data frames of pandas 3.1 for the Go tests. ops/pandas_data_test.go reads them."""
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


def scalars(values):
    """The values of a column or index for JSON. A missing text is NaN in pandas, and null in JSON."""
    if values.dtype in ("str", "object"):
        return [None if pd.isna(v) else scalar(v) for v in values]
    return [scalar(v) for v in values]


def encode(result):
    """A frame or series for JSON. A pair of it and any other value is written without its index."""
    index = True
    if isinstance(result, tuple):
        result, index = result[0], False
    if isinstance(result, pd.Series):
        result = result.to_frame()
    dtypes = [str(t).replace("boolean", "bool").replace("Int", "int").replace("Float", "float") for t in result.dtypes]
    columns = [scalars(result[c]) for c in result.columns]
    return {
        "index": scalars(result.index) if index else None,
        "index_name": result.index.name if index else None,
        "index_dtype": str(result.index.dtype) if index else None,
        "columns": [str(c) for c in result.columns], "dtypes": dtypes,
        "rows": [list(row) for row in zip(*columns)],
    }
