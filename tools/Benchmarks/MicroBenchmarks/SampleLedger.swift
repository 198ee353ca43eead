import Glibc
import LedgerFormat
import LedgerStore

/// A small ledger in a temporary folder, whose look-ups are measured.
final class SampleLedger: @unchecked Sendable {
  static let events = 50_000
  static let shared = Result { try SampleLedger() }

  let view: LedgerView
  private let writer: LedgerWriter

  static func key(_ number: Int) -> IndexKey { .event(party: "P", id: Identifier("E\(number)")) }

  private init() throws {
    let folder = "/tmp/hazledger-micro-\(getpid())"
    let body: [UInt8] = [0xA1, 0x00, 0x01]
    writer = try LedgerWriter.create(
      at: folder, genesis: body, recordedAt: 1, indexing: NoIndexing())
    try writer.beginGroup()
    for number in 0..<SampleLedger.events {
      let stream = StreamKey(kind: .lot, id: Identifier("P/\(number)"))
      try writer.append(
        body: body, streams: [stream], keys: [SampleLedger.key(number)], recordedAt: 1)
    }
    _ = try writer.commit()
    view = writer.view
  }
}

/// Keys are given with every append here.
private struct NoIndexing: EntryIndexing {
  func keys(of body: Span<UInt8>) -> [IndexKey] { [] }
}
