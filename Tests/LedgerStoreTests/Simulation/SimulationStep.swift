import LedgerFormat
import TestSupport

@testable import LedgerStore

/// One thing that a writer does.
enum SimulationStep {
  /// How a group ends.
  enum End { case commit, abort, trial }

  case group(count: Int, end: End)
  /// A group that ends with an event about the ledger itself.
  case ledgerGroup(count: Int, SimulatedLedgerEvent, end: End)
  case updateDerivedFiles, checkpoint, erase, reindex, reopen, read, checkRoot

  /// Any step; most are groups, and a few of these are large.
  static func any(_ random: inout SeededGenerator) -> SimulationStep {
    switch Int.random(in: 0..<24, using: &random) {
    case 0..<8:
      let count = random.chance(1, in: 6) ? 40 : 5
      return .group(count: Int.random(in: 0...count, using: &random), end: .commit)
    case 8: return .group(count: Int.random(in: 0...40, using: &random), end: .abort)
    case 9: return .group(count: Int.random(in: 0...20, using: &random), end: .trial)
    case 10..<13: return .updateDerivedFiles
    case 13, 14: return .checkpoint
    case 15: return .erase
    case 16: return random.chance(1, in: 3) ? .reindex : .updateDerivedFiles
    case 17: return .reopen
    case 18: return .read
    case 19: return .checkRoot
    default:
      return .ledgerGroup(
        count: Int.random(in: 0...9, using: &random), random.pick(SimulatedLedgerEvent.allCases),
        end: random.chance(1, in: 6) ? .abort : .commit)
    }
  }

  /// Steps that meet every boundary, for a crash at each of their calls.
  static let all: [SimulationStep] = [
    .group(count: 2, end: .commit), .updateDerivedFiles, .checkpoint,
    .group(count: 20, end: .abort), .group(count: 1, end: .commit),
    .group(count: 36, end: .commit), .updateDerivedFiles, .checkpoint, .erase, .reopen,
    .group(count: 4, end: .trial), .group(count: 13, end: .commit), .reindex,
    .group(count: 1, end: .commit), .checkpoint, .updateDerivedFiles,
  ]

  /// Steps that meet every kind of event about the ledger itself, and the stream map's files.
  static let ledgerEvents: [SimulationStep] = [
    .ledgerGroup(count: 0, .key, end: .commit), .ledgerGroup(count: 3, .submission, end: .commit),
    .ledgerGroup(count: 9, .commitment, end: .commit), .updateDerivedFiles, .checkpoint,
    .ledgerGroup(count: 0, .timestamp, end: .commit),
    .ledgerGroup(count: 7, .commitment, end: .abort),
    .ledgerGroup(count: 5, .commitment, end: .commit), .reopen,
    .ledgerGroup(count: 0, .rotation, end: .commit), .checkpoint,
    .ledgerGroup(count: 2, .commitment, end: .commit),
    .ledgerGroup(count: 0, .timestamp, end: .commit), .updateDerivedFiles,
  ]
}

extension Simulation {
  /// Takes a step and keeps in mind what it promised.
  func take(_ step: SimulationStep) throws(StoreError) {
    if case .reopen = step { return try open() }
    guard let writer else { return }
    switch step {
    case .group(let count, let end): try takeGroup(writer, count, end)
    case .ledgerGroup(let count, let last, let end):
      try takeGroup(writer, count, end, closedBy: last)
    case .updateDerivedFiles: try writer.updateDerivedFiles()
    case .checkpoint: try writeCheckpoint(writer)
    case .erase: try erase(writer)
    case .reindex: try writer.reindex()
    case .reopen: break
    case .read: try read()
    case .checkRoot: try checkRoot(writer)
    }
  }

  private func takeGroup(
    _ writer: LedgerWriter, _ count: Int, _ end: SimulationStep.End,
    closedBy last: SimulatedLedgerEvent? = nil
  ) throws(StoreError) {
    var events = makeEvents(count)
    let timestamp = last == .timestamp ? try keepTimestamp(writer) : nil
    try writer.beginGroup(isTrial: end == .trial)
    do throws(StoreError) {
      for event in events { try append(event, writer) }
      if let last {
        let event = try ledgerEvent(last, closing: events, timestamp, writer)
        events.append(event)
        try append(event, writer)
      }
    } catch {
      guard case .indexDamaged = error else { throw error }
      history.drop(events)
      try writer.abort()
      return try writer.reindex()
    }
    switch end {
    case .commit:
      history.unanswered = events
      _ = try writer.commit()
      history.acknowledge(events)
    case .abort:
      history.drop(events)
      try writer.abort()
    case .trial:
      history.drop(events)
      _ = try writer.commit()
    }
  }

  private func append(_ event: SimulatedEvent, _ writer: LedgerWriter) throws(StoreError) {
    let body = event.body
    try writer.append(
      body: body, streams: Body.streams(event.lots), keys: TestIndexing().keys(of: body.span),
      openings: event.opening.map { [$0] } ?? [], recordedAt: event.recordedAt)
  }

  private func makeEvents(_ count: Int) -> [SimulatedEvent] {
    groups += 1
    return (0..<count).map { number in
      clock += 1
      let lots = (0..<Int.random(in: 0...3, using: &random)).map { _ in
        "P/\(Int.random(in: 0..<30, using: &random))"
      }
      var opening: Opening?
      if random.chance(1, in: 3) {
        opening = Opening(
          field: UInt8.random(in: 1...3, using: &random),
          salt: (0..<16).map { _ in UInt8.random(in: 0 ... .max, using: &random) },
          value: Array("handler \(groups)-\(number)".utf8))
      }
      return SimulatedEvent(
        id: "g\(groups)-\(number)", lots: lots, recordedAt: clock, opening: opening)
    }
  }

  private func writeCheckpoint(_ writer: LedgerWriter) throws(StoreError) {
    notes += 1
    let note = Array("origin\n\(notes)\nroot\n\n\u{2014} origin AAAAAAA=\n".utf8)
    history.send(note: note)
    try writer.writeCheckpoint(note) { _ in false }
    history.acknowledge(note: note)
    let newest = try writer.view.checkpoints().last
    if newest != note { broken = BrokenPromise("the newest checkpoint is not among the kept") }
  }

  private func erase(_ writer: LedgerWriter) throws(StoreError) {
    let places = history.entries.indices.filter { history.entries[$0].event.opening != nil }
    guard !places.isEmpty else { return }
    let index = UInt64(random.pick(places) + 1)
    let isErased = history.entries[Int(index) - 1].erasure == .yes
    if !isErased { history.setErasure(.perhaps, ofEntry: index) }
    try writer.erase(index: index)
    history.setErasure(.yes, ofEntry: index)
  }

  private func read() throws(StoreError) {
    let view: LedgerView
    do throws(StoreError) {
      view = try LedgerView.open(folder, shape: shape, indexing: TestIndexing())
      guard view.size == history.size else {
        broken = BrokenPromise("a reader sees \(view.size) of \(history.size) entries")
        return
      }
      for index in 1..<view.size where random.chance(1, in: 8) {
        let event = history.entries[Int(index) - 1].event
        guard event.ledgerBody == nil else { continue }
        let id = event.id
        let found = try view.candidates(for: .event(party: "P", id: Identifier(id)))
        if found != [index] { broken = BrokenPromise("a reader finds \(id) at \(found)") }
      }
    } catch {
      // A reader that fails does not stop the writer.
      guard case .system = error else { throw error }
    }
  }

  private func checkRoot(_ writer: LedgerWriter) throws(StoreError) {
    do throws(StoreError) { _ = try writer.checkedRoot(since: nil) } catch {
      guard case .treeDamaged = error else { throw error }
      tally.treesMadeAnew += 1
      try writer.reindex()
    }
  }
}
