"""The ledger's model, a second time: folds events into balances, exactly, and refuses what breaks it.

Written from the model page of the documentation and from nothing else: it shares no code with the
package, so that the two can be held against each other. Every event becomes postings, which move an
amount of a lot from one bucket to another; a bucket that would go below zero refuses the event.
Corrections fold everything again (`corrections.py`), and such a fold refuses nothing.
"""

import copy
import re

import corrections

UNITS = {  # symbol: (dimension, decimals down to the dimension's smallest unit)
    "mg": ("mass", 0), "g": ("mass", 3), "kg": ("mass", 6), "t": ("mass", 9),
    "mL": ("volume", 0), "L": ("volume", 3), "m3": ("volume", 6), "pcs": ("count", 0),
}
TOLERANCE_PPM = 5000
SOURCES = ("produced", "found")  # buckets that amounts come into the world from


class Refused(Exception):
    """The event breaks the model."""


def parse(text):
    """`"12.5 t"` as (amount in the smallest unit, unit)."""
    match = re.fullmatch(r"(\d+)(?:\.(\d+))? (\S+)", text)
    if not match or match[3] not in UNITS:
        raise Refused(f"not a quantity: {text}")
    decimals = UNITS[match[3]][1]
    fraction = match[2] or ""
    if len(fraction) > decimals:
        raise Refused(f"too many decimals: {text}")
    return int(match[1] + fraction.ljust(decimals, "0")), match[3]


def show(amount, unit):
    """The shortest way to write an amount of the smallest unit in a unit."""
    decimals = UNITS[unit][1]
    digits = str(amount).rjust(decimals + 1, "0")
    whole, fraction = digits[:len(digits) - decimals], digits[len(digits) - decimals:].rstrip("0")
    return f"{whole}{'.' + fraction if fraction else ''} {unit}"


class Lot:
    """One lot: how it came to be, its balances and every posting that touched it."""

    def __init__(self, name, index, output):
        self.name, self.index, self.output = name, index, output
        self.amount, self.unit = parse(output["quantity"])
        self.dimension = UNITS[self.unit][0]
        self.balance, self.journal, self.history = {}, [], []

    @classmethod
    def ghost(cls, name, unit):
        """A lot that events name although nothing that counts made it."""
        lot = cls(name, None, {"quantity": f"1 {unit}"})
        lot.amount = 0
        return lot

    def total(self, kind):
        """The sum over all buckets of a kind, such as `held`."""
        return sum(amount for bucket, amount in self.balance.items() if bucket[0] == kind)

    @property
    def found(self):
        return sum(posting[1] for posting in self.journal if posting[2] == ("found",))


class Waybill:
    """One consignment: its opening, and who loaded and delivered how much of what."""

    def __init__(self, event, goods):
        self.event, self.goods, self.carriers = event, goods, []
        self.loaded, self.direct = dict.fromkeys(goods, 0), dict.fromkeys(goods, 0)
        self.place = ("held", event["party"], event.get("site", ""))

    def may_report(self, party):
        """True of the consignor, the consignee, the named carrier and whoever loaded."""
        named = (self.event["party"], self.event["consignee"], self.event.get("carrier"))
        return party in named or party in self.carriers


class Ledger:
    """All events so far, and the state that they fold to."""

    def __init__(self, lenient=False):
        self.events, self.lots, self.batches, self.waybills = [], {}, {}, {}
        self.lenient = lenient  # folds what counts, and lets buckets go below zero
        self.holds, self.party_holds = {}, {}  # who holds a lot, or all that a party has
        # What was recorded: entries, the lots whose chains each is on, where each event first stands
        # and where its newest version does. `events` has what counts at each place, or None.
        self.entries, self.chains, self.places, self.versions = [], [], {}, {}

    def append(self, event):
        """Folds one event, resolving its bare lots; gives it back as recorded, or raises Refused."""
        key = event["party"], event["id"]
        if key in self.places:
            raise Refused("the id is taken")
        index = len(self.events)
        if event["kind"] == "correction":
            event, chain = corrections.correct(self, event)
        else:
            event = self.fold(event)
            chain = set(self.named)
        self.places[key] = index
        self.entries.append(event)
        self.chains.append(chain)
        return event

    def fold(self, event):
        """Folds an event that counts, at the next place."""
        event, index = copy.deepcopy(event), len(self.events)
        self.postings, self.named, self.after = [], [], []
        getattr(self, event["kind"])(event, index)
        self.check()
        for change in self.after:
            change()
        for lot, amount, source, target in self.postings:
            if amount == 0:
                continue
            if source[0] not in SOURCES:
                lot.balance[source] = lot.balance.get(source, 0) - amount
            lot.balance[target] = lot.balance.get(target, 0) + amount
            lot.journal.append((index, amount, source, target))
        for lot in dict.fromkeys(self.named):
            self.lots[lot].history.append(index)
        self.events.append(event)
        return event

    def check(self):
        """Refuses postings that would take more than is there at that moment."""
        balances = {}
        for lot, amount, source, target in self.postings if not self.lenient else []:
            if source[0] not in SOURCES and amount:
                left = balances.get((lot.name, source), lot.balance.get(source, 0)) - amount
                if left < 0:
                    raise Refused(f"{lot.name}: {source} is short by {-left}")
                balances[lot.name, source] = left
            before = balances.get((lot.name, target), lot.balance.get(target, 0))
            balances[lot.name, target] = before + amount

    def resolve(self, name):
        """The qualified name of a lot that is known; a bare batch must be the only one."""
        if "/" in name:
            if name not in self.lots:
                raise Refused(f"unknown lot {name}")
            return name
        candidates = self.batches.get(name, [])
        if len(candidates) != 1:
            raise Refused(f"{len(candidates)} lots of batch {name}")
        return candidates[0]

    def goods(self, event, key):
        """The goods of an event, resolved in place and summed per lot."""
        sums = {}
        for good in event[key]:
            lot = self.lots[self.named_lot(good)]
            sums[lot.name] = sums.get(lot.name, 0) + self.amount(lot, good["quantity"])
        return sums

    def named_lot(self, holder):
        name = holder["lot"]
        if self.lenient and name not in self.lots:
            self.lots[name] = Lot.ghost(name, parse(holder["quantity"])[1])
        holder["lot"] = self.resolve(holder["lot"])
        self.named.append(holder["lot"])
        return holder["lot"]

    def amount(self, lot, text):
        amount, unit = parse(text)
        if UNITS[unit][0] != lot.dimension:
            raise Refused(f"{lot.name} is not measured in {unit}")
        return amount

    def stop(self, lot, giver):
        """Refuses what a hold on the lot, or on whoever gives it out of hand, stops."""
        if not self.lenient and (self.holds.get(lot) or self.party_holds.get(giver)):
            raise Refused(f"{lot} is held")

    def post(self, lot, amount, source, target):
        self.postings.append((self.lots[lot], amount, source, target))

    # The kinds of events.

    def production(self, event, index):
        place = ("held", event["party"], event.get("site", ""))
        inputs = self.goods(event, "inputs") if event.get("inputs") else {}
        for lot, amount in inputs.items():
            self.post(lot, amount, place, ("into", index))
            self.stop(lot, event["party"])
        if event["process"] in ("repack", "blend"):
            self.balanced(event, inputs)
        made = []
        for output in event["outputs"]:
            name = output["lot"]
            if "/" not in name:
                name = f"{event['party']}/{name}"
            if name in self.lots or name in made or name.split("/")[0] != event["party"]:
                raise Refused(f"{name} cannot be made")
            made.append(name)
            output["lot"] = name
            lot = Lot(name, index, output)
            self.postings.append((lot, lot.amount, ("produced",), place))
            self.after.append(lambda lot=lot: self.know(lot))
            self.named.append(name)

    def know(self, lot):
        self.lots[lot.name] = lot
        self.batches.setdefault(lot.name.split("/", 1)[1], []).append(lot.name)

    def balanced(self, event, inputs):
        dimensions = {self.lots[lot].dimension for lot in inputs}
        if len(dimensions) != 1:
            raise Refused("inputs are not of one dimension")
        total = 0
        for weight in [weight_of(output) for output in event["outputs"]] + (
                [parse(event["loss"])] if event.get("loss") else []):
            if UNITS[weight[1]][0] not in dimensions:
                raise Refused("an output says no content")
            total += weight[0]
        if total != sum(inputs.values()):
            raise Refused(f"does not balance: {sum(inputs.values())} in, {total} out")

    def storage(self, event, index):
        lot, party, site = self.named_lot(event), event["party"], event.get("site", "")
        amount = self.amount(self.lots[lot], event["quantity"])
        here = ("held", party, site)
        if event["action"] == "in":
            self.post(lot, amount, ("held", party, ""), here)
        elif event["action"] == "out":
            self.post(lot, amount, here, ("held", party, ""))
        elif event["action"] == "move":
            self.post(lot, amount, here, ("held", party, event.get("toSite", "")))
        else:
            held = self.lots[lot].balance.get(here, 0)
            if amount < held:
                self.post(lot, held - amount, here, ("lost", "count"))
            else:
                self.post(lot, amount - held, ("found",), here)

    def trade(self, event, index):
        self.goods(event, "goods")

    def use(self, event, index):
        self.take(event, ("used",))

    def disposal(self, event, index):
        self.take(event, ("disposed",))

    def take(self, event, target):
        lot = self.named_lot(event)
        place = ("held", event["party"], event.get("site", ""))
        self.post(lot, self.amount(self.lots[lot], event["quantity"]), place, target)
        if target[0] in ("used", "disposed"):
            self.stop(lot, event["party"])

    def loss(self, event, index):
        if event["cause"] == "found":
            lot = self.named_lot(event)
            amount = self.amount(self.lots[lot], event["quantity"])
            self.post(lot, amount, ("found",), ("held", event["party"], event.get("site", "")))
        elif "consignment" in event:
            waybill, lot = self.waybill(event), self.named_lot(event)
            amount = self.amount(self.lots[lot], event["quantity"])
            loaders = (waybill.event["party"], waybill.event["consignee"], *waybill.carriers)
            if event["party"] not in loaders and not self.lenient:
                raise Refused("not this party's consignment")
            target = ("lost", event["cause"])
            left = self.draw(waybill, event, lot, amount, ["unaccounted", "transit"], target)
            if left and not self.lenient:
                raise Refused(f"{left} more than is missing")
            self.overdraw(waybill, event, lot, left, target)
        else:
            self.take(event, ("lost", event["cause"]))

    def consignment(self, event, index):
        if event["consignment"] in self.waybills:
            raise Refused("the consignment is known")
        goods = self.goods(event, "goods")
        waybill = Waybill(event, goods)
        for lot, amount in goods.items():
            if self.lots[lot].balance.get(waybill.place, 0) < amount and not self.lenient:
                raise Refused(f"{lot} is not there to be consigned")
            self.stop(lot, event["party"])
        self.after.append(lambda: self.waybills.update({event["consignment"]: waybill}))

    def transport(self, event, index):
        waybill = self.waybill(event)
        goods = self.goods(event, "goods") if event.get("goods") else None
        if event["step"] != "position":
            self.named.extend(waybill.goods)
        if goods and not set(goods) <= set(waybill.goods):
            raise Refused("a good is not in the consignment")
        if event["step"] not in ("load", "deliver", "return"):
            return
        is_others = event["step"] != "load" and not waybill.may_report(event["party"])
        if is_others and not self.lenient:
            raise Refused("not this party's consignment")
        is_movable = self.lenient or self.movable(event, waybill)
        step = {"load": self.load, "deliver": self.deliver, "return": self.give_back}
        step[event["step"]](event, waybill, goods)
        if not is_movable:
            raise Refused("nothing to move")

    def movable(self, event, waybill):
        """What the step could move at most; a delivery of 0 out of something is a delivery."""
        kinds = ["transit", "unaccounted"] if event["step"] == "return" else ["transit"]
        if event["step"] == "load" or event["step"] == "deliver" and not waybill.carriers:
            return sum(self.open_goods(waybill).values())
        return sum(sum(self.on_way(waybill, event, lot, kind).values())
                   for lot in waybill.goods for kind in kinds)

    def waybill(self, event):
        if event["consignment"] not in self.waybills:
            raise Refused("unknown consignment")
        return self.waybills[event["consignment"]]

    def open_goods(self, waybill):
        return {lot: max(0, amount - waybill.loaded[lot] - waybill.direct[lot])
                for lot, amount in waybill.goods.items()}

    def load(self, event, waybill, goods):
        carrier, open_goods = event["party"], self.open_goods(waybill)
        for lot, amount in (goods or open_goods).items():
            if amount > open_goods[lot] and not self.lenient:
                raise Refused("more than consigned")
            if amount:
                self.stop(lot, waybill.event["party"])
            target = ("transit", event["consignment"], carrier)
            self.post(lot, amount, waybill.place, target)
            self.after.append(lambda l=lot, a=amount: add(waybill.loaded, l, a))
        if carrier not in waybill.carriers:
            self.after.append(lambda: waybill.carriers.append(carrier))

    def deliver(self, event, waybill, goods):
        is_others = event["party"] != waybill.event["consignee"] and "document" not in event
        if is_others and not self.lenient:
            raise Refused("only the consignee delivers without a document")
        site = event.get("site", waybill.event.get("toSite", ""))
        place = ("held", waybill.event["consignee"], site)
        if not waybill.carriers:
            open_goods = self.open_goods(waybill)
            for lot, amount in (goods or open_goods).items():
                if amount > open_goods[lot] and not self.lenient:
                    raise Refused("more than consigned")
                self.post(lot, amount, waybill.place, place)
                self.after.append(lambda l=lot, a=amount: add(waybill.direct, l, a))
            return
        for lot in waybill.goods:
            transit = max(0, sum(self.on_way(waybill, event, lot, "transit").values()))
            amount = transit if goods is None else goods.get(lot, 0)
            excess = max(0, amount - transit)
            if excess:
                allowed = transit * TOLERANCE_PPM // 1_000_000
                if self.lots[lot].dimension == "count" or excess > allowed:
                    if not self.lenient:
                        raise Refused(f"{excess} of {lot} beyond the tolerance")
                    excess = 0  # the tolerance explains nothing that it may not
            left = self.draw(waybill, event, lot, amount - excess, ["transit"], place)
            self.overdraw(waybill, event, lot, left, place)
            self.post(lot, excess, ("found",), place)
            if not event.get("partial"):
                self.leave_behind(waybill, event, lot, amount - excess)

    def leave_behind(self, waybill, event, lot, delivered):
        """What a delivery leaves in transit is unaccounted at once."""
        for carrier, amount in self.on_way(waybill, event, lot, "transit").items():
            drawn = max(0, min(amount, delivered))
            delivered -= drawn
            amount = max(0, amount)
            missing = ("unaccounted", event["consignment"], carrier)
            self.post(lot, amount - drawn, ("transit", event["consignment"], carrier), missing)

    def give_back(self, event, waybill, goods):
        for lot in goods or waybill.goods:
            there = sum(sum(self.on_way(waybill, event, lot, kind).values())
                        for kind in ("transit", "unaccounted"))
            amount = goods[lot] if goods else max(0, there)
            left = self.draw(waybill, event, lot, amount, ["transit", "unaccounted"], waybill.place)
            if left and not self.lenient:
                raise Refused("more than is on the way")
            self.overdraw(waybill, event, lot, left, waybill.place)

    def on_way(self, waybill, event, lot, kind):
        """Amounts by carrier, in the order of the carriers' first load."""
        balance = self.lots[lot].balance
        return {carrier: balance.get((kind, event["consignment"], carrier), 0)
                for carrier in waybill.carriers}

    def draw(self, waybill, event, lot, amount, kinds, target):
        """Posts from the carriers' buckets in order; gives what they could not cover."""
        for kind in kinds:
            for carrier, there in self.on_way(waybill, event, lot, kind).items():
                drawn = max(0, min(amount, there))
                self.post(lot, drawn, (kind, event["consignment"], carrier), target)
                amount -= drawn
        return amount

    def overdraw(self, waybill, event, lot, amount, target):
        """Takes what was not there from the last carrier's transit, which goes below zero."""
        if amount:
            named = waybill.event.get("carrier", event["party"])
            carrier = (waybill.carriers or [named])[-1]
            self.post(lot, amount, ("transit", event["consignment"], carrier), target)

    def order(self, event, index):
        if "document" not in event:
            raise Refused("an order has a document")
        held = [(self.party_holds, event["subject"])] if "subject" in event else [
            (self.holds, lot) for lot in event["lots"]]
        for position, lot in enumerate(event.get("lots", [])):
            event["lots"][position] = self.resolve(lot)
            self.named.append(event["lots"][position])
        for holds, name in held:
            holders = holds.get(name, [])
            if event["order"] == "release" and event["party"] not in holders and not self.lenient:
                raise Refused("no hold to release")
            if event["order"] == "hold":
                change = holders + [event["party"]]
            elif event["order"] == "release":
                change = [holder for holder in holders if holder != event["party"]]
            else:
                continue
            self.after.append(lambda h=holds, n=name, c=change: h.update({n: c}))


def add(sums, key, amount):
    sums[key] += amount


def weight_of(output):
    """What an output weighs among its siblings: its content, else its quantity."""
    return parse(output.get("content") or output["quantity"])
