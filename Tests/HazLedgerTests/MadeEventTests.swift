import Custody
import Foundation
import HazLedger
import LedgerAudit
import LedgerFormat
import Testing

/// Events that a program made itself, and that no reader of files has looked at.
@Suite("Events that a program makes")
struct MadeEventTests {
  /// Ways in which an event cannot stand in a ledger.
  enum Flaw: CaseIterable {
    case emptyID, longID, partyWithSlash, siteWithEnd, longNote, controlInNote, tooManyLots
    case batchTooLong, privateControl, privateTwice

    func spoil(_ event: inout Event) {
      switch self {
      case .emptyID: event.id = ""
      case .longID: event.id = Identifier(String(repeating: "i", count: 129))
      case .partyWithSlash: event.party = "P/Q"
      case .siteWithEnd: event.site = "S "
      case .longNote: event.note = String(repeating: "n", count: 4_097)
      case .controlInNote: event.note = "a\u{0}b"
      case .tooManyLots: Flaw.produce((0...256).map { "P/L\($0)" }, &event)
      case .batchTooLong: Flaw.produce(["P/" + String(repeating: "b", count: 129)], &event)
      case .privateControl:
        event.privateFields = [PrivateField(.handler, .open("a\u{1}"))]
      case .privateTwice:
        let field = PrivateField(.handler, .open("a"))
        event.privateFields = [field, field]
      }
    }

    private static func produce(_ lots: [String], _ event: inout Event) {
      guard case .production(var production) = event.detail else { return }
      let output = production.outputs[0]
      production.outputs = lots.map { lot in
        var made = output
        made.lot = LotID(Identifier(lot))
        return made
      }
      event.detail = .production(production)
    }
  }

  private func good() -> Event { ScratchLedger.production(id: "1").events[0].event }

  @Test(
    "one that cannot stand in the ledger is refused, and nothing is written",
    arguments: Flaw.allCases)
  func refused(_ flaw: Flaw) throws {
    let ledger = try ScratchLedger()
    let recorder = try Recorder.open(ledger.places)
    var event = good()
    flaw.spoil(&event)
    guard case .refused(let refusals) = try recorder.append(EventBatch(event)) else {
      Issue.record("\(flaw) was recorded")
      return
    }
    #expect(refusals.count == 1)
    #expect(recorder.size == 1)
    // The next one is not harmed by it.
    guard case .receipts = try recorder.append(EventBatch(good())) else {
      Issue.record("a good event was refused")
      return
    }
    try recorder.close()
    #expect(try LedgerVerifier(path: ledger.places.ledger).verify().damage.isEmpty)
  }

  @Test("among many callers as well, where one batch is refused and the others recorded")
  func shared() async throws {
    let ledger = try ScratchLedger()
    let shared = try ledger.sharedRecorder()
    var outcomes: [Bool] = []
    try await withThrowingTaskGroup(of: Bool.self) { callers in
      for number in 0..<8 {
        callers.addTask {
          var event = ScratchLedger.production(id: "\(number)").events[0].event
          if number.isMultiple(of: 2) { event.note = "" }
          guard case .receipts = try await shared.append(EventBatch(event)) else { return false }
          return true
        }
      }
      for try await outcome in callers { outcomes.append(outcome) }
    }
    try await shared.close()
    #expect(outcomes.filter { $0 }.count == 4)
    #expect(try LedgerVerifier(path: ledger.places.ledger).verify().damage.isEmpty)
    #expect(try LedgerReader(ledger.places).size == 5)
  }
}
