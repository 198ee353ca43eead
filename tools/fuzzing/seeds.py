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
        put("proof", "consistency", run("prove", "--consistency", "3", "9"))
        put("policy", "key", key.encode())
        put("policy", "log", f"log {key}\ngroup g any\nquorum none\n".encode())
    for number, line in enumerate(GOLDEN_EVIDENCE.read_text().splitlines()[2:]):
        put("evidence", f"golden-{number}", bytes.fromhex(line.split()[-1]))
    put("key", "no-key", b"this is no key\n")
    header, *rows = (COUNTY / "events.csv").read_text().splitlines()[:9]
    sheet = "\n".join([header, *rows]) + "\n"
    put("file", "sheet", sheet.encode())
    put("file", "sheet-utf16", ("\ufeff" + sheet).encode("utf-16-le"))
    put("file", "sheet-gb18030", b"\n".join((COUNTY / "events-zh.csv").read_bytes().splitlines()[:9]) + b"\n")
    for line in lines:
        put("file", "json-" + json.loads(line)["kind"], line.encode() + b"\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
