"""Writes the files that the tests read, and what is in them as JSON lines, with pyarrow 26.0.1."""
import datetime, decimal, json, random
import numpy as np, pyarrow as pa, pyarrow.ipc, pyarrow.parquet as pq

random.seed(1)
N = 25
UTC = datetime.timezone.utc


def some(make):
    return [None if random.random() < 0.2 else make() for _ in range(N)]


def moment(unit):
    return lambda: random.randrange(-(10**9), 4 * 10**9) * unit + random.randrange(unit)


words = ["", "a", "böse", "日本", "x" * 40, 'q"\\\n']
ints = lambda bits, signed: (lambda: random.randrange(-(2 ** (bits - 1)) if signed else 0, 2 ** (bits - 1 if signed else bits)))
columns = {
    "f64": (some(lambda: random.gauss(0, 1e6)), pa.float64()),
    "full": ([random.gauss(0, 1) for _ in range(N)], pa.float64()),
    "f32": (some(lambda: random.randrange(-99, 99) / 8), pa.float32()),
    "f16": (some(lambda: random.randrange(-99, 99) / 8), pa.float16()),
    **{f"i{b}": (some(ints(b, True)), getattr(pa, f"int{b}")()) for b in (8, 16, 32, 64)},
    **{f"u{b}": (some(ints(min(b, 63), False)), getattr(pa, f"uint{b}")()) for b in (8, 16, 32, 64)},
    "text": (some(lambda: random.choice(words)), pa.string()),
    "large": (some(lambda: random.choice(words)), pa.large_string()),
    "view": (some(lambda: random.choice(words)), pa.string_view()),
    "yes": (some(lambda: random.random() < 0.5), pa.bool_()),
    "s": (some(moment(1)), pa.timestamp("s")),
    "ms": (some(moment(10**3)), pa.timestamp("ms")),
    "us": (some(moment(10**6)), pa.timestamp("us", "Europe/Berlin")),
    "ns": (some(moment(10**9)), pa.timestamp("ns", "UTC")),
    "d32": (some(lambda: random.randrange(-9999, 40000)), pa.date32()),
    "d64": (some(lambda: random.randrange(-9999, 40000) * 86400_000), pa.date64()),
    "none": ([None] * N, pa.null()),
    "word": (some(lambda: random.choice(words)), pa.dictionary(pa.int8(), pa.string())),
    "code": (some(lambda: random.choice([7, 8, 9])), pa.dictionary(pa.int32(), pa.int64())),
}
ratio = {"s": 10**9, "ms": 10**6, "us": 10**3, "ns": 1, "d32": 86400 * 10**9, "d64": 10**6}


def array(values, t):
    if t == pa.float16():
        values = [None if v is None else np.float16(v) for v in values]
    return pa.array(values, type=t)


def plain(name, v):
    if v is None:
        return None
    if name in ratio:
        sec, ns = divmod(v * ratio[name], 10**9)
        at = datetime.datetime(1970, 1, 1, tzinfo=UTC) + datetime.timedelta(seconds=sec)
        return at.strftime("%Y-%m-%dT%H:%M:%S") + f".{ns:09d}Z"
    return v


table = pa.table({n: array(*c) for n, c in columns.items()})
with open("types.jsonl", "w") as f:
    for i in range(N):
        f.write(json.dumps({n: plain(n, c[0][i]) for n, c in columns.items()}, ensure_ascii=False) + "\n")

for name, writer, codec in [
    ("types.arrow", pa.ipc.new_file, None),
    ("types-lz4.arrow", pa.ipc.new_file, "lz4"),
    ("types-zstd.arrow", pa.ipc.new_file, "zstd"),
    ("types-stream.arrow", pa.ipc.new_stream, None),
    ("types-stream-zstd.arrow", pa.ipc.new_stream, "zstd"),
]:
    with writer(name, table.schema, options=pa.ipc.IpcWriteOptions(compression=codec)) as w:
        w.write_table(table, max_chunksize=7)

for name, opts in [
    ("types.parquet", {}),
    ("types-plain.parquet", {"compression": "none", "use_dictionary": False, "data_page_size": 64, "data_page_version": "2.0"}),
    ("types-zstd.parquet", {"compression": "zstd", "store_schema": False}),
]:
    pq.write_table(table, name, row_group_size=7, **opts)

other = pa.table({
    "x": [1.5, None],
    "list": [[1], None],
    "struct": [{"a": 1, "b": "c"}, None],
    "decimal": [decimal.Decimal("1.5"), None],
    "binary": [b"\xff", None],
    "clock": [datetime.time(1, 2), None],
    "n": [1, 2],
})
with pa.ipc.new_file("others.arrow", other.schema) as w:
    w.write_table(other)
pq.write_table(other, "others.parquet")

# What a frame cannot hold though its type is right: the year 2500 in ms, and 2**63.
beyond = pa.table({"at": pa.array([None, 16725225600000], pa.timestamp("ms")), "u": pa.array([1, 2**63], pa.uint64())})
with pa.ipc.new_file("beyond.arrow", beyond.schema) as w:
    w.write_table(beyond)
pq.write_table(beyond, "beyond.parquet")

# Dictionaries that grow (deltas) and change (replacements) in a stream.
with pa.ipc.new_stream("deltas.arrow", pa.schema([("word", pa.dictionary(pa.int8(), pa.string()))]),
                       options=pa.ipc.IpcWriteOptions(emit_dictionary_deltas=True)) as w:
    for words in (["a", "b"], ["a", "b", "c"], ["z"]):
        w.write_batch(pa.record_batch({"word": pa.array(words).dictionary_encode().cast(pa.dictionary(pa.int8(), pa.string()))}))
