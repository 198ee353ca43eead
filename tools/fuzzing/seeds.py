#!/usr/bin/env python3
"""Makes the bytes that fuzzing begins with, in fixtures/hostile/TARGET/, from a small ledger of the county's events.

    tools/fuzzing/seeds.py PATH-OF-hazledger

Files named failure-… beside them were found by the fuzzer and are left alone. What is made depends on the clock
and on random salts, so the files differ from run to run and only their kinds matter.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
OUT = ROOT / "fixtures" / "hostile"
COUNTY = ROOT / "fixtures" / "county"
GOLDEN_EVIDENCE = ROOT / "Tests/LedgerAuditTests/Golden/evidence.txt"
GOLDEN_EVENTS = ROOT / "Tests/CustodyTests/Golden/events.hex"
GOLDEN_KEYS = ROOT / "Tests/LedgerFormatTests/Vectors/keys.txt"
REGISTRATIONS = ROOT / "Tests/InterchangeTests/RegistrationTests.swift"
CORRECTIONS = ROOT / "fixtures/corrections/events.jsonl"
RULES = ROOT / "tools/tables/default.rules"
KINDS = ["production", "storage", "trade", "consignment", "transport", "use", "disposal", "loss"]


def skip(data, at):
    """The position behind the CBOR item at `at`."""
    major, info = data[at] >> 5, data[at] & 31
    at += 1
    value = info
    if info >= 24:
        width = 1 << (info - 24)
        value = int.from_bytes(data[at:at + width], "big")
        at += width
    if major in (2, 3):
        return at + value
    for _ in range(value * (major - 3) if major in (4, 5) else 0):
        at = skip(data, at)
    return at


def entries(segment):
    at = 0
    while at < len(segment):
        size = int.from_bytes(segment[at:at + 2], "big")
        yield segment[at + 2:at + 2 + size]
        at += 2 + size


def body(entry):
    at = 1
    for _ in range(6):
        at = skip(entry, at)
    return entry[at:]


def chosen_events():
    """The first events that make a history with each kind: their lines in the two spellings of the fixtures."""
    wanted, lines = set(KINDS), []
    for line in (COUNTY / "events.jsonl").read_text().splitlines():
        lines.append(line)
        wanted.discard(json.loads(line)["kind"])
        if not wanted:
            return lines
    return lines


def head(major, value):
    """The head of a CBOR item whose number has at most 64 bits, as short as it can be."""
    for width, info in ((0, 0), (1, 24), (2, 25), (4, 26), (8, 27)):
        if width == 0 and value < 24:
            return bytes([major << 5 | value])
        if width and value < 1 << 8 * width:
            return bytes([major << 5 | info]) + value.to_bytes(width, "big")


def ledger_events():
    """One body of each kind of event about the ledger itself that no import makes, by its name."""
    for line in GOLDEN_KEYS.read_text().splitlines():
        name, *values = line.split()
        if name in ("register", "revoke", "submission", "rotation"):
            yield name, bytes.fromhex(values[0])
    # Keys 0 to 4 of a time stamp: its kind, the token's hash, size, root and time.
    hashes = [head(2, 32) + bytes(range(start, start + 32)) for start in (1, 100)]
    values = [head(0, 68), hashes[0], head(0, 9), hashes[1], head(0, 1_767_571_200_000_000)]
    yield "timestamp", head(5, 5) + b"".join(head(0, key) + value for key, value in enumerate(values))


def entry_of(event, index=3):
    """An entry on no stream that holds a body."""
    previous = head(2, 32) + bytes(32)
    return head(4, 7) + head(0, 1) + head(0, index) + head(0, 1_767_571_200_000_000) + b"\xf4" + previous \
        + head(4, 0) + event


def rule_packs():
    """The embedded pack's head with a few of its rules at a time, so that a pack has but some kilobytes."""
    text = RULES.read_text()
    start = text.index("\nrule ") + 1
    rules = ["rule " + part for part in text[start:].split("\nrule ")]
    rules[0] = rules[0].removeprefix("rule ")
    size = 9
    for number in range(0, len(rules), size):
        yield text[:start] + "\n".join(rules[number:number + size]) + "\n"


def json_lines():
    """Corrections, orders, registrations and what was done about a finding, as lines of JSON."""
    for number, line in enumerate(CORRECTIONS.read_text().splitlines()):
        kind = json.loads(line)["kind"]
        if kind not in KINDS and number % 8 == 0:
            yield f"{kind}-{number}", line
    start = '{"id":"R1","kind":"registration","time":"2026-05-01T08:00:00+08:00","party":"COUNTY",'
    rows = [row.strip() for row in REGISTRATIONS.read_text().splitlines()]
    for number, row in enumerate(row for row in rows if row.startswith('#""register":"') and row.endswith('"#,')):
        yield f"registration-{number}", start + row[2:-3] + "}"
    for action in ("acknowledge", "explain", "close"):
        yield "handling-" + action, (
            '{"id":"H","kind":"handling","time":"2026-05-01T08:00:00+08:00","party":"COUNTY",'
            '"action":"' + action + '","finding":"0123456789abcdef","note":"已核实"}')


def request_to_witness(consistency):
    """What a witness is asked, of the same hashes and checkpoint as a proof of consistency."""
    head, note = consistency.decode().split("\n\n", 1)
    lines = head.split("\n")
    size = lines[1].split()[1]
    return "\n".join([f"old {size}", *lines[3:lines.index("signed")], "", note]).encode()


def answer_about_time(folder):
    """The answer of a time-stamp authority that is made for it, and the token in it."""
    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=folder, capture_output=True, check=True)

    (folder / "tsa.cnf").write_text(
        "[req]\ndistinguished_name = dn\n[dn]\n[stamp]\nextendedKeyUsage = critical,timeStamping\n"
        "[tsa]\nserial = serial\ndefault_policy = 1.2.3.4.1\ndigests = sha256\nsigner_digest = sha256\n")
    (folder / "serial").write_text("01\n")
    (folder / "data").write_text("seed\n")
    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", "key.pem",
            "-out", "signer.pem", "-days", "3650", "-subj", "/CN=signer", "-config", "tsa.cnf", "-extensions", "stamp")
    openssl("ts", "-query", "-data", "data", "-sha256", "-cert", "-out", "query")
    openssl("ts", "-reply", "-queryfile", "query", "-signer", "signer.pem", "-inkey", "key.pem", "-config", "tsa.cnf",
            "-section", "tsa", "-out", "answer")
    openssl("ts", "-reply", "-in", "answer", "-token_out", "-out", "token")
    return (folder / "answer").read_bytes(), (folder / "token").read_bytes()


def put(target, name, data):
    folder = OUT / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ("seed-" + name)).write_bytes(data)


def main(program):
    lines = chosen_events()
    with tempfile.TemporaryDirectory() as scratch:
        ledger = pathlib.Path(scratch) / "ledger"
        environment = dict(os.environ, HAZLEDGER_DIR=str(ledger), XDG_STATE_HOME=scratch + "/state")

        def run(*arguments):
            done = subprocess.run([program, *arguments], env=environment, capture_output=True, check=True)
            return done.stdout

        key = json.loads(run("init", "--origin", "seed.example/ledger", "--format", "json"))["vkey"]
        file = pathlib.Path(scratch) / "events.jsonl"
        file.write_text("\n".join(lines[:8]) + "\n")
        run("import", str(file))
        small = [(ledger / name).read_bytes() for name in ("entries/0000000000", "checkpoint", "committed")]
        framed = [len(part).to_bytes(2, "big") + part for part in small[:2]]
        put("folder", "ledger", b"".join(framed) + small[2])
        tree = pathlib.Path(scratch) / "tree"
        run("tiles", str(tree))
        files = [tree / "checkpoint", *sorted((tree / "tile").glob("*/000.p/*"), reverse=True)]
        parts = [file.read_bytes() for file in files]
        put("tiles", "small", b"".join(len(part).to_bytes(2, "big") + part for part in parts[:2]) + parts[2])
        file.write_text("\n".join(lines) + "\n")
        run("import", str(file))
        seen = set()
        for entry in entries((ledger / "entries/0000000000").read_bytes()):
            event = body(entry)
            number = event[2] if event[2] < 24 else event[3]
            if number in seen:
                continue
            seen.add(number)
            put("entry", f"kind-{number}", entry)
            put("cbor", f"kind-{number}", entry)
            put("event" if number < 64 else "ledgerEvent", f"kind-{number}", event)
        put("committed", "mark", (ledger / "committed").read_bytes())
        put("note", "checkpoint", (ledger / "checkpoint").read_bytes())
        put("note", "checkpoints", (ledger / "checkpoints").read_bytes())
        put("proof", "inclusion", run("prove", "--index", "5"))
        consistency = run("prove", "--consistency", "3", "9")
        put("proof", "consistency", consistency)
        put("proof", "request", request_to_witness(consistency))
        for name, data in zip(("response", "token"), answer_about_time(pathlib.Path(scratch))):
            put("proof", name, data)
        put("policy", "key", key.encode())
        put("policy", "log", f"log {key}\ngroup g any\nquorum none\n".encode())
    for number, line in enumerate(GOLDEN_EVIDENCE.read_text().splitlines()[2:]):
        put("evidence", f"golden-{number}", bytes.fromhex(line.split()[-1]))
    for line in GOLDEN_EVENTS.read_text().splitlines():
        name, data = line.split()
        put("event", name, bytes.fromhex(data))
        put("entry", "event-" + name, entry_of(bytes.fromhex(data)))
    for name, data in ledger_events():
        put("ledgerEvent", name, data)
        put("entry", name, entry_of(data))
        put("cbor", name, data)
    for number, pack in enumerate(rule_packs()):
        put("rules", f"pack-{number}", pack.encode())
    put("key", "no-key", b"this is no key\n")
    header, *rows = (COUNTY / "events.csv").read_text().splitlines()[:9]
    sheet = "\n".join([header, *rows]) + "\n"
    put("file", "sheet", sheet.encode())
    put("file", "sheet-utf16", ("\ufeff" + sheet).encode("utf-16-le"))
    put("file", "sheet-utf16-big-endian", ("\ufeff" + sheet).encode("utf-16-be"))
    put("file", "sheet-utf8-mark", ("\ufeff" + sheet.replace("\n", "\r\n")).encode())
    put("file", "sheet-gb18030", b"\n".join((COUNTY / "events-zh.csv").read_bytes().splitlines()[:9]) + b"\n")
    for name, line in json_lines():
        put("file", "json-" + name, line.encode() + b"\n")
    for line in lines:
        put("file", "json-" + json.loads(line)["kind"], line.encode() + b"\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
