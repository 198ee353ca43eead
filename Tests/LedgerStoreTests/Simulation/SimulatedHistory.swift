import LedgerFormat

@testable import LedgerStore

/// A promise that was not kept; the text says which.
struct BrokenPromise: Error, CustomStringConvertible {
  var description: String
  init(_ description: String) { self.description = description }
}

/// Throws where a promise is not kept.
func demand(_ isKept: Bool, _ promise: @autoclosure () -> String) throws {
  if !isKept { throw BrokenPromise(promise()) }
}

/// An event as the one who records it remembers it.
struct SimulatedEvent: Equatable {
  var id: String
  var lots: [String]
  var recordedAt: UInt64
  var opening: Opening?
  /// The body of an event about the ledger itself, which no question finds.
  var ledgerBody: [UInt8]?

  var body: [UInt8] { ledgerBody ?? Body.event(id, lots: lots) }
}

/// What a simulated ledger has promised, kept apart from it.
struct SimulatedHistory {
  /// Whether an opening was erased; perhaps, where the erasing failed on the way.
  enum Erasure { case no, perhaps, yes }

  struct Acknowledged {
    var event: SimulatedEvent
    /// The entry's bytes, once they were read.
    var bytes: [UInt8]?
    var erasure = Erasure.no
  }

  /// True once the creation was acknowledged.
  var isCreated = false
  /// The entries from index 1 on.
  private(set) var entries: [Acknowledged] = []
  /// The group whose acknowledgement did not come: all of it may be there, or nothing.
  var unanswered: [SimulatedEvent] = []
  /// The ids of events that must not be there.
  private(set) var dropped: [String] = []
  /// The newest checkpoint that was acknowledged.
  private(set) var note: [UInt8]?
  /// Newer ones whose writing failed on the way: any of them may be there, and be gone again.
  private(set) var unansweredNotes: [[UInt8]] = []

  /// The files of time stamps that were acknowledged.
  private(set) var timestampFiles: [String: [UInt8]] = [:]

  /// The ledger's size with its genesis.
  var size: UInt64 { UInt64(entries.count + 1) }

  mutating func acknowledge(_ events: [SimulatedEvent]) {
    for event in events { entries.append(Acknowledged(event: event)) }
    unanswered = []
  }

  mutating func send(note: [UInt8]) { unansweredNotes.append(note) }

  mutating func acknowledge(note: [UInt8]) { (self.note, unansweredNotes) = (note, []) }

  mutating func acknowledge(timestamp files: [(name: String, bytes: [UInt8])]) {
    for (name, bytes) in files { timestampFiles[name] = bytes }
  }

  mutating func drop(_ events: [SimulatedEvent]) {
    dropped.append(contentsOf: events.map(\.id))
    if dropped.count > 100 { dropped.removeFirst(dropped.count - 100) }
  }

  mutating func setErasure(_ erasure: Erasure, ofEntry index: UInt64) {
    entries[Int(index) - 1].erasure = erasure
  }

  mutating func setBytes(_ bytes: [UInt8], ofEntry index: UInt64) {
    entries[Int(index) - 1].bytes = bytes
  }

  /// Takes over what an opening of the ledger says is there, if that is what may be.
  mutating func accept(_ report: OpenReport, _ disk: SimulatedDisk, root: String) throws {
    let added = UInt64(unanswered.count)
    if report.size == size + added, added > 0 {
      let isTold =
        report.addedEntries > 0 || report.committedSize == nil
        || report.committedSize == report.size
      try demand(isTold, "a group that was not acknowledged came back untold: \(report)")
      acknowledge(unanswered)
    } else {
      try demand(
        report.size == size, "\(size) entries were acknowledged, \(added) sent, found: \(report)")
      drop(unanswered)
      unanswered = []
    }
    isCreated = true
    for tail in report.quarantined {
      let found = disk.contents(of: root + "/" + tail.path)?.count
      try demand(found == tail.sizeBytes, "\(tail) has \(String(describing: found)) bytes")
    }
  }
}
