#!/usr/bin/env python3
"""Says, from the postings of the model, who holds what and what came and went in a month.

    stock.py EVENTS.jsonl OUT.json          writes the answers about some parties
    stock.py EVENTS.jsonl --check OUT.json  holds them against known answers

A posting moves an amount from one bucket to another; here each is written down twice, once where it
leaves and once where it arrives, in the column that its two ends and its event name.
"""

import json
import sys
from datetime import datetime

from model import UNITS
from oracle import read

KINDS = {"held": "held", "transit": "inTransit", "unaccounted": "unaccounted"}
MADE = {"import": "imported", "receipt": "purchased", "opening": "declared"}
FROM, TO = "2026-02-01T00:00:00+08:00", "2026-03-01T00:00:00+08:00"


def moment(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def chemical_of(ledger, name):
    """What the lot was declared to be, or what it was repacked from."""
    lot = ledger.lots[name]
    event = ledger.events[lot.index]
    inputs = {good["lot"] for good in event.get("inputs", [])}
    if "chemical" in lot.output or event["process"] != "repack" or len(inputs) != 1:
        return lot.output.get("chemical", {})
    return chemical_of(ledger, inputs.pop())


def arrives(event, source, place):
    """The column of a bucket that something arrives in."""
    if source == ("produced",):
        return MADE.get(event["process"], "produced")
    if source == ("found",):
        return {"storage": "countedMore", "loss": "found", "transport": "excess"}[event["kind"]]
    if event["kind"] == "storage":
        return "moved"
    if event["kind"] == "transport" and event["step"] == "return" and place[0] == "held":
        return "returned"
    return "received"


def leaves(event, place, target):
    """The column of a bucket that something leaves."""
    if target[0] == "lost":
        return "countedLess" if target[1] == "count" else "lost"
    if target[0] in ("used", "disposed"):
        return target[0]
    if target[0] == "into":
        return "transformed"
    if event["kind"] == "storage":
        return "moved"
    if target[0] == "unaccounted":
        return "leftOut"
    if event["step"] == "return":
        return "sentBack"
    return "dispatched"


def party_of(place):
    return place[1] if place[0] == "held" else place[2]


def balance(ledger, parties):
    """Amounts by party, kind of place, lot and column, in the month; the rows that are not empty."""
    start, end, rows = moment(FROM), moment(TO), {}
    for lot in ledger.lots.values():
        for index, amount, source, target in lot.journal:
            event = ledger.events[index]
            time = moment(event["time"])
            if time >= end:
                continue
            ends = [(target, 1, arrives(event, source, target)) if target[0] in KINDS else None,
                    (source, -1, leaves(event, source, target)) if source[0] in KINDS else None]
            for place, sign, column in filter(None, ends):
                party = party_of(place)
                if party not in parties:
                    continue
                row = rows.setdefault((party, KINDS[place[0]], lot.name), {})
                row["closing"] = row.get("closing", 0) + sign * amount
                if time < start:
                    row["opening"] = row.get("opening", 0) + sign * amount
                elif column != "moved":
                    row[column] = row.get(column, 0) + amount
    named = []
    for key in sorted(rows, key=lambda key: tuple(part.encode() for part in key)):
        row = {column: amount for column, amount in rows[key].items() if amount}
        if row:
            named.append({"party": key[0], "place": key[1], "lot": key[2], **row})
    return named


def holdings(ledger, parties):
    """Where amounts are at the end, of some parties."""
    rows = []
    for lot in ledger.lots.values():
        for place, amount in lot.balance.items():
            if place[0] in KINDS and amount and party_of(place) in parties:
                rows.append([KINDS[place[0]], *place[1:], lot.name, amount])
    return sorted(rows, key=lambda row: [str(part).encode() for part in row])


def totals(ledger):
    """What all parties together have, by chemical and dimension."""
    sums = {}
    for lot in ledger.lots.values():
        chemical = chemical_of(ledger, lot.name)
        name = "" if "cas" in chemical else chemical.get("name", "")
        key = (chemical.get("cas", ""), name, chemical.get("concentration", ""),
               UNITS[lot.unit][0])
        for place, amount in lot.balance.items():
            if place[0] in KINDS:
                kinds = sums.setdefault(key, dict.fromkeys(KINDS.values(), 0))
                kinds[KINDS[place[0]]] += amount
    return [[*key, *sums[key].values()] for key in sorted(sums) if any(sums[key].values())]


def answer(ledger):
    times = [moment(event["time"]) for event in ledger.events]
    assert times == sorted(times), "late events would need a second fold"
    activity = {}
    for lot in ledger.lots.values():
        for _, _, source, target in lot.journal:
            for place in (source, target):
                if place[0] in KINDS:
                    key = (place[0], party_of(place))
                    activity[key] = activity.get(key, 0) + 1
    parties = []
    for kind, count in (("held", 3), ("transit", 2), ("unaccounted", 1)):
        ranked = sorted((key for key in activity if key[0] == kind),
                        key=lambda key: (-activity[key], key[1]))
        parties += [key[1] for key in ranked if key[1] not in parties][:count]
    return {"from": FROM, "to": TO, "parties": parties, "balance": balance(ledger, parties),
            "holdings": holdings(ledger, parties), "totals": totals(ledger)}


def write(path, value):
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write("{\n")
        for name in value:
            last = name == list(value)[-1]
            inner = value[name]
            if isinstance(inner, list) and inner and not isinstance(inner[0], str):
                lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in inner)
                text = f"[\n{lines}\n]"
            else:
                text = json.dumps(inner, ensure_ascii=False)
            file.write(f"{json.dumps(name)}: {text}{'' if last else ','}\n")
        file.write("}\n")


def main(arguments):
    found = answer(read(arguments[0]))
    if arguments[1] != "--check":
        write(arguments[1], found)
        return 0
    with open(arguments[2], encoding="utf-8") as file:
        known = json.load(file)
    wrong = [name for name in known if json.loads(json.dumps(found[name])) != known[name]]
    print(f"{len(found['balance'])} rows of balances, {len(found['holdings'])} of holdings; "
          f"{'different: ' + ', '.join(wrong) if wrong else 'no difference'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
