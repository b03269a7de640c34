"""Records densities of scipy's gaussian_kde for the tests of viz/internal/kde.

Needs scipy and numpy, as they come with pandas 3.1. Run it from the repository's root:

    python3 bench/pandas/record_kde.py
"""

import json

import numpy
import scipy
from scipy.stats import gaussian_kde

rng = numpy.random.default_rng(7)
samples = {
    "normal": rng.normal(3, 2, 40),
    "two hills": numpy.concatenate([rng.normal(-4, 0.5, 25), rng.normal(5, 1.5, 60)]),
    "skewed": rng.exponential(10, 33),
    "two values": numpy.array([1.0, 2.0]),
    "far from 0": 1e4 + rng.normal(0, 30, 20),
}
rules = [{"rule": "scott"}, {"rule": "silverman"}, {"factor": 0.25}]
result = {"scipy": scipy.__version__, "numpy": numpy.__version__, "one": [], "two": []}
for name, values in samples.items():
    for rule in rules:
        kernel = gaussian_kde(values, bw_method=rule.get("factor", rule.get("rule")))
        at = numpy.linspace(values.min() - 1, values.max() + 1, 9)
        result["one"].append({
            "name": name, **rule, "values": values.tolist(), "at": at.tolist(),
            "width": float(numpy.sqrt(kernel.covariance[0, 0])), "density": kernel(at).tolist(),
        })
x = rng.normal(0, 1, 50)
for name, y in {"correlated": 3 * x + rng.normal(0, 1, 50), "independent": rng.normal(10, 5, 50)}.items():
    for rule in rules:
        kernel = gaussian_kde(numpy.vstack([x, y]), bw_method=rule.get("factor", rule.get("rule")))
        at_x, at_y = numpy.linspace(-2, 2, 5), numpy.linspace(y.min(), y.max(), 4)
        grid = numpy.array([[kernel([u, v])[0] for u in at_x] for v in at_y])
        result["two"].append({
            "name": name, **rule, "x": x.tolist(), "y": y.tolist(), "atX": at_x.tolist(), "atY": at_y.tolist(),
            "density": grid.ravel().tolist(),
        })
with open("viz/internal/kde/testdata/scipy.json", "w") as out:
    json.dump(result, out, indent=1)
    out.write("\n")
