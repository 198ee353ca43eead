import Custody
import LedgerFormat
import Testing

@testable import LedgerAudit

/// Registrations whose every hash and signature is right, made by an operator who lies.
@Suite("Registrations are verified from their bytes")
struct RegistrationAuditTests {
  private static let holder = StreamKey(kind: .party, id: "P")

  private static func revoking(from: Day? = nil, to: Day? = nil) throws -> Event {
    let record = LicenceRecord(kind: .trade, holder: holder, validFrom: from, validTo: to)
    return Event(
      id: "R1", time: try Instant(rfc3339: "2026-05-01T00:00:00Z"), party: "COUNTY",
      detail: .registration(
        Registration(subject: "L-1", record: .licence(record), isRevoked: true)))
  }

  @Test("a revocation that was left off its holder's stream, or put on another's, is found")
  func streams() throws {
    let honest = try LedgerMaker()
    try honest.append(RegistrationAuditTests.revoking())
    #expect(try honest.write().verify().damage.isEmpty)
    let hidden = try LedgerMaker()
    try hidden.append(RegistrationAuditTests.revoking()) { $0.removeAll() }
    #expect(
      try hidden.write().verify().kinds == [.linksMissing([RegistrationAuditTests.holder])])
    let other = StreamKey(kind: .party, id: "Q")
    let moved = try LedgerMaker()
    try moved.append(RegistrationAuditTests.revoking()) { $0[0].stream = other }
    #expect(
      try moved.write().verify().kinds == [
        .linksMissing([RegistrationAuditTests.holder]), .linksExtra([other]),
      ])
  }

  @Test("a licence that ends before it begins cannot have been recorded")
  func form() throws {
    let (from, to) = (try #require(Day("2026-02-01")), try #require(Day("2026-01-01")))
    let maker = try LedgerMaker()
    try maker.append(RegistrationAuditTests.revoking(from: from, to: to))
    #expect(
      try maker.write().verify().kinds == [.impossible(.licenceEndsFirst(from: from, to: to))])
  }
}
