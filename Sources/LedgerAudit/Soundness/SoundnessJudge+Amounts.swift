internal import Custody
internal import LedgerFormat

/// Where lots are held, and what the events of all kinds ask of them.
extension SoundnessJudge {
  /// A party's site in one word; no site is the party's unnamed place.
  @inline(__always)
  func place(_ party: UInt64, _ site: UInt64) -> UInt64 {
    (party ^ keys.ends.2).folded(site ^ keys.ends.3) | 1
  }

  /// How much of a lot is held at a place.
  @inline(__always)
  func held(_ lot: Int, at place: UInt64) -> Int64 {
    if lots[lot].first.place == place { return lots[lot].first.amount }
    if lots[lot].second.place == place { return lots[lot].second.amount }
    if lots[lot].third.place == place { return lots[lot].third.amount }
    guard lots[lot].hasSpilled else { return 0 }
    let name = SoundnessJudge.spilledName(lots[lot].name, place)
    return spilledPlaces.find(name).map { spilledPlaces[$0].amount } ?? 0
  }

  /// Changes how much of a lot is held at a place; false where a sum leaves its bounds.
  mutating func hold(_ amount: Int64, of lot: Int, at place: UInt64) -> Bool {
    guard amount != 0 else { return true }
    if lots[lot].first.place == place { return lots[lot].first.add(amount) }
    if lots[lot].second.place == place { return lots[lot].second.add(amount) }
    if lots[lot].third.place == place { return lots[lot].third.add(amount) }
    if lots[lot].hasSpilled {
      let name = SoundnessJudge.spilledName(lots[lot].name, place)
      if let found = spilledPlaces.find(name) {
        let (sum, isTooLarge) = spilledPlaces[found].amount.addingReportingOverflow(amount)
        spilledPlaces[found].amount = sum
        return !isTooLarge
      }
    }
    let row = PlaceRow(place: place, amount: amount)
    if lots[lot].first.place == 0 {
      lots[lot].first = row
    } else if lots[lot].second.place == 0 {
      lots[lot].second = row
    } else if lots[lot].third.place == 0 {
      lots[lot].third = row
    } else {
      lots[lot].hasSpilled = true
      spilledPlaces.reserve(1)
      let name = SoundnessJudge.spilledName(lots[lot].name, place)
      spilledPlaces.add(
        SpilledPlace(name: name, amount: amount), at: spilledPlaces.search(name))
    }
    return true
  }

  private static func spilledName(_ lot: NameDigest, _ place: UInt64) -> NameDigest {
    NameDigest(party: lot, id: NameDigest(first: place, second: place &* 0x9E37_79B9_7F4A_7C15))
  }

  /// True where a lot is known, and an amount of a dimension can be one of it.
  @inline(__always)
  func isKnown(_ lot: Int, _ dimension: UInt8) -> Bool { lots[lot].dimension == dimension + 1 }

  /// True where an order holds the lot, or all that a party has.
  @inline(__always)
  func isStopped(_ lot: Int, of party: UInt64) -> Bool {
    lots[lot].isHeld || (!partyHolds.isEmpty && !(partyHolds[party] ?? []).isEmpty)
  }

  /// Adds more to what there is of a lot; false where the sum leaves its bounds.
  @inline(__always)
  mutating func grow(_ lot: Int, by amount: Int64) -> Bool {
    guard amount > 0 else { return true }
    let (sum, isTooLarge) = lots[lot].whole.addingReportingOverflow(amount)
    lots[lot].whole = sum
    return !isTooLarge
  }

  /// Takes from where an event happened; false where there is not as much, or the lot is unknown.
  @inline(__always)
  mutating func take(_ good: GoodFacts, _ facts: EntryFacts) -> Bool {
    let lot = places[Int(good.link)]
    let place = place(facts.party.first, facts.site)
    guard good.amount > 0, isKnown(lot, good.dimension), held(lot, at: place) >= good.amount else {
      return false
    }
    return hold(0 &- good.amount, of: lot, at: place)
  }
}

extension PlaceRow {
  /// Adds to a row, which is free once nothing is left; false where the sum leaves its bounds.
  @inline(__always)
  fileprivate mutating func add(_ change: Int64) -> Bool {
    let (sum, isTooLarge) = amount.addingReportingOverflow(change)
    amount = sum
    if sum == 0 { place = 0 }
    return !isTooLarge
  }
}
