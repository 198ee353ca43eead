internal import Custody
internal import LedgerFormat

/// Watches the clock that entries were recorded by.
struct ClockCheck: Sendable {
  /// Authorities tell whole seconds.
  private static let stampStep: UInt64 = 1_000_000

  private(set) var findings = ClockFindings()
  private var last: UInt64 = 0
  /// The newest stamp that was passed.
  private var passed: UInt64 = 0
  /// Trusted stamps ascending by size, each with the earliest time of it and those behind it.
  private var stamps: [(size: UInt64, earliest: UInt64)] = []
  private var next = 0

  init(_ book: TimestampBook) {
    stamps = book.items.values.filter(\.isTrusted).map { ($0.checkpoint.size, $0.time) }
      .sorted { $0.0 < $1.0 }.map { (size: $0.0, earliest: $0.1) }
    for position in stamps.indices.dropLast().reversed() {
      stamps[position].earliest = min(
        stamps[position].earliest, stamps[position + 1].earliest)
    }
  }

  mutating func look(at entry: Entry) { look(recordedAt: entry.recordedAt, index: entry.index) }

  mutating func look(recordedAt time: UInt64, index: UInt64) {
    if time < last { ClockCheck.count(index, in: &findings.wentBack) }
    last = time
    while next < stamps.count, stamps[next].size <= index { next += 1 }
    if next < stamps.count, time >= stamps[next].earliest + ClockCheck.stampStep {
      ClockCheck.count(index, in: &findings.aheadOfStamp)
    }
    if time < passed { ClockCheck.count(index, in: &findings.behindStamp) }
  }

  /// Takes note of a time stamp that stands in an entry; what follows is later than it.
  mutating func pass(_ stamp: Timestamp) { passed = max(passed, stamp.time) }

  mutating func look(at event: Event, recordedAt: UInt64, index: UInt64) {
    look(eventTime: event.time.microseconds, recordedAt: recordedAt, index: index)
  }

  mutating func look(eventTime: UInt64, recordedAt: UInt64, index: UInt64) {
    if eventTime > recordedAt {
      ClockCheck.count(index, in: &findings.eventsInFuture)
    }
  }

  var notes: [ReportNote] {
    let wentBack = findings.wentBack.map {
      ReportNote.clockWentBack(index: $0.first, entries: $0.entries)
    }
    let backDated = findings.behindStamp.map {
      ReportNote.backDated(index: $0.first, entries: $0.entries)
    }
    return [wentBack, backDated].compactMap { $0 }
  }

  private static func count(_ index: UInt64, in count: inout ClockFindings.Count?) {
    count = ClockFindings.Count(
      first: count?.first ?? index, entries: (count?.entries ?? 0) + 1)
  }
}
