"""The faults that a county has planted in it: each a short story that a rule must find or refuse."""

from datetime import datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))
LATEST = datetime(2026, 3, 5, tzinfo=CHINA)


def hours(count):
    return timedelta(hours=count)


class Faults:
    def __init__(self, county):
        self.county = county
        self.number = 0

    def plant(self, times):
        stories = [getattr(self, name) for name in dir(self) if name.startswith("story_")]
        for _ in range(times):
            for story in stories:
                self.number += 1
                story(self.county, self.county.moment(LATEST))

    def some(self, role):
        return self.county.random.choice(self.county.of[role])

    def delivered(self, time, name="甲醇", kg=1000, **more):
        """A lot that a user has: made, sold, shipped."""
        county, seller, user = self.county, self.some("producer"), self.some("user")
        lot = county.make(time, seller, name, kg)
        tank = county.events[-1][2]["site"]
        county.sell(time + hours(1), seller, user, lot, kg)
        waybill, vehicle = county.ship(time + hours(2), seller, user, [(lot, kg)], tank,
                                       f"仓{self.number}", **more)
        return lot, user, waybill, vehicle

    # Stock.

    def story_theft(self, county, time):
        lot, user, _, _ = self.delivered(time)
        county.tell(time + hours(30), user, "loss", lot=lot, quantity="40 kg", cause="theft", site=f"仓{self.number}")
        county.expect("theft", lot=lot)

    def story_theft_controlled(self, county, time):
        lot, user, _, _ = self.delivered(time, "氰化钠", 200)
        county.tell(time + hours(30), user, "loss", lot=lot, quantity="1 kg", cause="theft", site=f"仓{self.number}")
        county.expect("theft-controlled", lot=lot)

    def story_spill(self, county, time):
        lot, user, _, _ = self.delivered(time)
        county.tell(time + hours(30), user, "loss", lot=lot, quantity="5 kg", cause="spill", site=f"仓{self.number}")
        county.expect("loss", lot=lot)

    def story_double_use(self, county, time):
        lot, user, _, _ = self.delivered(time)
        county.tell(time + hours(30), user, "use", lot=lot, quantity="900 kg", site=f"仓{self.number}", purpose="投料")
        county.tell(time + hours(31), user, "use", planted="model", lot=lot, quantity="900 kg",
                    site=f"仓{self.number}", purpose="投料")

    def story_count(self, county, time):
        lot, user, _, _ = self.delivered(time)
        county.tell(time + hours(30), user, "storage", action="count", lot=lot, quantity="930 kg",
                    site=f"仓{self.number}", reason="盘亏")
        county.expect("count-difference", lot=lot)

    def story_source(self, county, time):
        user = self.some("user")
        lot = county.new_lot(user)
        county.tell(time, user, "production", process="receipt", site=f"仓{self.number}",
                    outputs=[{"lot": lot, "quantity": "50 kg",
                              "chemical": {"name": "硝酸钾", "cas": "7757-79-1", "un": "1486"}}])
        county.expect("source-unknown-controlled", lot=lot)

    def story_before_origin(self, county, time):
        lot, user, _, _ = self.delivered(time)
        event = county.tell(time + hours(40), user, "use", lot=lot, quantity="10 kg", site=f"仓{self.number}",
                            purpose="投料")
        event["time"] = (time - hours(48)).isoformat(timespec="seconds")
        county.expect("before-origin", lot=lot)

    def story_storage(self, county, time):
        lot, user, _, _ = self.delivered(time)
        other = county.new_lot(user)
        county.tell(time + hours(20), user, "production", process="receipt", site=f"仓{self.number}", document="DJ-1",
                    outputs=[{"lot": other, "quantity": "50 kg",
                              "chemical": {"name": "硝酸钾", "cas": "7757-79-1", "un": "1486"}}])
        county.expect("storage-incompatible", party=user, site=f"仓{self.number}")

    def story_maximum(self, county, time):
        lot, user, _, _ = self.delivered(time, kg=9000)
        county.enter("site", f"{user}/仓{self.number}", {
            "kind": "warehouse", "people": 10, "maxima": [{"chemical": "CHEM-1230", "quantity": "5 t"}]})
        county.expect("design-maximum", party=user, site=f"仓{self.number}")

    # Transport.

    def story_short(self, county, time):
        seller, user = self.some("producer"), self.some("user")
        lot = county.make(time, seller, "乙醇", 5000)
        county.ship(time + hours(2), seller, user, [(lot, 5000)], "TANK-1170", "WH-1170", received=[(lot, 4900)])
        county.expect("delivery-short", lot=lot)

    def story_late_arrival(self, county, time):
        _, _, waybill, _ = self.delivered(time, hours=90)
        county.expect("transit-overdue", consignment=waybill)

    def story_vanished(self, county, time):
        _, _, waybill, _ = self.delivered(time, deliver=False, truck=self.own_truck())
        county.expect("transit-overdue", consignment=waybill)
        county.expect("whereabouts-unknown", consignment=waybill)

    def own_truck(self):
        """A vehicle that nobody else uses."""
        carrier, vehicle = self.some("carrier"), f"皖N{80000 + self.number}"
        self.county.vehicle(carrier, vehicle)
        return carrier, vehicle

    def story_two_waybills(self, county, time):
        truck = self.own_truck()
        self.delivered(time, truck=truck, places=False)
        _, _, _, vehicle = self.delivered(time + hours(2), truck=truck, places=False)
        county.expect("vehicle-two-waybills", vehicle=vehicle)

    def story_two_places(self, county, time):
        truck = self.own_truck()
        _, _, first, vehicle = self.delivered(time, truck=truck, places=False)
        _, _, second, _ = self.delivered(time + hours(1), truck=truck, places=False)
        at = time + hours(5)
        for waybill, place in ((first, "合肥"), (second, "武汉")):
            county.tell(at, truck[0], "transport", consignment=waybill, step="position", vehicle=vehicle, place=place)
        county.expect("vehicle-two-waybills", vehicle=vehicle)
        county.expect("vehicle-two-places", vehicle=vehicle)

    def story_stop(self, county, time):
        _, _, waybill, _ = self.delivered(time, "氰化钠", 300, hours=12, stop=400)
        county.expect("stop-too-long", consignment=waybill)

    def story_long_stop(self, county, time):
        _, _, waybill, _ = self.delivered(time, hours=20, stop=900)
        county.expect("stop-too-long-other", consignment=waybill)

    def story_other_loader(self, county, time):
        _, _, waybill, _ = self.delivered(time, truck=self.own_truck(), named=self.county.of["trader"][0])
        county.expect("other-loader", consignment=waybill)

    def story_unconfirmed(self, county, time):
        truck = self.own_truck()
        _, _, waybill, _ = self.delivered(time, truck=truck, receiver=(truck[0], "QS-1"))
        county.expect("unconfirmed-delivery", consignment=waybill)

    def story_mixed(self, county, time):
        seller, user = self.some("producer"), self.some("user")
        lot, other = county.make(time, seller, "甲醇", 100), county.new_lot(seller)
        county.tell(time, seller, "production", process="produce", site="TANK-1230",
                    outputs=[{"lot": other, "quantity": "10 kg", "chemical": {"name": "乳化炸药", "class": "1.1"}}])
        waybill, _ = county.ship(time + hours(2), seller, user, [(lot, 100), (other, 10)], "TANK-1230", None)
        county.expect("mixed-loading", consignment=waybill)
        county.expect("storage-incompatible", party=seller, site="TANK-1230")

    def story_cyanide_acid(self, county, time):
        seller, user = self.some("producer"), self.some("user")
        lots = []
        for name in ("氰化钠", "硫酸"):
            lots.append(county.make(time, seller, name, 100))
            county.tell(time + hours(1), seller, "storage", action="out", lot=lots[-1], quantity="100 kg",
                        site=county.events[-1][2]["site"], **county.people(name))
        waybill, _ = county.ship(time + hours(2), seller, user, [(lot, 100) for lot in lots], None, None)
        county.expect("cyanide-with-acid", consignment=waybill)

    # Waste.

    def story_waste_kept(self, county, time):
        lot, _ = county.waste(time - timedelta(days=500), self.some("user"))
        county.expect("waste-dwell", lot=lot)

    def story_waste_unconfirmed(self, county, time):
        user, plant = self.some("user"), self.some("plant")
        lot, kg = county.waste(time, user)
        carrier, _ = truck = self.own_truck()
        waybill, vehicle = county.ship(time + hours(5), user, plant, [(lot, kg)], "危废间", "收料仓", truck=truck,
                                       deliver=False)
        county.tell(time + hours(20), carrier, "transport", consignment=waybill, step="arrive", vehicle=vehicle)
        county.tell(time + timedelta(days=21), plant, "transport", consignment=waybill, step="deliver")
        county.expect("waste-confirmation", consignment=waybill)
        county.expect("transit-overdue", consignment=waybill)

    # Books.

    def story_late_filing(self, county, time):
        seller, user = self.some("producer"), self.some("user")
        lot = county.make(time, seller, "硝酸钾", 500)
        county.sell(time + hours(2), seller, user, lot, 500, filed_after=timedelta(days=9))
        county.expect("filing-controlled", lot=lot)

    def story_never_filed(self, county, time):
        seller, user = self.some("producer"), self.some("user")
        lot = county.make(time, seller, "氰化钠", 50)
        county.sell(time + hours(2), seller, user, lot, 50, filed_after=None)
        county.expect("filing-controlled", lot=lot)

    def story_one_person(self, county, time):
        lot, user, _, _ = self.delivered(time, "氰化钠", 20)
        county.tell(time + hours(30), user, "use", lot=lot, quantity="1 kg", site=f"仓{self.number}", purpose="电镀",
                    handler="张三")
        county.expect("two-persons", lot=lot)

    def story_no_agent(self, county, time):
        seller, user = self.some("producer"), self.some("user")
        lot = county.make(time, seller, "硝酸钾", 500)
        county.sell(time + hours(2), seller, user, lot, 500, agent=None)
        county.expect("purchase-agent", lot=lot)

    def story_individual(self, county, time):
        seller = self.some("producer")
        lot = county.make(time, seller, "硝酸钾", 5)
        county.sell(time + hours(2), seller, "11010519491231002X", lot, 5, filed_after=None)
        county.expect("individual-buyer", lot=lot)

    # Names.

    def made_of(self, time, chemical):
        seller = self.some("producer")
        lot = self.county.new_lot(seller)
        self.county.tell(time, seller, "production", process="produce", site=f"罐{self.number}",
                         outputs=[{"lot": lot, "quantity": "10 kg", "chemical": chemical}])
        return lot

    def story_cas(self, county, time):
        county.expect("cas-number", lot=self.made_of(time, {"name": "甲苯", "cas": "108-88-4"}))

    def story_un(self, county, time):
        county.expect("un-consistent", lot=self.made_of(time, {"name": "甲苯", "cas": "108-88-3", "un": "1230"}))

    # Licences.

    def story_forged(self, county, time):
        number = f"皖金证仿{self.number:04d}"
        for party in (self.some("trader"), self.some("plant")):
            county.licence(f"party:{party}", "other", number)
        county.expect("licence-twice", number=number)

    def newcomer(self, name, role, kind=None, until="2028-12-31"):
        party = self.code()
        self.county.enter("party", party, {"name": name, "uscc": party, "region": "341524", "roles": [role]})
        number = kind and self.county.licence(f"party:{party}", kind, until=until)
        return party, number

    def code(self):
        from county import credit_code
        return credit_code(500000 + self.number)

    def story_expired(self, county, time):
        carrier, _ = self.newcomer(f"到期运输{self.number}", "carriage", "carriage", until="2025-12-31")
        vehicle = f"皖N{90000 + self.number}"
        county.vehicle(carrier, vehicle)
        self.refused_load(county, time, carrier, vehicle, "licence-carriage")

    def story_tank(self, county, time):
        carrier, vehicle = self.some("carrier"), f"皖N{90000 + self.number}"
        county.vehicle(carrier, vehicle, media=["1203"])
        self.refused_load(county, time, carrier, vehicle, "tank-media")

    def refused_load(self, county, time, carrier, vehicle, rule):
        seller, user = self.some("producer"), self.some("user")
        lot = county.make(time, seller, "甲醇", 100)
        county.waybills += 1
        waybill = f"YD{county.waybills:07d}"
        county.tell(time + hours(1), seller, "consignment", consignment=waybill, consignee=user, carrier=carrier,
                    goods=[{"lot": lot, "quantity": "100 kg"}], site="TANK-1230")
        county.tell(time + hours(2), carrier, "transport", planted=rule, consignment=waybill, step="load",
                    vehicle=vehicle)

    def story_revoked(self, county, time):
        trader, number = self.newcomer(f"吊销经营{self.number}", "trade", "trade")
        county.enter("licence", number, {"kind": "trade", "holder": f"party:{trader}", "revoked": True},
                     reason="抽查不合格")
        lot, user = county.new_lot(trader), self.some("user")
        county.tell(time, trader, "production", process="receipt", document="DJ-2", site=f"仓{self.number}",
                    outputs=[{"lot": lot, "quantity": "100 kg", "chemical": {"name": "甲醇", "cas": "67-56-1"}}])
        county.tell(time + hours(1), trader, "trade", planted="licence-trade", action="sale", counterparty=user,
                    purpose="原料", goods=[{"lot": lot, "quantity": "100 kg"}])

    def story_courier(self, county, time):
        courier, _ = self.newcomer(f"某某快递{self.number}", "carriage", "carriage")
        seller = self.some("producer")
        lot = county.make(time, seller, "甲醇", 1)
        county.waybills += 1
        county.tell(time + hours(1), seller, "consignment", planted="courier", consignment=f"YD{county.waybills:07d}",
                    consignee=self.some("user"), carrier=courier, goods=[{"lot": lot, "quantity": "1 kg"}],
                    site="TANK-1230")
