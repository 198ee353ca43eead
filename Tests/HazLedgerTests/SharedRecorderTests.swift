import Foundation
import HazLedger
import Interchange
import LedgerAudit
import LedgerFormat
import Testing

@Suite("Many callers share a recorder")
struct SharedRecorderTests {
  @Test("what is acknowledged stands in the ledger that anybody opens at that moment")
  func acknowledgedIsRecorded() async throws {
    let ledger = try ScratchLedger()
    let shared = try ledger.sharedRecorder()
    try await withThrowingTaskGroup(of: Void.self) { callers in
      for caller in 0..<16 {
        callers.addTask {
          for number in 0..<4 {
            let event = ScratchLedger.production(id: "\(caller)-\(number)")
            let receipts = try receipts(await shared.append(event))
            #expect(receipts.count == 1 && receipts[0].isRecorded)
            // Another process sees what the mark acknowledges, and not what is only on its way.
            let reader = try LedgerReader(ledger.places)
            #expect(receipts[0].index < reader.size)
          }
        }
      }
      try await callers.waitForAll()
    }
    try await shared.close()
    let report = try LedgerVerifier(path: ledger.places.ledger).verify()
    #expect(report.damage.isEmpty)
    #expect(report.entries == 65)
    #expect(report.newestCheckpoint?.size == 65)
  }

  @Test("a refused batch harms nobody else's, and one batch of several stays all or none")
  func batchesAreApart() async throws {
    let ledger = try ScratchLedger()
    let shared = try ledger.sharedRecorder()
    let unknown = ScratchLedger.use(id: "u", lot: "P/none")
    async let refused = shared.append(unknown)
    async let recorded = shared.append(ScratchLedger.production(id: "1"))
    async let mixed = shared.append(
      ScratchLedger.together([.production("2"), .use("3", "P/none")]))
    guard case .refused(let refusals) = try await refused else {
      Issue.record("an unknown lot cannot be used")
      return
    }
    #expect(refusals.count == 1)
    #expect(try receipts(await recorded).count == 1)
    guard case .refused = try await mixed else {
      Issue.record("a batch with an impossible event is not recorded in part")
      return
    }
    try await shared.close()
    #expect(try LedgerReader(ledger.places).size == 2)
  }

  @Test("the same event from many callers is recorded once, and all get its receipt")
  func repeatedEventIsOne() async throws {
    let ledger = try ScratchLedger()
    let shared = try ledger.sharedRecorder()
    let event = ScratchLedger.production(id: "1")
    let all = try await withThrowingTaskGroup(of: Receipt.self) { callers in
      for _ in 0..<8 { callers.addTask { try receipts(await shared.append(event))[0] } }
      return try await callers.reduce(into: [Receipt]()) { $0.append($1) }
    }
    try await shared.close()
    #expect(Set(all.map(\.index)) == [1])
    #expect(Set(all.map(\.leafHash)).count == 1)
    #expect(all.count { $0.isRecorded } == 1)
    #expect(try LedgerReader(ledger.places).size == 2)
  }

  @Test("a checkpoint follows by itself while the recorder stays open")
  func checkpointFollows() async throws {
    let ledger = try ScratchLedger()
    let shared = try ledger.sharedRecorder(checkpointInterval: 0)
    _ = try await shared.append(ScratchLedger.production(id: "1"))
    _ = try await shared.append(ScratchLedger.production(id: "2"))
    // The first is signed before the second is served, whatever the clock.
    let report = try LedgerVerifier(path: ledger.places.ledger).verify()
    #expect((report.newestCheckpoint?.size ?? 0) >= 2)
    #expect(report.damage.isEmpty)
    try await shared.close()
  }
}

private func receipts(_ outcome: AppendOutcome) throws -> [Receipt] {
  guard case .receipts(let receipts) = outcome else { throw CocoaError(.featureUnsupported) }
  return receipts
}
