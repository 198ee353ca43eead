#!/usr/bin/env python3
"""Answers, with exact fractions, where lots come from and where they went.

    oracle.py EVENTS.jsonl LOT…                  prints the answers as JSON
    oracle.py EVENTS.jsonl --check ANSWERS.json  holds them against known answers
"""

import json
import sys
from fractions import Fraction

from model import UNITS, Ledger, parse, weight_of

SECTIONS = ("held", "inTransit", "used", "disposed", "lost", "transformed", "unaccounted")
ALL = SECTIONS + ("notCovered",)  # what was taken without being there, where there is any


def read(path):
    """The ledger that a file of JSON Lines folds to."""
    ledger = Ledger()
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            ledger.append(json.loads(line))
    return ledger


def inputs_of(ledger, index):
    """The inputs of a production, summed per lot, and whether they are of one dimension."""
    sums = {}
    if index is None:
        return sums, True
    for good in ledger.events[index].get("inputs", []):
        sums[good["lot"]] = sums.get(good["lot"], 0) + parse(good["quantity"])[0]
    return sums, len({ledger.lots[lot].dimension for lot in sums}) <= 1


def ancestors(ledger, name):
    """The lot and all it was made of, the youngest first."""
    seen, todo = {name}, [name]
    while todo:
        for lot in inputs_of(ledger, ledger.lots[todo.pop()].index)[0]:
            if lot not in seen:
                seen.add(lot)
                todo.append(lot)
    return sorted(seen, key=lambda lot: (-(ledger.lots[lot].index or 0), lot.encode()))


def composition(ledger, name):
    """Shares by origin lot; None where the way passes inputs of mixed dimensions."""
    share, origins = {name: Fraction(1)}, {}

    def add(sums, lot, part):
        known = part is not None and sums.get(lot, 0) is not None
        sums[lot] = sums.get(lot, 0) + part if known else None

    for lot in ancestors(ledger, name):
        state, part = ledger.lots[lot], share[lot]
        inputs, is_uniform = inputs_of(ledger, state.index)
        if not inputs:
            add(origins, lot, part)
            continue
        whole = state.amount + state.found
        if state.found:
            add(origins, lot, part and part * Fraction(state.found, whole))
        for source, amount in inputs.items():
            known = part is not None and is_uniform
            step = Fraction(state.amount, whole) * Fraction(amount, sum(inputs.values()))
            add(share, source, part * step if known else None)
    return origins


def productions(ledger, name):
    return sorted({ledger.lots[lot].index for lot in ancestors(ledger, name)} - {None})


def handovers(ledger, name):
    """(index, lot, received, carrier) of deliveries on the way, in ledger order."""
    rows = set(deliveries(ledger, name))
    for index in productions(ledger, name):
        for lot in inputs_of(ledger, index)[0]:
            for row in deliveries(ledger, lot):
                opening = ledger.waybills[ledger.events[row[0]]["consignment"]].event
                if row[0] < index and opening["consignee"] == ledger.events[index]["party"]:
                    rows.add(row)
    return sorted(rows, key=lambda row: (row[0], row[1].encode()))


def deliveries(ledger, name):
    """(index, lot, received, first carrier drawn from) of the deliveries of a lot."""
    rows = []
    for index in ledger.lots[name].history:
        event = ledger.events[index]
        if event["kind"] != "transport" or event["step"] != "deliver":
            continue
        received = [posting for posting in ledger.lots[name].journal
                    if posting[0] == index and posting[3][0] == "held"]
        if received:
            drawn = [posting[2][2] for posting in received if posting[2][0] == "transit"]
            named = ledger.waybills[event["consignment"]].event.get("carrier", "")
            amount = sum(posting[1] for posting in received)
            rows.append((index, name, amount, (drawn or [named])[0]))
    return rows


def largest_remainder(parts, total):
    """Rounds fractions to integers of a given sum; the earlier of equals is rounded up first."""
    floors = [part.__floor__() for part in parts]
    order = sorted(range(len(parts)), key=lambda at: floors[at] - parts[at])
    for at in order[:total - sum(floors)]:
        floors[at] += 1
    assert sum(floors) == total
    return floors


def fate(ledger, name):
    """Rows by section, each (sort key, lot, details, quantity, attributed), and the descendants."""
    whole = ledger.lots[name].amount + ledger.lots[name].found
    amounts, rows = {name: Fraction(whole)}, {section: [] for section in ALL}
    todo = [name]
    while todo:
        lot = min(todo, key=lambda lot: (ledger.lots[lot].index, lot))
        todo.remove(lot)
        state = ledger.lots[lot]
        factor = amounts[lot] / (state.amount + state.found)
        for bucket, amount in state.balance.items():
            place = {"held": "held", "transit": "inTransit", "unaccounted": "unaccounted"}
            if bucket[0] in place and amount < 0:
                rows["notCovered"].append((bucket[1:], lot, amount, amount * factor))
            elif bucket[0] in place and amount:
                rows[place[bucket[0]]].append((bucket[1:], lot, amount, amount * factor))
        ends = {}  # an event is one row, however many buckets it drew on
        for index, amount, _, target in state.journal:
            ends[index, target] = ends.get((index, target), 0) + amount
        for (index, target), amount in ends.items():
            if target[0] in ("used", "disposed", "lost"):
                details = (index,) + target[1:]
                rows[target[0]].append((details, lot, amount, amount * factor))
            elif target[0] == "into":
                split(ledger, index, lot, amount, factor, amounts, rows, todo)
    for section in ALL:
        rows[section].sort(key=lambda row: (row[1].encode(), sortable(row[0])))
    return rows, descendants(ledger, name)


def descendants(ledger, name):
    """Every lot that something of a lot went into, also where nobody can say how much."""
    seen, todo = set(), [name]
    while todo:
        for index, _, _, target in ledger.lots[todo.pop()].journal:
            if target[0] != "into":
                continue
            for output in ledger.events[index]["outputs"]:
                if output["lot"] not in seen:
                    seen.add(output["lot"])
                    todo.append(output["lot"])
    return sorted(seen, key=str.encode)


def sortable(details):
    return tuple(part.encode() if isinstance(part, str) else part for part in details)


def split(ledger, index, lot, amount, factor, amounts, rows, todo):
    """Attributes what a production took of a lot to the production's outputs and its loss."""
    event = ledger.events[index]
    weights = [weight_of(output) for output in event["outputs"]]
    if len({UNITS[unit][0] for _, unit in weights}) > 1:
        rows["transformed"].append(((index,), lot, amount, amount * factor))
        return
    loss = parse(event["loss"])[0] if event.get("loss") else 0
    total = sum(weight for weight, _ in weights) + loss
    if loss:
        inputs = inputs_of(ledger, index)[0]
        names = sorted(inputs, key=str.encode)
        parts = [Fraction(loss * inputs[each], sum(inputs.values())) for each in names]
        quantity = dict(zip(names, largest_remainder(parts, loss)))[lot]
        part = amount * factor * Fraction(loss, total)
        if quantity:
            rows["lost"].append(((index, event["process"]), lot, quantity, part))
    for output, (weight, _) in zip(event["outputs"], weights):
        made = output["lot"]
        if made not in amounts:
            todo.append(made)
        amounts[made] = amounts.get(made, 0) + amount * factor * Fraction(weight, total)


KEYS = {
    "held": ("party", "site"), "inTransit": ("consignment", "carrier"),
    "unaccounted": ("consignment", "carrier"), "used": ("event",), "disposed": ("event",),
    "lost": ("event", "cause"), "transformed": ("event",), "notCovered": (),
}


def answer(ledger, name):
    """All that a trace of the lot must say, as plain JSON values."""
    lot = ledger.lots[name]
    whole = lot.amount + lot.found
    event = ledger.events
    origins = sorted(composition(ledger, name).items(), key=lambda item: item[0].encode())
    known = [share * whole for _, share in origins if share is not None]
    quantities = iter(largest_remainder(known + [whole - sum(known)], whole))
    rows, descendants = fate(ledger, name)
    shown = ALL if rows["notCovered"] else SECTIONS
    every = [row for section in shown for row in rows[section]]
    rounded = iter(largest_remainder([row[3] for row in every], whole))
    result = {
        "lot": name, "unit": lot.unit, "unitFactor": 10 ** UNITS[lot.unit][1],
        "quantity": lot.amount, "found": lot.found,
        "origins": {origin: None if share is None else float(share) for origin, share in origins},
        "originQuantities": {origin: None if share is None else next(quantities)
                             for origin, share in origins},
        "productions": [key_of(event[index]) for index in productions(ledger, name)],
        "handovers": [key_of(event[row[0]]) + list(row[1:]) for row in handovers(ledger, name)],
        "totals": {section: float(sum(row[3] for row in rows[section])) for section in SECTIONS},
        "rows": {section: len(rows[section]) for section in shown},
    }
    for section in shown:
        result[section] = [{
            "lot": row[1], **{key: key_of(event[part]) if key == "event" else part
                              for key, part in zip(KEYS[section], row[0])},
            "quantity": row[2], "attributed": float(row[3]), "rounded": next(rounded),
        } for row in rows[section]]
    result["lots"] = descendants
    result["history"] = [key_of(entry) for entry, chain in zip(ledger.entries, ledger.chains)
                         if name in chain]
    return result


def key_of(event):
    return [event["party"], event["id"]]


def differences(expected, found, path=""):
    """Where two answers differ: numbers by more than 1e-9 of their size, all else at all."""
    if isinstance(expected, dict):
        for key in expected:
            yield from differences(expected[key], found.get(key, 0), f"{path}.{key}")
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for at, pair in enumerate(zip(expected, found)):
            yield from differences(*pair, f"{path}[{at}]")
    elif isinstance(expected, (int, float)) and isinstance(found, (int, float)):
        if abs(expected - found) > 1e-9 * max(abs(expected), abs(found)):
            yield f"{path}: expected {expected}, found {found}"
    elif expected != found:
        yield f"{path}: expected {str(expected)[:200]}, found {str(found)[:200]}"


def main(arguments):
    ledger = read(arguments[0])
    if arguments[1] != "--check":
        print(json.dumps([answer(ledger, lot) for lot in arguments[1:]], ensure_ascii=False))
        return 0
    with open(arguments[2], encoding="utf-8") as file:
        known = json.load(file)
    wrong = 0
    for expected in known:
        for difference in differences(expected, answer(ledger, expected["lot"])):
            print(f"{expected['lot']}{difference}")
            wrong += 1
    print(f"{len(known)} answers, {wrong} differences")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
