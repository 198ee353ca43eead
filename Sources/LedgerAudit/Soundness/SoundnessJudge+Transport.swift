internal import Custody
internal import LedgerFormat

/// Consignments and what happens to them on the way: the rules of `Admission+Transport`, by sums.
extension SoundnessJudge {
  /// Adds up what an event says of each lot that it links; false where a sum is too large, a lot is not
  /// known, or an amount is none of it.
  private mutating func addUp(
    _ batch: borrowing FactsBatch, _ facts: EntryFacts, least: Int64
  ) -> Bool {
    for number in 0..<Int(facts.linkCount) { sums[number] = 0 }
    for number in 0..<Int(facts.goodCount) {
      let good = batch.goods[facts.firstGood + number]
      guard good.link != EntryFacts.none, good.amount >= least,
        isKnown(places[Int(good.link)], good.dimension)
      else { return false }
      let (sum, isTooLarge) = sums[Int(good.link)].addingReportingOverflow(good.amount)
      guard !isTooLarge else { return false }
      sums[Int(good.link)] = sum
    }
    return true
  }

  mutating func judgeOpening(_ batch: borrowing FactsBatch, _ facts: EntryFacts) -> Bool {
    guard facts.consignmentLink != EntryFacts.none, addUp(batch, facts, least: 1) else {
      return false
    }
    let own = places[Int(facts.consignmentLink)]
    guard !consignments[own].isOpened else { return false }
    let party = facts.party.first
    let place = place(party, facts.site)
    consignments[own].isOpened = true
    consignments[own].lotCount = facts.linkCount - 1
    consignments[own].consignor = party
    consignments[own].consignee = facts.consignee
    consignments[own].carrier = facts.carrier
    consignments[own].site = facts.site
    consignments[own].toSite = facts.toSite
    for number in 0..<Int(facts.linkCount) where number != Int(facts.consignmentLink) {
      let lot = places[number]
      guard held(lot, at: place) >= sums[number], !isStopped(lot, of: party) else { return false }
      let name = lots[lot].name
      consignments[own].lots &+= name.first ^ name.second
      let share = ShareRecord(consigned: sums[number])
      if consignments[own].firstLot == .free {
        consignments[own].firstLot = name
        consignments[own].share = share
      } else {
        furtherShares.reserve(1)
        let shareName = NameDigest(party: consignments[own].name, id: name)
        let free = furtherShares.search(shareName)
        guard furtherShares[free].name.first == 0 else { return false }
        furtherShares.add(FurtherShare(name: shareName, share: share), at: free)
      }
    }
    return true
  }

  mutating func judgeTransport(_ batch: borrowing FactsBatch, _ facts: EntryFacts) -> Bool {
    guard let step = TransportStep(rawValue: UInt64(facts.action)),
      facts.consignmentLink != EntryFacts.none
    else { return false }
    let own = places[Int(facts.consignmentLink)]
    guard consignments[own].isOpened, mayReport(step, facts, own) else { return false }
    if step == .position { return !facts.namesGoods || areConsigned(batch, facts, own) }
    // The opening's lots, all of them and no other.
    guard facts.linkCount == consignments[own].lotCount + 1 else { return false }
    var sum: UInt64 = 0
    for number in 0..<Int(facts.linkCount) where number != Int(facts.consignmentLink) {
      let name = lots[places[number]].name
      sum &+= name.first ^ name.second
    }
    guard sum == consignments[own].lots else { return false }
    if facts.namesGoods {
      guard addUp(batch, facts, least: step == .deliver ? 0 : 1) else { return false }
    }
    guard step.movesGoods else { return true }
    var isMoving = false
    for number in 0..<Int(facts.linkCount) where number != Int(facts.consignmentLink) {
      let lot = places[number]
      guard var share = share(of: lot, own) else { return false }
      let named = facts.namesGoods ? sums[number] : nil
      let moves: Bool?
      switch step {
      case .load: moves = load(named, &share, lot, own)
      case .deliver: moves = deliver(named, &share, lot, own, facts)
      default: moves = bringBack(named, &share, lot, own)
      }
      guard let moves else { return false }
      isMoving = isMoving || moves
      set(share, of: lot, own)
    }
    if step == .load {
      consignments[own].isLoaded = true
      addLoader(facts.party.first, own)
    }
    return isMoving
  }

  /// Who may report a step: the table of `Admission+Reporter`.
  private func mayReport(_ step: TransportStep, _ facts: EntryFacts, _ own: Int) -> Bool {
    let reporter = facts.party.first
    switch step {
    case .load, .accept: return true
    case .deliver, .return, .depart, .position, .stop, .arrive, .unload, .refuse: break
    }
    if reporter == consignments[own].consignee { return true }
    guard step != .deliver || facts.hasDocument else { return false }
    let carrier = consignments[own].carrier
    if reporter == consignments[own].consignor || reporter == carrier { return true }
    if isLoader(reporter, own) { return true }
    // Where none is named and nobody loaded, nobody can be told not to be the carrier.
    return step != .deliver && step != .return && carrier == 0 && !consignments[own].isLoaded
  }

  private func isLoader(_ party: UInt64, _ own: Int) -> Bool {
    consignments[own].firstLoader == party || consignments[own].secondLoader == party
      || (consignments[own].loaderCount > 2
        && furtherLoaders[consignments[own].name]?.contains(party) ?? false)
  }

  mutating func addLoader(_ party: UInt64, _ own: Int) {
    guard !isLoader(party, own) else { return }
    if consignments[own].firstLoader == 0 {
      consignments[own].firstLoader = party
    } else if consignments[own].secondLoader == 0 {
      consignments[own].secondLoader = party
    } else {
      furtherLoaders[consignments[own].name, default: []].insert(party)
    }
    consignments[own].loaderCount += 1
  }

  func share(of lot: Int, _ own: Int) -> ShareRecord? {
    let name = lots[lot].name
    if consignments[own].firstLot == name { return consignments[own].share }
    return furtherShares.find(NameDigest(party: consignments[own].name, id: name))
      .map { furtherShares[$0].share }
  }

  mutating func set(_ share: ShareRecord, of lot: Int, _ own: Int) {
    let name = lots[lot].name
    if consignments[own].firstLot == name {
      consignments[own].share = share
    } else if let place = furtherShares.find(
      NameDigest(party: consignments[own].name, id: name))
    {
      furtherShares[place].share = share
    }
  }

  /// True where a position's goods, whose lots it is not linked to, are the consignment's.
  private func areConsigned(
    _ batch: borrowing FactsBatch, _ facts: EntryFacts, _ own: Int
  ) -> Bool {
    var sums: [Int: Int64] = [:]
    for number in 0..<Int(facts.goodCount) {
      let good = batch.goods[facts.firstGood + number]
      guard good.amount > 0, let lot = lots.find(good.lot), isKnown(lot, good.dimension),
        share(of: lot, own) != nil
      else { return false }
      let (sum, isTooLarge) = sums[lot, default: 0].addingReportingOverflow(good.amount)
      guard !isTooLarge else { return false }
      sums[lot] = sum
    }
    return true
  }

  /// From the consignor's place into transit; gives whether anything moves, nil where it may not.
  private mutating func load(
    _ named: Int64?, _ share: inout ShareRecord, _ lot: Int, _ own: Int
  ) -> Bool? {
    let amount = named ?? share.loadable
    guard amount <= share.loadable else { return nil }
    guard amount > 0 else { return false }
    let consignor = consignments[own].consignor
    let place = place(consignor, consignments[own].site)
    guard held(lot, at: place) >= amount, !isStopped(lot, of: consignor) else { return nil }
    share.loaded &+= amount
    share.inTransit &+= amount
    return hold(0 &- amount, of: lot, at: place) ? true : nil
  }

  /// To the consignee, from transit or, where nobody loaded, from the consignor's place.
  private mutating func deliver(
    _ named: Int64?, _ share: inout ShareRecord, _ lot: Int, _ own: Int, _ facts: EntryFacts
  ) -> Bool? {
    let isLoaded = consignments[own].isLoaded
    let available = isLoaded ? max(0, share.inTransit) : share.deliverableUnloaded
    let received = named ?? available
    let more = max(0, received &- available)
    if more > 0 {
      guard isLoaded, let dimension = Dimension(rawValue: lots[lot].dimension &- 1),
        more <= policy.tolerance(ofTransit: available, dimension: dimension),
        grow(lot, by: more)
      else { return nil }
    }
    if isLoaded {
      share.inTransit &-= received &- more
      if !facts.isPartial {
        share.unaccounted &+= max(0, share.inTransit)
        share.inTransit = min(0, share.inTransit)
      }
    } else {
      let place = place(consignments[own].consignor, consignments[own].site)
      guard received <= 0 || held(lot, at: place) >= received else { return nil }
      share.deliveredUnloaded &+= received
      guard hold(0 &- received, of: lot, at: place) else { return nil }
    }
    let site = facts.site != 0 ? facts.site : consignments[own].toSite
    guard hold(received, of: lot, at: place(consignments[own].consignee, site)) else { return nil }
    return available > 0
  }

  /// Back to the consignor: from transit first, then from what is unaccounted.
  private mutating func bringBack(
    _ named: Int64?, _ share: inout ShareRecord, _ lot: Int, _ own: Int
  ) -> Bool? {
    guard named ?? 0 <= share.underway else { return nil }
    let amount = named ?? share.underway
    let fromTransit = min(amount, share.inTransit)
    share.inTransit &-= fromTransit
    share.unaccounted &-= amount &- fromTransit
    let place = place(consignments[own].consignor, consignments[own].site)
    return hold(amount, of: lot, at: place) ? amount > 0 : nil
  }

  /// Lost on the way: from what is unaccounted first, then from transit.
  mutating func judgeLossOnTheWay(_ good: GoodFacts, _ facts: EntryFacts) -> Bool {
    let lot = places[Int(good.link)]
    let own = places[Int(facts.consignmentLink)]
    let reporter = facts.party.first
    guard good.amount > 0, isKnown(lot, good.dimension), consignments[own].isOpened,
      var share = share(of: lot, own), good.amount <= share.underway,
      isLoader(reporter, own) || reporter == consignments[own].consignor
        || reporter == consignments[own].consignee
    else { return false }
    let fromUnaccounted = min(good.amount, share.unaccounted)
    share.unaccounted &-= fromUnaccounted
    share.inTransit &-= good.amount &- fromUnaccounted
    set(share, of: lot, own)
    return true
  }
}
