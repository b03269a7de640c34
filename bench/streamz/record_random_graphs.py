"""Writes flow/testdata/streamz-random.json: streamz' results for random input of random graphs.

Needs streamz 0.6.4. Run it in the repository's root: python3 bench/streamz/record_random_graphs.py

A graph has one to three sources, each with a few operators, a join if there are several sources, and a few operators
after it. Elements are integers, short texts, and lists of elements. Functions use an element's size: the sum of its
integers and of the lengths of its texts. An input is [source, element], or "flush", which flushes all collects.

The graphs avoid what flow does differently on purpose (docs/coming-from-streamz.md): slices whose start is not a multiple of
their step, slices that end at 0, and elements that are emitted only at the end of the stream, which streamz does not have.
"""
import json
import random

from streamz import Stream
from tornado.ioloop import IOLoop

rng = random.Random(20261122)
CASES = 600


def size(x):
    if isinstance(x, (list, tuple)):
        return sum(size(v) for v in x)
    return len(x) if isinstance(x, str) else x


def plain(x):
    """An element for JSON."""
    if isinstance(x, (list, tuple)):
        return [plain(v) for v in x]
    if isinstance(x, dict):
        return [[plain(k), n] for k, n in sorted(x.items())]
    return x


OPERATORS = {
    "map": lambda s, c, _: s.map(lambda x: size(x) * 2 + 1),
    "pair": lambda s, c, _: s.map(lambda x: (x, size(x))),
    "starmap": lambda s, c, _: s.map(lambda x: (x, size(x))).starmap(lambda x, n: size(x) + 3 * n),
    "pluck": lambda s, c, i: s.map(lambda x: (x, size(x))).pluck(i),
    "filter": lambda s, c, m: s.filter(lambda x: size(x) % m != 0),
    "remove": lambda s, c, m: s.remove(lambda x: size(x) % m == 0),
    "scan": lambda s, c, _: s.accumulate(lambda a, x: size(a) + size(x)),
    "accumulate": lambda s, c, start: s.accumulate(lambda a, x: a + size(x), start=start),
    "state": lambda s, c, start: s.accumulate(lambda a, x: (a + size(x), (a, x)), start=start, returns_state=True),
    "slice": lambda s, c, a: s.slice(*a),
    "partition": lambda s, c, n: s.partition(n),
    "partition_by": lambda s, c, a: s.partition(a[0], key=lambda x: size(x) % a[1]),
    "partition_unique": lambda s, c, a: s.partition_unique(a[0], key=lambda x: size(x) % a[1], keep=a[2]),
    "sliding_window": lambda s, c, a: s.sliding_window(a[0], return_partial=a[1]),
    "unique": lambda s, c, a: s.unique(maxsize=a[0], key=lambda x: size(x) % a[1]),
    "flatten": lambda s, c, _: s.map(lambda x: (x, size(x))).flatten(),
    "frequencies": lambda s, c, m: s.map(lambda x: size(x) % m).frequencies().map(plain),
    "collect": lambda s, c, _: c(s.collect()),
}


def argument(name):
    """A random argument of an operator."""
    r = rng.randint
    step = r(1, 4)
    return {
        "pluck": lambda: r(0, 1),
        "filter": lambda: r(2, 4),
        "remove": lambda: r(2, 4),
        "accumulate": lambda: r(0, 9),
        "state": lambda: r(0, 9),
        "slice": lambda: [step * r(0, 3), rng.choice([None, r(1, 20)]), step],
        "partition": lambda: r(1, 5),
        "partition_by": lambda: [r(1, 4), r(1, 4)],
        "partition_unique": lambda: [n := r(1, 4), n + r(0, 3), rng.choice(["first", "last"])],
        "sliding_window": lambda: [r(1, 5), rng.random() < 0.5],
        "unique": lambda: [rng.choice([None, 1, 2, 3, 5]), r(2, 9)],
        "frequencies": lambda: r(1, 5),
    }.get(name, lambda: None)()


def operators(limit):
    """A random chain of up to limit operators."""
    names = [rng.choice(sorted(OPERATORS)) for _ in range(rng.randint(0, limit))]
    return [[n, argument(n)] for n in names]


def joined(streams, kind, on):
    """A join of streams."""
    if kind == "zip":
        return streams[0].zip(*streams[1:], maxsize=1000)
    if kind == "union":
        return streams[0].union(*streams[1:])
    if kind == "zip_latest":
        return streams[0].zip_latest(*streams[1:])
    if kind == "combine_latest":
        return streams[0].combine_latest(*streams[1:], emit_on=[streams[i] for i in on] if on else None)
    return streams[0]


def element():
    return rng.choice(["", "a", "bc", "def"]) if rng.random() < 0.2 else rng.randint(0, 12)


async def case():
    """A random graph with its input and output."""
    several = rng.random() < 0.5
    count = rng.randint(2, 3) if several else 1
    kind = rng.choice(["zip", "union", "zip_latest", "combine_latest"]) if several else "none"
    if kind == "zip_latest":
        count = 2
    on = sorted(rng.sample(range(count), rng.randint(1, count))) if kind == "combine_latest" and rng.random() < 0.5 else []
    before_join, after_join = [operators(2) for _ in range(count)], operators(3 if several else 5)
    inputs = [[rng.randrange(count), element()] for _ in range(rng.choice([0, 1, 5, 20, 40]))]
    if any(n == "collect" for o in before_join + [after_join] for n, _ in o):
        inputs = [x for g in inputs for x in ([g, "flush"] if rng.random() < 0.15 else [g])]

    collects, out = [], []

    def keep(c):
        collects.append(c)
        return c

    sources = [Stream(asynchronous=True) for _ in range(count)]
    ends = []
    for s, chain in zip(sources, before_join):
        for name, arg in chain:
            s = OPERATORS[name](s, keep, arg)
        ends.append(s)
    s = joined(ends, kind, on)
    for name, arg in after_join:
        s = OPERATORS[name](s, keep, arg)
    s.sink(lambda x: out.append(plain(x)))
    for x in inputs:
        if x == "flush":
            for c in collects:
                c.flush()
        else:
            await sources[x[0]].emit(x[1])
    return {"above": before_join, "join": kind, "on": on, "below": after_join, "input": inputs, "expected": out}


async def main():
    cases = [json.dumps(await case(), separators=(",", ":")) for _ in range(CASES)]
    with open("flow/testdata/streamz-random.json", "w") as f:
        f.write("[\n" + ",\n".join(cases) + "\n]\n")


IOLoop.current().run_sync(main)
