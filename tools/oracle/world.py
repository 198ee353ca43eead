#!/usr/bin/env python3
"""Invents a small county, from a seed: every kind, process, action, step and cause of the model.

    world.py FOLDER [SEED [EVENTS]]

Every event has been accepted by the model's second implementation before it is written, so what is
written is a history that a ledger must take. The same seed gives the same bytes.
"""

import random
import sys
from datetime import datetime, timedelta, timezone

import files
from model import UNITS, Ledger, Refused, show
from words import (CARRIERS, CHEMICALS, GASES, HOLDERS, LABORATORY, METHODS, NOTES, PEOPLE, PLACES,
                   PLATES, PRODUCERS, PRODUCTS, PURPOSES, REASONS, SITES, SUPPLIERS, TRADERS, USERS,
                   WASTE_PLANT)

LOCAL = timezone(timedelta(hours=8))
SHARED_BATCH = "20260105-01"


class World:
    def __init__(self, seed):
        self.random, self.ledger, self.events = random.Random(seed), Ledger(), []
        self.now = datetime(2026, 1, 4, 7, 30, tzinfo=LOCAL)
        self.counts, self.batch, self.open = {}, 0, []

    # Telling.

    def tell(self, party, kind, **fields):
        """Appends an event if the model takes it, and says whether it did."""
        number = self.counts.get(party, 0) + 1
        moment = self.now.isoformat()
        if self.random.random() < 0.1:
            moment = self.now.astimezone(timezone.utc).isoformat().replace("+00:00", "Z")
        event = {"id": f"E{number:05d}", "kind": kind, "time": moment, "party": party}
        event |= {name: value for name, value in fields.items() if value not in (None, "")}
        for name, chance in (("handler", 0.4), ("checker", 0.1)):
            if self.random.random() < chance:
                event[name] = self.random.choice(PEOPLE)
        if self.random.random() < 0.03:
            event["note"] = self.random.choice(NOTES)
        try:
            self.ledger.append(event)
        except Refused:
            return False
        self.events.append(event)
        self.counts[party] = number
        self.now += timedelta(seconds=self.random.randrange(20, 3600))
        return True

    def new_lot(self, party):
        """A batch of the party's own: sometimes the one that every factory has."""
        if f"{party}/{SHARED_BATCH}" not in self.ledger.lots and self.random.random() < 0.2:
            return SHARED_BATCH
        self.batch += 1
        name = f"{self.now:%y%m%d}-{self.batch:04d}"
        return f"L/{name}" if self.random.random() < 0.02 else name

    def named(self, lot):
        """The lot as people write it: bare where that is clear."""
        batch = lot.split("/", 1)[1]
        is_clear = len(self.ledger.batches.get(batch, [])) == 1 and "/" not in batch
        return batch if is_clear and self.random.random() < 0.7 else lot

    def write(self, lot, amount):
        """An amount in the lot's unit or a smaller one of its dimension."""
        unit = self.ledger.lots[lot].unit
        if unit == "t" and self.random.random() < 0.3:
            unit = "kg"
        return show(amount, unit)

    def good(self, lot, amount):
        return {"lot": self.named(lot), "quantity": self.write(lot, amount)}

    # Looking.

    def stock(self, parties=HOLDERS):
        """(party, site) with what is held there: {lot: amount}."""
        places = {}
        for lot in self.ledger.lots.values():
            for bucket, amount in lot.balance.items():
                if bucket[0] == "held" and amount > 0 and bucket[1] in parties:
                    places.setdefault(bucket[1:], {})[lot.name] = amount
        return places

    def pick(self, parties=HOLDERS, kind=None, count=1):
        """A place and some of the lots held there, newest first more often; None where none."""
        places = []
        for place, lots in self.stock(parties).items():
            fitting = {lot: amount for lot, amount in lots.items()
                       if kind is None or self.ledger.lots[lot].dimension == kind}
            if len(fitting) >= count:
                places.append((place, fitting))
        if not places:
            return None
        place, lots = self.random.choice(places)
        names = sorted(lots, key=lambda lot: -(self.ledger.lots[lot].index or 0))
        chosen = names[:count] if self.random.random() < 0.5 else self.random.sample(names, count)
        return place, {lot: lots[lot] for lot in chosen}

    def part(self, lot, amount, low=0.1, high=0.9):
        """Some of an amount, in figures that people write; all of it now and then."""
        if self.random.random() < 0.2:
            return amount
        decimals = UNITS[self.ledger.lots[lot].unit][1]
        step = 10 ** max(0, decimals - self.random.choice([0, 0, 1, 3]))
        part = int(amount * self.random.uniform(low, high)) // step * step
        return part or amount

    # Doing.

    def make(self):
        party = self.random.choice(PRODUCERS * 3 + TRADERS + [LABORATORY, WASTE_PLANT])
        name, cas, un, concentration, units = self.random.choice(CHEMICALS)
        chemical = {"name": name, "cas": cas, "un": un}
        if concentration:
            chemical["concentration"] = concentration
        process = self.random.choice(["produce"] * 4 + ["import", "receipt", "opening"])
        if party == WASTE_PLANT:
            process = "waste"
        outputs = []
        for _ in range(self.random.choice([1, 1, 1, 2])):
            unit = self.random.choice(units)
            small = 10 ** max(0, UNITS[unit][1] - self.random.choice([0, 1, 3]))
            size = self.random.randrange(20, 400) * 10 ** UNITS[unit][1]
            amount = size + self.random.randrange(1000) * small
            outputs.append({"lot": self.new_lot(party), "quantity": show(amount, unit),
                            "chemical": chemical})
        if len({output["lot"] for output in outputs}) == len(outputs):
            self.tell(party, "production", site=self.random.choice(SITES[party] + [""]),
                      process=process, outputs=outputs,
                      **({"from": self.random.choice(SUPPLIERS)} if process == "receipt" else {}))

    def blend(self):
        kind = self.random.choice(["mass", "mass", "volume"])
        picked = self.pick(PRODUCERS + TRADERS + USERS, kind, self.random.choice([2, 2, 3]))
        if not picked:
            return
        (party, site), lots = picked
        taken = {lot: self.part(lot, amount) for lot, amount in lots.items()}
        total = sum(taken.values())
        loss = total // 200 if self.random.random() < 0.5 else 0
        self.yield_from(party, site, "blend", taken, total - loss, loss,
                        {"name": self.random.choice(PRODUCTS)})

    def repack(self):
        picked = self.pick()
        if not picked:
            return
        (party, site), lots = picked
        (lot, amount), = lots.items()
        taken = self.part(lot, amount)
        loss = taken // 500 if self.random.random() < 0.3 else 0
        if self.ledger.lots[lot].dimension == "count" or self.random.random() < 0.4:
            return self.fill(party, site, lot, taken, loss)
        chemical = {"name": "分装品"} if self.random.random() < 0.2 else None
        return self.yield_from(party, site, "repack", {lot: taken}, taken - loss, loss, chemical)

    def fill(self, party, site, lot, taken, loss):
        """Into things that are counted (or out of them): drums to bottles, gas to cylinders."""
        unit, other = self.ledger.lots[lot].unit, "pcs"
        if self.ledger.lots[lot].dimension == "count":
            other, loss = "kg", 0
        amount = self.random.randrange(5, 400) * 10 ** UNITS[other][1]
        self.tell(party, "production", site=site, process="repack",
                  inputs=[self.good(lot, taken)],
                  outputs=[{"lot": self.new_lot(party), "quantity": show(amount, other),
                            "content": show(taken - loss, unit)}],
                  loss=show(loss, unit) if loss else None)

    def yield_from(self, party, site, process, taken, total, loss, chemical):
        """A balanced production of one to three outputs in the unit of its first input."""
        unit = self.ledger.lots[next(iter(taken))].unit
        inputs = [self.good(lot, amount) for lot, amount in taken.items()]
        if len(inputs) == 1 and next(iter(taken.values())) > 1 and self.random.random() < 0.1:
            lot, amount = next(iter(taken.items()))  # the same lot twice is summed
            inputs = [self.good(lot, amount // 2), self.good(lot, amount - amount // 2)]
        outputs, left = [], total
        for at in range(count := self.random.choice([1, 1, 2, 3])):
            amount = left if at == count - 1 else left * self.random.randrange(20, 80) // 100
            left -= amount
            outputs.append({"lot": self.new_lot(party), "quantity": show(amount, unit)})
            if chemical:
                outputs[-1]["chemical"] = chemical
        self.tell(party, "production", site=site, process=process, inputs=inputs, outputs=outputs,
                  loss=show(loss, unit) if loss else None)

    def react(self):
        picked = self.pick(PRODUCERS + USERS, None, self.random.choice([1, 2, 2, 3]))
        if not picked:
            return
        (party, site), lots = picked
        process = self.random.choice(["react", "react", "produce", "waste"])
        units = self.random.choice([["kg"], ["kg"], ["kg", "kg"], ["kg", "L"], ["t", "pcs"]])
        chemical = {"name": self.random.choice(PRODUCTS)}
        outputs = [{"lot": self.new_lot(party), "chemical": chemical,
                    "quantity": show(self.random.randrange(1, 900) * 10 ** UNITS[unit][1], unit)}
                   for unit in units]
        inputs = [self.good(lot, self.part(lot, amount)) for lot, amount in lots.items()]
        self.tell(party, "production", site=site, process=process, inputs=inputs, outputs=outputs)

    def cylinders(self):
        """A gas, by weight, and its cylinders, by the piece."""
        party = self.random.choice(PRODUCERS)
        name, cas, un = self.random.choice(GASES)
        site, lot = self.random.choice(SITES[party]), self.new_lot(party)
        weight = self.random.randrange(200, 2000)
        if self.tell(party, "production", site=site, process="produce", outputs=[{
                "lot": lot, "quantity": f"{weight} kg",
                "chemical": {"name": name, "cas": cas, "un": un}}]):
            self.fill(party, site, f"{party}/{lot}", weight * 10 ** 6, 0)

    def store(self):
        picked = self.pick()
        if not picked:
            return
        (party, site), lots = picked
        (lot, amount), = lots.items()
        action = self.random.choice(["move", "move", "count", "out" if site else "in"])
        part, fields = self.part(lot, amount), {}
        if action == "in":
            fields["site"] = self.random.choice(SITES[party])
        elif site:
            fields["site"] = site
        if action == "move":
            fields["toSite"] = self.random.choice(SITES[party])
        if action == "count":
            is_count = self.ledger.lots[lot].dimension == "count"
            change = self.random.choice([0, 1, -1]) if is_count else \
                int(amount * self.random.choice([0, 0.001, -0.002]))
            part, fields["reason"] = amount + change, self.random.choice(REASONS)
        quantity = "0 kg" if part == 0 else self.write(lot, part)
        if part:
            self.tell(party, "storage", action=action, lot=self.named(lot), quantity=quantity,
                      **fields)

    def trade(self):
        if picked := self.pick(PRODUCERS + TRADERS):
            (party, _), lots = picked
            other = self.random.choice([each for each in TRADERS + USERS if each != party])
            goods = [self.good(lot, self.part(lot, amount)) for lot, amount in lots.items()]
            sides = {"action": "sale", "counterparty": other}
            if self.random.random() < 0.4:
                party, sides = other, {"action": "purchase", "counterparty": party}
            self.tell(party, "trade", goods=goods, purpose=self.random.choice(PURPOSES),
                      agent=self.random.choice(PEOPLE), **sides)

    def end(self):
        """Use, disposal, theft, spill, evaporation, finding again."""
        picked = self.pick(USERS * 3 + TRADERS + [LABORATORY, WASTE_PLANT] + PRODUCERS)
        if not picked:
            return
        (party, site), lots = picked
        (lot, amount), = lots.items()
        fields = {"site": site, "lot": self.named(lot)}
        draw = self.random.random()
        if draw < 0.6:
            fields |= {"purpose": self.random.choice(PURPOSES)}
            self.tell(party, "use", quantity=self.write(lot, self.part(lot, amount)), **fields)
        elif draw < 0.8:
            fields |= {"method": self.random.choice(METHODS),
                       "document": f"LD{self.random.randrange(10**8):08d}"}
            self.tell(party, "disposal", quantity=self.write(lot, self.part(lot, amount)), **fields)
        else:
            cause = self.random.choice(["theft", "loss", "spill", "evaporation", "found"])
            part = self.part(lot, amount, 0.001, 0.02)
            self.tell(party, "loss", cause=cause, quantity=self.write(lot, min(part, amount)),
                      **fields)

    def consign(self):
        picked = self.pick(PRODUCERS * 2 + TRADERS + USERS[:1], None, self.random.choice([1, 1, 2]))
        if not picked:
            return
        (party, site), lots = picked
        consignee = self.random.choice([each for each in HOLDERS if each != party])
        number = f"YD{len(self.ledger.waybills) + 1:06d}"
        goods = [self.good(lot, self.part(lot, amount)) for lot, amount in lots.items()]
        if self.tell(party, "consignment", site=site, consignment=number, consignee=consignee,
                     carrier=self.random.choice(CARRIERS + [None]), goods=goods,
                     toSite=self.random.choice(SITES[consignee] + [""]),
                     document=f"XK{self.random.randrange(10**6):06d}"):
            self.open.append(number)

    def drive(self):
        """The next step of some consignment, likely or not."""
        if not self.open:
            return
        number = self.random.choice(self.open)
        if number not in self.ledger.waybills:
            return self.open.remove(number)
        waybill = self.ledger.waybills[number]
        opening = waybill.event
        carrier = opening.get("carrier") or self.random.choice(CARRIERS)
        vehicle = {"vehicle": self.random.choice(PLATES), "driver": self.random.choice(PEOPLE),
                   "escort": self.random.choice(PEOPLE)}

        def step(party, name, **fields):
            return self.tell(party, "transport", consignment=number, step=name, **fields)

        draw = self.random.random()
        if not waybill.carriers and draw < 0.15 and step(opening["consignee"], "deliver"):
            self.open.remove(number)  # fetched, without a carrier
        elif not waybill.carriers:
            if draw < 0.5:
                step(carrier, "accept")
            goods = None
            if draw < 0.4:
                goods = [self.good(lot, self.part(lot, amount))
                         for lot, amount in waybill.goods.items()]
            step(carrier, "load", goods=goods, **vehicle)
            if goods and self.random.random() < 0.6:
                step(self.random.choice(CARRIERS), "load", **vehicle)
        elif draw < 0.45:
            name = self.random.choice(["depart", "position", "stop", "arrive", "unload"])
            step(self.random.choice(waybill.carriers), name, vehicle=vehicle["vehicle"],
                 place=self.random.choice(PLACES))
        elif draw < 0.55:
            self.lose_on_way(number, waybill)
        elif draw < 0.65:
            step(opening["consignee"], "refuse", note="质量不符")
            reporter = self.random.choice([waybill.carriers[0], opening["party"]])
            step(reporter, "return")
            self.open.remove(number)
        else:
            self.deliver(number, waybill, step)

    def on_way(self, number, waybill, kinds=("transit",)):
        sums = {}
        for lot in waybill.goods:
            for bucket, amount in self.ledger.lots[lot].balance.items():
                if bucket[0] in kinds and bucket[1] == number and amount > 0:
                    sums[lot] = sums.get(lot, 0) + amount
        return sums

    def lose_on_way(self, number, waybill):
        for lot, amount in self.on_way(number, waybill, ("transit", "unaccounted")).items():
            self.tell(waybill.carriers[-1], "loss", consignment=number, lot=self.named(lot),
                      quantity=self.write(lot, self.part(lot, amount, 0.01, 0.3)),
                      cause=self.random.choice(["spill", "evaporation", "theft", "loss"]))
            return

    def deliver(self, number, waybill, step):
        """All, exactly so much, a part now, too little, a little too much, or nothing at all."""
        transit, goods, fields = self.on_way(number, waybill), [], {}
        draw = self.random.random()
        for lot, amount in transit.items():
            factor = 1.0 if draw < 0.45 else self.random.choice([0.97, 0.5, 0])
            arrived = int(amount * factor)
            if draw > 0.85 and self.ledger.lots[lot].dimension != "count":
                arrived = amount + amount // 250
            goods.append(self.good(lot, arrived))
        if 0.45 <= draw < 0.65:
            fields["partial"] = True
        elif draw < 0.5:
            fields["partial"] = False
        party = waybill.event["consignee"]
        if self.random.random() < 0.1:
            party, fields["document"] = waybill.carriers[0], f"HD{number}"
        site = self.random.choice(SITES[waybill.event["consignee"]] + [""])
        if step(party, "deliver", site=site, goods=goods if draw > 0.2 else None, **fields):
            if not self.on_way(number, waybill, ("transit", "unaccounted")):
                self.open.remove(number)

    def live(self, count):
        for _ in range(12):
            self.make()
        while len(self.events) < count:
            self.act()

    def act(self):
        """Tries one thing that people do."""
        activities = {
            self.make: 9, self.blend: 8, self.repack: 10, self.react: 4, self.cylinders: 1,
            self.store: 10, self.trade: 4, self.end: 18, self.consign: 12, self.drive: 40,
        }
        self.random.choices(list(activities), list(activities.values()))[0]()


def main(arguments):
    folder, seed = arguments[0], int(arguments[1]) if len(arguments) > 1 else 20260105
    world = World(seed)
    world.live(int(arguments[2]) if len(arguments) > 2 else 2000)
    files.write(folder, world)


if __name__ == "__main__":
    main(sys.argv[1:])
