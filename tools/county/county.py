#!/usr/bin/env python3
"""Invents a county of enterprises, from a seed, with faults planted in it, and says which.

    county.py FOLDER [EVENTS [ENTERPRISES [SEED]]]

Writes FOLDER/register.jsonl (who they are), FOLDER/events.jsonl (a quarter, in the order of time) and
FOLDER/planted.json: what a rule must find, and which rows must be refused and why. Everything else that
happens is as the law wants it, so that nothing else may be found at `refuse` or `warn`.
The same seed gives the same bytes.
"""

import json
import random
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

sys.dont_write_bytecode = True

CHINA = timezone(timedelta(hours=8))
START, END = datetime(2026, 1, 2, tzinfo=CHINA), datetime(2026, 3, 20, tzinfo=CHINA)
LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"

# name, CAS, UN, class, more of the chemical, marks
CHEMICALS = [
    ("甲苯", "108-88-3", "1294", "3", {}, "drug"), ("丙酮", "67-64-1", "1090", "3", {}, "drug"),
    ("甲醇", "67-56-1", "1230", "3", {}, ""), ("乙醇", "64-17-5", "1170", "3", {}, ""),
    ("汽油", "86290-81-5", "1203", "3", {}, ""), ("硫酸", "7664-93-9", "1830", "8", {}, "drug"),
    ("盐酸", "7647-01-0", "1789", "8", {}, "drug"), ("氢氧化钠", "1310-73-2", "1823", "8", {}, ""),
    ("硝酸", "7697-37-2", "2031", "8", {"concentration": "68 %"}, "controlled"),
    ("过氧化氢溶液", "7722-84-1", "2014", "5.1", {"concentration": "30 %"}, "controlled"),
    ("硝酸钾", "7757-79-1", "1486", "5.1", {}, "controlled"),
    ("氰化钠", "143-33-9", "1689", "6.1", {}, "controlled"),
    ("氨", "7664-41-7", "1005", "2.3", {}, ""),
]
BY_NAME = {row[0]: row for row in CHEMICALS}
PLACES = ["梅山", "古碑", "南溪", "斑竹园", "汤家汇", "天堂寨", "六安北", "叶集"]


def credit_code(number):
    body = f"91341524MA{number:07d}"
    total = sum(LETTERS.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return body + LETTERS[(31 - total % 31) % 31]


def chemical(name):
    name, cas, un, hazard, more, _ = BY_NAME[name]
    return {"name": name, "cas": cas, "un": un, "class": hazard} | more


class County:
    def __init__(self, seed, enterprises):
        self.random = random.Random(seed)
        self.register, self.events, self.findings, self.refused = [], [], [], []
        self.counts, self.lots, self.waybills = {}, 0, 0
        shares = {"producer": 0.13, "trader": 0.2, "carrier": 0.1, "user": 0.42, "school": 0.08, "plant": 0.07}
        codes = [credit_code(n + 1) for n in range(enterprises)]
        self.of = {}
        for role, share in shares.items():
            count = max(2, round(enterprises * share))
            self.of[role], codes = codes[:count], codes[count:]
        self.of["user"] += codes
        self.vehicles, self.free = {}, {}
        self.write_register()

    # The register.

    def enter(self, register, subject, record, **more):
        self.register.append({
            "id": f"R{len(self.register) + 1:05d}", "kind": "registration",
            "time": "2025-01-02T09:00:00+08:00", "party": "341524-COUNTY", "register": register,
            "subject": subject, "record": record} | more)

    def licence(self, holder, kind, number=None, until="2028-12-31", scope=()):
        self.licences = getattr(self, "licences", 0) + 1
        number = number or f"皖金证{self.licences:06d}"
        record = {"kind": kind, "holder": holder, "validFrom": "2025-01-02", "validTo": until}
        if scope:
            record["scope"] = list(scope)
        self.enter("licence", number, record)
        return number

    def write_register(self):
        kinds = {"producer": ["production", "trade"], "trader": ["trade", "storage"], "carrier": ["carriage"],
                 "user": ["use"], "school": ["school"], "plant": ["disposal"]}
        licences = {"producer": ["safeProduction"], "trader": ["trade"], "carrier": ["carriage"],
                    "user": ["safeUse", "drugPrecursorPurchase", "explosivePrecursor"],
                    "school": ["drugPrecursorPurchase", "explosivePrecursor", "toxicPurchase"],
                    "plant": ["hazardousWaste"]}
        for role, parties in self.of.items():
            for number, party in enumerate(parties):
                self.enter("party", party, {"name": f"金寨{role}{number}有限公司", "uscc": party,
                                            "region": "341524", "roles": kinds[role]})
                for kind in licences[role]:
                    self.licence(f"party:{party}", kind)
        plate = 0
        for carrier in self.of["carrier"]:
            self.vehicles[carrier] = []
            for _ in range(6):
                plate += 1
                vehicle = f"皖N{10000 + plate}"
                self.vehicle(carrier, vehicle)
                self.vehicles[carrier].append(vehicle)
        for name in BY_NAME:
            self.enter("chemical", f"CHEM-{BY_NAME[name][2]}", chemical(name))

    def vehicle(self, carrier, vehicle, media=()):
        record = {"kind": "tanker" if media else "van", "operator": carrier}
        if media:
            record["media"] = list(media)
        self.enter("vehicle", vehicle, record)
        self.licence(f"vehicle:{vehicle}", "vehicle")

    # Telling.

    def tell(self, time, party, kind, planted=None, **fields):
        """Notes an event; `planted` says why it must be refused."""
        number = self.counts[party] = self.counts.get(party, 0) + 1
        event = {"id": f"E{number:06d}", "kind": kind, "time": time.isoformat(timespec="seconds"), "party": party}
        event |= {name: value for name, value in fields.items() if value is not None}
        self.events.append((time, len(self.events), event))
        if planted:
            self.refused.append({"party": party, "id": event["id"], "by": planted})
        return event

    def expect(self, rule, **subject):
        self.findings.append({"rule": rule} | subject)

    def moment(self, latest=END):
        return START + timedelta(minutes=self.random.randrange(int((latest - START).total_seconds() // 60)))

    def new_lot(self, party):
        self.lots += 1
        return f"{party}/B{self.lots:06d}"

    def people(self, name):
        return {"handler": "张三", "checker": "李四"} if BY_NAME[name][5] == "controlled" else {}

    def make(self, time, party, name, kg, **more):
        lot = self.new_lot(party)
        self.tell(time, party, "production", process="produce", site=f"TANK-{BY_NAME[name][2]}",
                  outputs=[{"lot": lot, "quantity": f"{kg} kg", "chemical": chemical(name)}], **more)
        return lot

    def sell(self, time, seller, buyer, lot, kg, filed_after=timedelta(hours=20), agent="王五"):
        self.tell(time, seller, "trade", action="sale", counterparty=buyer, purpose="生产原料", agent=agent,
                  goods=[{"lot": lot, "quantity": f"{kg} kg"}])
        if filed_after is not None:
            self.tell(time + filed_after, buyer, "trade", action="purchase", counterparty=seller,
                      purpose="生产原料", agent="王五", goods=[{"lot": lot, "quantity": f"{kg} kg"}])

    def truck(self, time, hours):
        """A vehicle that is free from `time` for so long, and its carrier."""
        for _ in range(200):
            carrier = self.random.choice(self.of["carrier"])
            vehicle = self.random.choice(self.vehicles[carrier])
            busy = self.free.setdefault(vehicle, [])
            until = time + timedelta(hours=hours)
            if all(until < start or end < time for start, end in busy):
                busy.append((time - timedelta(minutes=30), until + timedelta(minutes=30)))
                return carrier, vehicle
        raise SystemExit("too few vehicles: ask for more enterprises")

    def ship(self, time, seller, buyer, goods, site, to_site, hours=6, truck=None, stop=None,
             received=None, deliver=True, named=None, receiver=None, places=True):
        """Consigns, carries and hands over; `goods` are (lot, kg). Gives the waybill and the vehicle."""
        carrier, vehicle = truck or self.truck(time, hours + 3)
        self.waybills += 1
        waybill = f"YD{self.waybills:07d}"
        rows = [{"lot": lot, "quantity": f"{kg} kg"} for lot, kg in goods]
        step = lambda after, party, name, **more: self.tell(
            time + timedelta(minutes=after), party, "transport", consignment=waybill, step=name, **more)
        self.tell(time, seller, "consignment", consignment=waybill, consignee=buyer, carrier=named or carrier,
                  goods=rows, site=site, toSite=to_site)
        place = lambda: self.random.choice(PLACES) if places else None
        step(10, named or carrier, "accept")
        step(30, carrier, "load", vehicle=vehicle, driver="赵六", escort="钱七")
        step(40, carrier, "depart", vehicle=vehicle, place=place())
        if stop:
            step(60, carrier, "stop", vehicle=vehicle, place="服务区")
            step(60 + stop, carrier, "position", vehicle=vehicle)
        if not deliver:
            return waybill, vehicle
        end = int(hours * 60)
        step(end, carrier, "arrive", vehicle=vehicle, place=place())
        step(end + 20, carrier, "unload", vehicle=vehicle)
        rows = received and [{"lot": lot, "quantity": f"{kg} kg"} for lot, kg in received]
        by, document = receiver or (buyer, None)
        step(end + 40, by, "deliver", goods=rows, document=document)
        return waybill, vehicle

    # What happens every day.

    def usual(self):
        time, pick = self.moment(), self.random.choice
        name = pick([row[0] for row in CHEMICALS])
        kg = self.random.randrange(100, 30000)
        seller, user = pick(self.of["producer"]), pick(self.of["user"] + self.of["school"])
        un = BY_NAME[name][2]
        tank = f"TANK-{un}"
        lot = self.make(time, seller, name, kg)
        hour = lambda n: time + timedelta(hours=n)
        if self.random.random() < 0.3:
            self.tell(hour(1), seller, "storage", action="count", lot=lot, quantity=f"{kg} kg", site=tank)
        if self.random.random() < 0.2:
            self.tell(hour(2), seller, "storage", action="move", lot=lot, quantity=f"{kg} kg", site=tank,
                      toSite=f"{tank}-2")
            tank = f"{tank}-2"
        if self.random.random() < 0.25:
            trader = pick(self.of["trader"])
            self.sell(hour(3), seller, trader, lot, kg)
            self.ship(hour(4), seller, trader, [(lot, kg)], tank, f"WH-{un}")
            seller, tank, time = trader, f"WH-{un}", hour(30)
        self.sell(hour(3), seller, user, lot, kg)
        self.ship(hour(4), seller, user, [(lot, kg)], tank, f"WH-{un}")
        left, count = kg, self.random.randrange(1, 5)
        for number in range(count):
            part = left if number == count - 1 else self.random.randrange(1, max(2, left // 2))
            left -= part
            self.tell(hour(14 + 9 * number), user, "use", lot=lot, quantity=f"{part} kg", site=f"WH-{un}",
                      purpose="投料", **self.people(name))
            if left <= 0:
                break

    def usual_waste(self):
        time, user, plant = self.moment(), self.random.choice(self.of["user"]), self.random.choice(self.of["plant"])
        lot, kg = self.waste(time, user)
        self.ship(time + timedelta(hours=20), user, plant, [(lot, kg)], "危废间", "收料仓")
        self.tell(time + timedelta(hours=60), plant, "disposal", lot=lot, quantity=f"{kg} kg", site="收料仓",
                  method="焚烧 D10")

    def waste(self, time, user):
        lot, kg = self.new_lot(user), self.random.randrange(50, 4000)
        self.tell(time, user, "production", process="waste", site="危废间",
                  outputs=[{"lot": lot, "quantity": f"{kg} kg", "chemical": {"name": "废溶剂 HW06"}}])
        return lot, kg


def main():
    folder = Path(sys.argv[1])
    events, enterprises, seed = (int(a) for a in (sys.argv[2:] + ["200000", "300", "1"][len(sys.argv) - 2:]))
    from faults import Faults
    county = County(seed, enterprises)
    faults = Faults(county)
    faults.plant(max(1, events // 20000))
    while len(county.events) < events:
        county.usual_waste() if county.random.random() < 0.1 else county.usual()
    folder.mkdir(parents=True, exist_ok=True)
    lines = lambda rows: "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "register.jsonl").write_text(lines(county.register), "utf-8")
    told = [event for _, _, event in sorted(county.events, key=lambda row: row[:2])]
    (folder / "events.jsonl").write_text(lines(told), "utf-8")
    planted = {"asOf": "2026-03-31T23:59:59+08:00", "findings": county.findings, "refused": county.refused}
    (folder / "planted.json").write_text(json.dumps(planted, ensure_ascii=False, indent=1), "utf-8")
    print(f"{len(told)} events of {enterprises} enterprises, {len(county.register)} registrations, "
          f"{len(county.findings)} faults to be found, {len(county.refused)} to be refused")


if __name__ == "__main__":
    main()
