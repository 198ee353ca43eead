import LedgerFormat
import Testing

@testable import LedgerStore

@Suite("When the disk fails")
struct FaultTests {
  /// Appends groups until one fails; gives the size that was acknowledged last.
  private func work(_ ledger: TemporaryLedger, _ acknowledged: inout UInt64) throws {
    let writer = try ledger.create()
    acknowledged = 1
    for round in 0..<12 {
      try writer.beginGroup()
      do {
        for number in 0..<round * 3 + 1 {
          let id = "e-\(round)-\(number)"
          let body = Body.event(id, lots: ["P/\(number)"])
          try writer.append(
            body: body, streams: Body.streams(["P/\(number)"]),
            keys: TestIndexing().keys(of: body.span),
            openings: [Opening(field: 1, salt: Array(repeating: 7, count: 16), value: [1])],
            recordedAt: 1)
        }
        if round == 5 {
          try writer.abort()
        } else {
          acknowledged = try writer.commit().size
        }
        try writer.updateDerivedFiles()
      } catch {
        #expect(throws: StoreError.stopped) { try writer.abort() }
        #expect(throws: StoreError.stopped) { try writer.commit() }
        throw error
      }
    }
  }

  @Test("whichever call fails, nothing acknowledged is lost and the writer stops")
  func everyCallFails() throws {
    var call = 1
    while true {
      let ledger = try TemporaryLedger()
      let files = FailingFileSystem(failingCall: call)
      ledger.files = files
      var acknowledged: UInt64 = 0
      do { try work(ledger, &acknowledged) } catch {
        guard case StoreError.system = error else { throw error }
      }
      guard files.hasFailed else { break }
      ledger.files = HostFileSystem()
      if acknowledged == 0, !ledger.exists("entries") {
        try expectWhole(try ledger.create().view, size: 1)
      } else {
        let writer = try ledger.open()
        try #require(writer.view.size >= acknowledged, "call \(call)")
        try expectWhole(writer.view, size: writer.view.size)
        for index in 1..<max(1, writer.view.size) {
          #expect(try writer.view.openings(of: index).count == 1, "call \(call)")
        }
      }
      call += 3
    }
    #expect(call > 150)
  }

  @Test("short and interrupted calls, and files that cannot be mapped, change nothing")
  func everythingInPieces() throws {
    let ledger = try TemporaryLedger()
    ledger.files = FailingFileSystem(isInPieces: true)
    var size: UInt64 = 0
    try work(ledger, &size)
    try expectWhole(try ledger.open().view, size: size)
    ledger.files = HostFileSystem()
    try expectWhole(try ledger.open().view, size: size)
  }
}
