import LedgerFormat
import Testing

@testable import LedgerStore

@Suite("Reading all entries in order")
struct ScanTests {
  private func filled(_ count: Int) throws -> TemporaryLedger {
    let ledger = try TemporaryLedger()
    let writer = try ledger.create()
    for number in 0..<count { try ledger.commit([("e-\(number)", ["P/1"])], to: writer) }
    return ledger
  }

  @Test("every entry of a range is visited once, in order, across segments, with its leaf hash")
  func visitsAll() throws {
    let ledger = try filled(200)
    let view = try ledger.read()
    defer { withExtendedLifetime(ledger) {} }
    for range in [0..<view.size, 0..<1, 63..<65, 130..<201, 5..<5] as [Range<UInt64>] {
      var indices: [UInt64] = []
      try view.scan(range) { index, _, body, leafHash in
        indices.append(index)
        #expect((try? view.leafHash(at: index)) == leafHash)
        #expect((try? view.entry(at: index).body) == [UInt8](body))
        return true
      }
      #expect(indices == Array(range))
    }
  }

  @Test("a scan ends where the visitor says so, and refuses a range beyond the ledger")
  func ends() throws {
    let ledger = try filled(3)
    let view = try ledger.read()
    defer { withExtendedLifetime(ledger) {} }
    var count = 0
    try view.scan(0..<4) { _, _, _, _ in
      count += 1
      return count < 2
    }
    #expect(count == 2)
    #expect(throws: StoreError.notRecorded(index: 5, size: 4)) {
      try view.scan(0..<5) { _, _, _, _ in true }
    }
  }

  @Test("no byte of any entry can be changed without the scan refusing, the last one included")
  func seesChanges() throws {
    let ledger = try filled(70)
    let file = "entries/0000000000"
    let bytes = try ledger.bytes(of: file)
    for offset in stride(from: 0, to: bytes.count, by: 29) {
      var changed = bytes
      changed[offset] ^= 0x10
      try ledger.write(changed, to: file)
      // A reader may refuse at its opening already.
      #expect(throws: StoreError.self, "offset \(offset)") {
        let view = try ledger.read()
        try view.scan(0..<view.size) { _, _, _, _ in true }
      }
    }
  }
}
