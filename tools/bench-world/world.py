#!/usr/bin/env python3
"""Writes a large world of valid events as CSV, from a seed, for measuring.

    world.py FILE [EVENTS [SEED]]

Every kind, process, action, step and cause of the model. Many lots live at the same time, each with
its descendants: a `Story` tells what becomes of one lot from its making to its end, and the world
takes turns among its stories. Nothing is looked up, so a million events take some ten seconds. The
same arguments give the same bytes. Small worlds that try out corners are made by tools/oracle.
"""

import random
import sys

COLUMNS = (
    "id", "kind", "time", "party", "site", "lot", "quantity", "process", "action", "step",
    "consignment", "consignee", "carrier", "vehicle", "driver", "escort", "place", "toSite",
    "purpose", "method", "cause", "reason", "loss", "partial", "counterparty", "agent", "handler",
    "checker", "name", "cas", "un", "concentration", "document", "inputs", "outputs", "goods",
)
STORIES_AT_ONCE = 2_000
ROWS_PER_WRITE = 10_000
PRODUCERS = [f"91360423MA1{number:06d}P" for number in range(40)]
USERS = [f"91360423MA2{number:06d}U" for number in range(160)]
CARRIERS = [f"91360423MA3{number:06d}C" for number in range(20)]
CHEMICALS = [
    ("甲苯", "108-88-3", "1294", ""), ("硫酸", "7664-93-9", "1830", "98 % w/w"),
    ("盐酸", "7647-01-0", "1789", "37 % w/w"), ("丙酮", "67-64-1", "1090", ""),
    ("过氧化氢", "7722-84-1", "2014", "50 % w/w"), ("氰化钠", "143-33-9", "1689", ""),
]
PEOPLE = ["王海涛", "李秀英", "张伟", "刘洋", "陈静", "杨帆", "赵磊", "黄丽", "欧阳文", "周杰"]
PLATES = ["赣G12345", "赣G6789挂", "皖A3F720", "浙B88D16", "赣GD01234"]
PLACES = ["G56杭瑞高速 都昌服务区", "武宁收费站", "九江大桥", "修水县 义宁镇"]
PURPOSES = ["生产原料", "清洗设备", "水处理", "实验分析"]
METHODS = ["焚烧", "中和", "填埋", "委托处置"]
ON_THE_WAY = ("depart", "position", "position", "stop", "arrive", "unload")


class Holding:
    """An amount in kilograms of one lot, held by a party at its site."""

    def __init__(self, lot, party, site, amount):
        self.lot, self.party, self.site, self.amount = lot, party, site, amount


class Story:
    """One lot, what was made of it, and what became of all that."""

    def __init__(self, world):
        self.world, self.random = world, world.random
        self.holdings = []

    def tell(self):
        """The story's events, one after another, each as the fields of its row."""
        yield self.make()
        while self.holdings:
            holding = self.random.choice(self.holdings)
            draw = self.random.random()
            if holding.amount < 50 or draw < 0.28:
                yield self.end(holding)
            elif draw < 0.50:
                yield self.store(holding)
            elif draw < 0.58:
                yield self.trade(holding)
            elif draw < 0.82 and len(self.holdings) < 6:
                yield self.process(holding)
            else:
                yield from self.carry(holding)
            self.holdings = [each for each in self.holdings if each.amount]

    def make(self):
        """A lot that comes into being."""
        party = self.random.choice(PRODUCERS)
        name, cas, un, concentration = self.random.choice(CHEMICALS)
        lot, amount = self.world.new_lot(), self.random.randrange(500, 50_000)
        self.holdings.append(Holding(f"{party}/{lot}", party, "1号储罐区", amount))
        return {
            "kind": "production", "party": party, "site": "1号储罐区", "lot": lot,
            "quantity": f"{amount} kg", "name": name, "cas": cas, "un": un,
            "process": self.random.choice(("produce", "produce", "import", "receipt", "opening")),
            "concentration": concentration, "checker": self.random.choice(PEOPLE),
        }

    def store(self, holding):
        """Moved, counted, taken in or out."""
        action = self.random.choice(("move", "count", "out") if holding.site else ("in",))
        fields = {
            "kind": "storage", "party": holding.party, "site": holding.site, "action": action,
            "lot": self.named(holding.lot), "quantity": f"{holding.amount} kg"}
        if action == "count":
            fields |= {"reason": "月末盘点", "quantity": f"{self.sum_beside(holding)} kg"}
        elif action == "move":
            fields["toSite"] = holding.site = self.random.choice(("一号库", "二号库", "暂存间"))
        elif action == "out":
            holding.site = ""
        else:
            fields["site"] = holding.site = "一号库"
        return fields

    def sum_beside(self, holding):
        """All that the holding's party has of its lot at its site, which is what it counts there."""
        place = (holding.lot, holding.party, holding.site)
        return sum(
            each.amount for each in self.holdings if (each.lot, each.party, each.site) == place)

    def trade(self, holding):
        """Sold or bought, which moves nothing."""
        action = self.random.choice(("sale", "purchase"))
        return {
            "kind": "trade", "party": holding.party, "action": action,
            "counterparty": self.random.choice(USERS), "agent": self.random.choice(PEOPLE),
            "goods": f"{holding.lot}={holding.amount} kg"}

    def process(self, holding):
        """Repacked, blended, reacted, or turned to waste: one lot into one to three."""
        taken, count = holding.amount, self.random.choice((1, 2, 3))
        process = self.random.choice(("repack", "repack", "blend", "react", "waste"))
        outputs, left = [], taken
        holding.amount = 0
        for at in range(count):
            amount = left if at == count - 1 else left // 2
            left -= amount
            lot = self.world.new_lot()
            outputs.append(f"{lot}={amount} kg")
            self.holdings.append(
                Holding(f"{holding.party}/{lot}", holding.party, holding.site, amount))
        return {
            "kind": "production", "party": holding.party, "site": holding.site, "process": process,
            "inputs": f"{self.named(holding.lot)}={taken} kg", "outputs": "|".join(outputs),
            "name": "" if process == "repack" else "稀释剂"}

    def end(self, holding):
        """Used, disposed of, or lost, in part or all."""
        amount = holding.amount
        if amount >= 50 and self.random.random() < 0.5:
            amount //= 2
        holding.amount -= amount
        fields = {
            "party": holding.party, "site": holding.site, "lot": self.named(holding.lot),
            "quantity": f"{amount} kg"}
        draw = self.random.random()
        if draw < 0.7:
            return fields | {"kind": "use", "purpose": self.random.choice(PURPOSES)}
        if draw < 0.9:
            return fields | {"kind": "disposal", "method": self.random.choice(METHODS)}
        cause = self.random.choice(("theft", "loss", "spill", "evaporation"))
        return fields | {"kind": "loss", "cause": cause}

    def carry(self, holding):
        """Consigned, driven and delivered."""
        consignee, carrier = self.random.choice(USERS), self.random.choice(CARRIERS)
        number = self.world.new_consignment()
        amount = holding.amount
        if amount > 1_000 and self.random.random() < 0.5:
            amount //= 2
        holding.amount -= amount
        yield {
            "kind": "consignment", "party": holding.party, "site": holding.site,
            "consignment": number, "consignee": consignee, "carrier": carrier, "toSite": "一号库",
            "goods": f"{self.named(holding.lot)}={amount} kg", "document": f"XK{number}"}
        leg = {"kind": "transport", "party": carrier, "consignment": number,
               "vehicle": self.random.choice(PLATES)}
        yield leg | {"step": "accept", "driver": self.random.choice(PEOPLE)}
        yield leg | {"step": "load", "driver": self.random.choice(PEOPLE),
                     "escort": self.random.choice(PEOPLE)}
        for step in ON_THE_WAY:
            if self.random.random() < 0.4:
                yield leg | {"step": step, "place": self.random.choice(PLACES)}
        if self.random.random() < 0.03:
            yield {"kind": "transport", "party": consignee, "consignment": number, "step": "refuse"}
            yield {"kind": "transport", "party": carrier, "consignment": number, "step": "return"}
            self.holdings.append(Holding(holding.lot, holding.party, holding.site, amount))
            return
        yield {"kind": "transport", "party": consignee, "consignment": number, "step": "deliver",
               "site": "一号库"}
        self.holdings.append(Holding(holding.lot, consignee, "一号库", amount))

    def named(self, lot):
        """The lot as people write it: mostly without its producer."""
        return lot.split("/", 1)[1] if self.random.random() < 0.5 else lot


class World:
    """All stories, told by turns; the clock goes on a second with every event."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lots = self.consignments = 0

    def new_lot(self):
        self.lots += 1
        return f"26-{self.lots:07d}"

    def new_consignment(self):
        self.consignments += 1
        return f"YD{self.consignments:08d}"

    def rows(self, count):
        """So many rows of the file, without its header."""
        stories = [Story(self).tell() for _ in range(min(STORIES_AT_ONCE, 1 + count // 50))]
        for number in range(count):
            at = self.random.randrange(len(stories))
            fields = next(stories[at], None)
            if fields is None:
                stories[at] = Story(self).tell()
                fields = next(stories[at])
            fields["id"], fields["time"] = f"E{number:08d}", moment(number)
            if self.random.random() < 0.3:
                fields["handler"] = self.random.choice(PEOPLE)
            get = fields.get
            yield ",".join([get(column, "") for column in COLUMNS])


def moment(second):
    """The time so many seconds after the beginning of 2020, in China, with months of 28 days."""
    minute, second = divmod(second, 60)
    hour, minute = divmod(minute, 60)
    day, hour = divmod(hour, 24)
    month, day = divmod(day, 28)
    year, month = divmod(month, 12)
    date = f"{2020 + year}-{month + 1:02d}-{day + 1:02d}"
    return f"{date}T{hour:02d}:{minute:02d}:{second:02d}+08:00"


def main(path, count="1000000", seed="20260105"):
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(",".join(COLUMNS) + "\n")
        batch = []
        for row in World(int(seed)).rows(int(count)):
            batch.append(row)
            if len(batch) == ROWS_PER_WRITE:
                file.write("\n".join(batch) + "\n")
                batch.clear()
        if batch:
            file.write("\n".join(batch) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
