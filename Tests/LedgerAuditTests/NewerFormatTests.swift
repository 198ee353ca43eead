import Custody
import LedgerFormat
import Testing

@testable import LedgerAudit

@Suite("What is newer than this program is never called right")
struct NewerFormatTests {
  /// A ledger whose last entry, hashed and signed in good order, is made of these bytes.
  private static func report(
    body changeBody: (inout [UInt8]) -> Void = { _ in },
    bytes change: (inout [UInt8]) -> Void = { _ in }
  ) throws -> VerificationReport {
    let maker = try Story.ledger()
    let honest = try Story.ledger()
    try honest.append(Story.used("9", Story.toluene, 1))
    let last = honest.entries[15]
    var entry = try Entry(last.span)
    entry.previous = maker.leafHash(14)
    entry.links = []
    changeBody(&entry.body)
    var writer = CBORWriter()
    entry.encode(into: &writer)
    var bytes = writer.bytes
    change(&bytes)
    maker.append(bytes: bytes)
    return try maker.write().verify()
  }

  @Test("a newer version of the entry")
  func version() throws {
    let report = try NewerFormatTests.report(bytes: { $0[1] = 2 })
    #expect(report.kinds == [.newer(.newer(version: 2))] && report.indices == [15])
  }

  @Test("a newer kind of event")
  func kind() throws {
    for kind in [13, 23] as [UInt64] {
      // A body is a map whose first pair is key 0 and the kind.
      let report = try NewerFormatTests.report(body: { $0[2] = UInt8(kind) })
      #expect(report.kinds == [.newer(.newerEvent(kind: kind, key: nil))], "\(report.damage)")
    }
  }

  @Test("bytes that were never an entry are damage of the format, not newer")
  func format() throws {
    let report = try NewerFormatTests.report(bytes: { $0.append(0) })
    guard case .format(.encoding) = report.kinds.first else {
      Issue.record("\(report.damage)")
      return
    }
    #expect(report.damageCount == 1 && report.indices == [15])
  }
}
