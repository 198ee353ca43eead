import Custody
import LedgerFormat
import TestSupport
import Testing

@testable import LedgerAudit

/// Holds the soundness judge to the full one: each is a reading of the model by itself, and whatever
/// one of them admits the other must.
@Suite("The two judges agree")
struct SoundnessTests {
  @Test("on what may follow a random history", arguments: 0..<24)
  func candidates(seed: UInt64) throws {
    for round in 0..<6 {
      var world = RandomWorld(seed: seed * 100 + UInt64(round))
      let maker = try LedgerMaker()
      for _ in 0..<40 { if let event = world.nextAdmitted() { try maker.append(event) } }
      // Nothing of what went before is wrong, and this may be.
      let candidate = world.next()
      try maker.append(candidate)
      // `verify` holds the two reports against each other.
      let report = try maker.write().verify()
      let isAdmitted = world.isAdmitted(candidate)
      #expect(
        report.ok == isAdmitted, "seed \(seed), round \(round): \(candidate) \(report.damage)")
    }
  }

  @Test("on corrections of a random history, and on what may follow them", arguments: 0..<24)
  func corrections(seed: UInt64) throws {
    var (soundCount, toldCount) = (0, 0)
    for round in 0..<5 {
      var world = RandomWorld(seed: 10_000 + seed * 100 + UInt64(round))
      let maker = try LedgerMaker()
      var recorded: [(index: UInt64, event: Event)] = []
      for _ in 0..<25 {
        guard let event = world.nextAdmitted() else { continue }
        recorded.append((maker.size, event))
        try maker.append(event)
      }
      var versions: [UInt64: UInt64] = [:]
      for _ in 0..<6 {
        // Mostly refused by one judge or both; what is admitted makes the next ledger.
        let spare = maker.copy()
        if world.flip(), let (index, event) = recorded.randomElement(using: &world.random) {
          let version = versions[index] ?? index
          try spare.append(world.correction(of: event, index: index, version: version))
          let folder = try spare.write()
          guard try folder.verify().ok else { continue }
          versions[index] = maker.size
          soundCount += 1
          if try folder.isToldSound() { toldCount += 1 }
        } else {
          try spare.append(world.next())
          guard try spare.write().verify().ok else { continue }
        }
        maker.take(spare)
      }
    }
    // Most corrections are judged by the soundness judge; of some it is not sure.
    #expect(soundCount > 0 && toldCount * 2 >= soundCount, "\(toldCount) of \(soundCount)")
  }

  @Test("on which bytes are an entry", arguments: 0..<8)
  func entries(bit: Int) throws {
    let maker = try LedgerMaker()
    for event in RandomWorld.showcase { try maker.append(event) }
    var hasher = LedgerFormat.Hasher()
    var accepted = 0
    for (index, entry) in maker.entries.enumerated() {
      for place in entry.indices {
        var changed = entry
        changed[place] ^= 1 << UInt8(bit)
        let isRead = ReadingTwice.isRead(changed, at: UInt64(index), &hasher)
        #expect(isRead.fast == isRead.full, "entry \(index), byte \(place), bit \(bit)")
        if isRead.fast { accepted += 1 }
      }
      let isRead = ReadingTwice.isRead(entry, at: UInt64(index), &hasher)
      #expect(isRead.fast && isRead.full, "entry \(index)")
    }
    // Many changed bits make another entry that can be read: another amount, another letter.
    #expect(accepted > 100)
  }

  @Test("on entries of which bytes were taken away, doubled or exchanged")
  func spoiledEntries() throws {
    let maker = try LedgerMaker()
    for event in RandomWorld.showcase { try maker.append(event) }
    var hasher = LedgerFormat.Hasher()
    var random = SeededGenerator(seed: 7)
    for (index, entry) in maker.entries.enumerated() {
      for _ in 0..<150 {
        var changed = entry
        let place = Int.random(in: changed.indices, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: changed.remove(at: place)
        case 1: changed.insert(changed[place], at: place)
        case 2: changed.swapAt(place, Int.random(in: changed.indices, using: &random))
        default: changed[place] = UInt8.random(in: 0...255, using: &random)
        }
        let isRead = ReadingTwice.isRead(changed, at: UInt64(index), &hasher)
        #expect(isRead.fast == isRead.full, "entry \(index): \(changed)")
      }
    }
  }
}

/// Reads entries with both readers.
enum ReadingTwice {
  static func isRead(
    _ bytes: [UInt8], at position: UInt64, _ hasher: inout LedgerFormat.Hasher
  ) -> (fast: Bool, full: Bool) {
    let frame = Frame(position: position, offset: 0, range: bytes.indices)
    var batch = FactsBatch()
    var previous: Hash?
    let fast = batch.read(
      frame, bytes.span, previous: &previous, hashesEvents: false, .random, &hasher)
    return (fast, isReadFully(bytes, at: position))
  }

  /// True where the full judge would find nothing wrong with the entry by itself.
  private static func isReadFully(_ bytes: [UInt8], at position: UInt64) -> Bool {
    let (entry, record) = Batch.read(bytes.span)
    guard let entry, entry.index == position else { return false }
    switch record {
    case .unreadable: return false
    case .ledger: return true
    case .trade(let trade):
      switch trade.event.kind {
      // Read by the full reader in both cases.
      case .correction, .order, .registration, .handling: return true
      default: break
      }
      guard trade.formRefusal == nil, isOnStreams(entry, trade) else { return false }
      return isOfReporter(trade.event)
    }
  }

  private static func isOnStreams(_ entry: Entry, _ trade: ExaminedTrade) -> Bool {
    switch trade.streams {
    case .asLinked: return true
    case .opening(let consignment): return isStep(entry, of: consignment)
    case .rule(let streams):
      guard let consignment = streams.inheritsLotsOf else {
        return EventStreams.findings(entry: entry, expected: streams.own).isEmpty
      }
      return isStep(entry, of: consignment)
    }
  }

  /// True where the links of a step may be those of its opening: lots, and the consignment.
  private static func isStep(_ entry: Entry, of consignment: Identifier) -> Bool {
    let own = StreamKey(kind: .consignment, id: consignment)
    return entry.links.contains { $0.stream == own }
      && entry.links.allSatisfy { $0.stream == own || $0.stream.kind == .lot }
  }

  /// What the fast reader tells of outputs as it reads them, and the full judge later.
  private static func isOfReporter(_ event: Event) -> Bool {
    guard case .production(let production) = event.detail else { return true }
    return production.outputs.allSatisfy { $0.lot.isOf(event.party) }
  }
}
