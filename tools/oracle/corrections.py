"""Corrections, the simplest way: a list of what counts, folded again from the beginning."""

import copy

import model


def correct(ledger, event):
    """Puts a correction into effect; gives it resolved, and the lots whose chains it is on."""
    event = copy.deepcopy(event)
    party, name = event["party"], event["corrects"]["id"]
    if event["corrects"].setdefault("party", party) != party:
        raise model.Refused("somebody else's event")
    place = ledger.places.get((party, name))
    if place is None or ledger.entries[place]["kind"] == "correction":
        raise model.Refused("no event to correct")
    old, new = ledger.events[place], event.get("replacement")
    version = ledger.versions.get(place, place)
    counting, chain = list(ledger.events), set(ledger.chains[version])
    counting[place] = None
    if new:
        if (new["party"], new["id"]) != (party, name) or new["kind"] == "correction":
            raise model.Refused("not a replacement of that event")
        qualify(ledger, new)
    protect_waybill(ledger, place, old, new)
    if new:
        before = fold(counting[:place])
        before.lenient = False
        new = event["replacement"] = before.fold(new)
        chain |= set(before.named)
        check_names(counting, new)
        check_holds(ledger, old, new)
    counting[place] = new
    after = fold(counting)
    for known in ("lots", "batches", "waybills", "holds", "party_holds"):
        setattr(ledger, known, getattr(after, known))
    ledger.events = counting + [None]
    ledger.versions[place] = len(ledger.entries)
    return event, chain


def fold(counting):
    """A ledger of what counts, each at its place; what goes below zero stays so."""
    ledger = model.Ledger(lenient=True)
    for event in counting:
        if event is None:
            ledger.events.append(None)
        else:
            ledger.fold(event)
    return ledger


def goods_of(event):
    """Everything of an event that has a lot and a quantity, its outputs left out."""
    found = list(event.get("inputs", [])) + list(event.get("goods") or [])
    return found + ([event] if "lot" in event else [])


def qualify(ledger, event):
    """Resolves bare lots by all that the ledger knows; outputs are the reporter's own."""
    for good in goods_of(event):
        if "/" not in good["lot"]:
            good["lot"] = ledger.resolve(good["lot"])


def protect_waybill(ledger, place, old, new):
    """Neither a waybill nor its list goes away while a step stands, nor its receiver with a receipt."""
    if not old or old["kind"] != "consignment":
        return
    steps = [event for index, event in enumerate(ledger.events) if event and index != place
             and event.get("consignment") == old["consignment"]]

    def lots(event):
        return {good["lot"] for good in event["goods"]}

    is_same = new and new["kind"] == "consignment" and lots(new) == lots(old) \
        and new["consignment"] == old["consignment"]
    if steps and not is_same:
        raise model.Refused("a step of the waybill stands")
    if is_same and new["consignee"] != old["consignee"]:
        for step in steps:
            if step["party"] == old["consignee"] or step.get("step") == "deliver":
                raise model.Refused("the receipt stands")


def check_names(counting, new):
    """Lots and waybills are named once, and a lot keeps its dimension."""
    made = {output["lot"]: output for output in new.get("outputs", [])}
    for event in filter(None, counting):
        if new["kind"] == event["kind"] == "consignment" \
                and new["consignment"] == event["consignment"]:
            raise model.Refused("the consignment is known")
        if any(output["lot"] in made for output in event.get("outputs", [])):
            raise model.Refused("the lot is known")
        for good in goods_of(event):
            if good["lot"] in made and dimension(good) != dimension(made[good["lot"]]):
                raise model.Refused("the lot is measured otherwise")


def check_holds(ledger, old, new):
    """A hold is not got round: no more of a held lot than the earlier version took."""
    for lot, holders in ledger.holds.items():
        if holders and taken(new, lot) > (taken(old, lot) if old else 0):
            raise model.Refused(f"{lot} is held")


def taken(event, lot):
    """How much of a lot the event does with it what a hold stops."""
    if event["kind"] == "transport":
        if event["step"] != "load":
            return 0
        if not event.get("goods"):
            return float("inf")
    if event["kind"] not in ("production", "consignment", "transport", "use", "disposal"):
        return 0
    return sum(model.parse(good["quantity"])[0] for good in goods_of(event) if good["lot"] == lot)


def dimension(good):
    return model.UNITS[model.parse(good["quantity"])[1]][0]
