"""Exact results of windows: computed for each window from its values, in fractions, and rounded once at the end.

record_conformance.py compares pandas with it, because pandas removes values from a window by subtraction, and treats an
infinity as missing. Here an infinity is a value, as in IEEE 754: sums and means become infinite or NaN, and all that
depends on the distance from a mean is NaN.
"""
import math
from fractions import Fraction

NAN, INF = math.nan, math.inf


def root(q):
    """The square root of a fraction, to more than 1e-15."""
    if q == 0:
        return 0.0
    shift = max(0, 140 - (q.numerator.bit_length() - q.denominator.bit_length())) // 2 * 2
    return math.ldexp(math.isqrt((q.numerator << shift) // q.denominator), -shift // 2)


def sums(values):
    """The sum and the mean."""
    if all(map(math.isfinite, values)):
        total = sum(map(Fraction, values), Fraction(0))
        return float(total), float(total / len(values)) if values else NAN
    total = sum(v for v in values if math.isinf(v))
    return total, total


def spreads(values):
    """Variance, standard deviation, standard error of the mean, skewness and kurtosis, as defined by pandas."""
    n = len(values)
    out = dict.fromkeys(("var 0", "var 1", "std 1", "sem 1", "skew", "kurt"), NAN)
    if not n or not all(map(math.isfinite, values)):
        return out
    exact = [Fraction(v) for v in values]
    mean = sum(exact) / n
    deviations = [v - mean for v in exact]
    m2 = sum(d * d for d in deviations)
    out["var 0"] = float(m2 / n)
    if n > 1:
        out |= {"var 1": float(m2 / (n - 1)), "std 1": root(m2 / (n - 1)), "sem 1": root(m2 / (n - 1) / n)}
    if n > 2:
        m3 = sum(d**3 for d in deviations)
        if m2:
            out["skew"] = math.copysign(root(Fraction(n * n * (n - 1), (n - 2) ** 2) * m3**2 / m2**3), m3)
    if n > 3:
        m4 = sum(d**4 for d in deviations)
        if m2:
            out["kurt"] = float(Fraction(n - 1, (n - 2) * (n - 3)) * ((n + 1) * n * m4 / m2**2 - 3 * (n - 1)))
    return out


def quantile(values, q, interpolation):
    """The quantile q, as defined by pandas."""
    if not values:
        return NAN
    values = sorted(values)
    rank = q * (len(values) - 1)
    low = math.floor(rank)
    part, high = rank - low, min(low + 1, len(values) - 1)
    a, b = values[low], values[high]
    if part == 0 or a == b:
        return a
    if interpolation == "lower":
        return a
    if interpolation == "higher":
        return b
    if interpolation == "nearest":
        return values[round(rank)]  # halves to even
    if interpolation == "midpoint":
        part = 0.5
    if math.isfinite(a) and math.isfinite(b):
        return float(Fraction(a) + (Fraction(b) - Fraction(a)) * Fraction(part))
    return a * (1 - part) + b * part


def pairs(xs, ys):
    """Covariance and correlation, the number of pairs, and the product of the deviations, which limits a covariance's precision."""
    both = [(x, y) for x, y in zip(xs, ys) if x == x and y == y]
    n = len(both)
    out = {"cov 0": NAN, "cov 1": NAN, "corr": NAN, "n": n, "size": 0.0}
    if not n or not all(math.isfinite(v) for p in both for v in p):
        return out
    both = [(Fraction(x), Fraction(y)) for x, y in both]
    mx, my = sum(x for x, _ in both) / n, sum(y for _, y in both) / n
    xx, yy = sum((x - mx) ** 2 for x, _ in both), sum((y - my) ** 2 for _, y in both)
    xy = sum((x - mx) * (y - my) for x, y in both)
    out["cov 0"], out["size"] = float(xy / n), root(xx * yy) / n
    if n > 1:
        out["cov 1"] = float(xy / (n - 1))
        if xx and yy:
            out["corr"] = math.copysign(root(xy**2 / (xx * yy)), xy)
    return out


class ExactWindow:
    """The exact results of one window."""

    def __init__(self, xs, ys):
        self.rows = len(xs)
        self.values = [v for v in xs if v == v]
        self.n = len(self.values)
        total, mean = sums(self.values)
        self.results = {"sum": total, "mean": mean, "min": min(self.values, default=NAN), "max": max(self.values, default=NAN)}
        self.results |= {"count": float(self.n), "size": float(self.rows), "nunique": float(len(set(self.values)))}
        self.results |= {"first": self.values[0] if self.n else NAN, "last": self.values[-1] if self.n else NAN}
        self.results |= spreads(self.values)
        self.pair_results = pairs(xs, ys)
        self.results |= {kind: self.pair_results[kind] for kind in ("cov 0", "cov 1", "corr")}

    def of(self, kind, least=0):
        """The result of one kind, or NaN if there are fewer than least values."""
        if kind == "count":  # counts rows, not values, against least
            return self.results[kind] if self.rows >= least else NAN
        if (self.pair_results["n"] if kind[:3] in ("cov", "cor") else self.n) < least:
            return NAN
        name, *args = kind.split()
        if name == "median":
            return quantile(self.values, 0.5, "linear")
        if name == "quantile":
            return quantile(self.values, float(args[0]), args[1])
        if name == "prod":
            product = Fraction(1)
            if not all(map(math.isfinite, self.values)):
                return math.prod(self.values)
            for v in self.values:
                product *= Fraction(v)
            return float(product)
        return self.results[kind]
