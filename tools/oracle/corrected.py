#!/usr/bin/env python3
"""Invents a county whose people make mistakes: corrections, withdrawals and orders among its events.

    corrected.py FOLDER [SEED [EVENTS]]

Like `world.py`, and with the same promise: the model's second implementation accepted every event.
"""

import copy
import json
import sys

import files
import oracle
from words import REASONS
from world import World

BUREAU = "91340000MA00000YJ1"


class CorrectedWorld(World):
    def correct(self):
        """Replaces or withdraws one of the last events, or any."""
        entries = self.ledger.entries
        index = self.random.randrange(len(entries))
        if self.random.random() < 0.6:
            index = max(0, len(entries) - self.random.randrange(1, 40))
        event = entries[index]
        if event["kind"] == "correction":
            return
        replacement = None
        if self.random.random() < 0.8:
            replacement = copy.deepcopy(self.ledger.events[index] or event)
            self.mistake(replacement)
        self.tell(event["party"], "correction", corrects={"id": event["id"]},
                  reason=self.random.choice(REASONS), replacement=replacement)

    def mistake(self, event):
        """Changes one thing that people get wrong."""
        draw = self.random.random()
        goods = [good for name in ("outputs", "inputs", "goods") for good in event.get(name) or []]
        goods += [event] if "quantity" in event else []
        if goods and draw < 0.7:
            good = self.random.choice(goods)
            number, unit = good["quantity"].split(" ")
            good["quantity"] = f"{self.scaled(number, unit)} {unit}"
        elif "lot" in event and draw < 0.85:
            event["lot"] = self.random.choice(list(self.ledger.lots))
        elif event["kind"] == "consignment" and draw < 0.95:
            event["consignee"] = self.random.choice(list(self.counts))
        else:
            event["note"] = "更正"

    def scaled(self, number, unit):
        factor = self.random.choice([2, 3, 5, 8, 9, 11, 12, 15])
        whole, _, fraction = number.partition(".")
        digits = int(whole + fraction) * factor // 10 or int(whole + fraction)
        if unit == "pcs":
            return str(max(1, digits))
        text = str(digits).rjust(len(fraction) + 1, "0")
        return f"{text[:len(text) - len(fraction)]}.{text[len(text) - len(fraction):]}" \
            if fraction else text

    def order(self):
        """Holds a lot, releases one, or calls one back."""
        document, held = f"ZL{self.random.randrange(10**6):06d}", self.ledger.holds
        standing = [lot for lot, holders in held.items() if holders]
        lot = self.random.choice(list(self.ledger.lots))
        if standing and self.random.random() < 0.6:
            self.tell(BUREAU, "order", order="release", lots=[self.random.choice(standing)],
                      document=document)
        elif len(standing) < 5:
            self.tell(BUREAU, "order", order=self.random.choice(["hold", "hold", "recall"]),
                      lots=[lot], document=document)

    def act(self):
        draw = self.random.random()
        if len(self.events) < 150 or draw > 0.4:
            super().act()
        elif draw < 0.34:
            self.correct()
        else:
            self.order()


def main(arguments):
    folder, seed = arguments[0], int(arguments[1]) if len(arguments) > 1 else 20260320
    world = CorrectedWorld(seed)
    world.live(int(arguments[2]) if len(arguments) > 2 else 700)
    with open(f"{folder}/events.jsonl", "w", encoding="utf-8", newline="") as file:
        for event in world.events:
            file.write(json.dumps(event, ensure_ascii=False) + "\n")
    ghosts = [name for name, lot in world.ledger.lots.items() if lot.index is None]
    for name in ghosts:
        del world.ledger.lots[name]
    answers = [oracle.answer(world.ledger, name) for name in chosen(world.ledger)]
    with open(f"{folder}/answers.json", "w", encoding="utf-8", newline="") as file:
        lines = [json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in answers]
        file.write("[\n" + ",\n".join(lines) + "\n]\n")
    kinds = [event["kind"] for event in world.events]
    print(f"{kinds.count('correction')} corrections, {kinds.count('order')} orders, "
          f"{sum('notCovered' in each['rows'] for each in answers)} answers not covered")


def chosen(ledger, count=40):
    """Lots that corrections had to do with, those that something is missing of first."""
    corrected = {}
    for entry, chain in zip(ledger.entries, ledger.chains):
        if entry["kind"] == "correction":
            for lot in chain & set(ledger.lots):
                corrected[lot] = corrected.get(lot, 0) + 1
    short = {lot for lot in corrected
             if any(amount < 0 for amount in ledger.lots[lot].balance.values())}
    return sorted(corrected, key=lambda lot: (lot not in short, -corrected[lot], lot))[:count]


if __name__ == "__main__":
    main(sys.argv[1:])
