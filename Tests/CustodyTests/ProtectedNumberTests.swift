import Custody
import LedgerFormat
import TestSupport
import Testing

@Suite("An identity number is kept as its last four and a digest")
struct ProtectedNumberTests {
  private static let number = "11010519491231002X"

  private static func person(_ number: String) -> Event {
    Event(
      id: "R1", time: Sample.time, party: "COUNTY",
      privateFields: [PrivateField(.identityNumber, .open(number))],
      detail: .registration(
        Registration(subject: "9f2c", record: .person(PersonRecord(roles: [.driver])))))
  }

  @Test("the number stands in no opening, and its last four can be shown and believed")
  func protected() throws {
    var random = SeededGenerator(seed: 1)
    var hasher = LedgerFormat.Hasher()
    let (event, openings) = ProtectedNumberTests.person(ProtectedNumberTests.number)
      .sealed(using: &random, &hasher)
    let opening = try #require(openings.first)
    #expect(!opening.value.contains("1101051949") && opening.value.hasPrefix("002X:"))
    let opened = event.opened(by: openings, &hasher)
    #expect(opened.privateFields.first?.shown == "****002X")
    var forged = opening
    forged.value = "9999" + opening.value.dropFirst(4)
    let doubted = event.opened(by: [forged], &hasher)
    #expect(doubted.privateFields == event.privateFields)
  }

  @Test(
    "the same number again is the same event, another is not, and what was exported is the same")
  func comparison() throws {
    var random = SeededGenerator(seed: 2)
    var hasher = LedgerFormat.Hasher()
    let (event, openings) = ProtectedNumberTests.person(ProtectedNumberTests.number)
      .sealed(using: &random, &hasher)
    func isSame(_ number: String) -> Bool {
      ProtectedNumberTests.person(number).hasSameContent(as: event, openings: openings, &hasher)
    }
    #expect(isSame(ProtectedNumberTests.number))
    #expect(!isSame("110105194912310038"))
    #expect(isSame(try #require(openings.first).value))
    #expect(!isSame("002X"))
  }

  @Test("two people's protected numbers share nothing but what they end with")
  func salted() throws {
    var random = SeededGenerator(seed: 3)
    var hasher = LedgerFormat.Hasher()
    let values = try (0..<2).map { _ in
      let (_, openings) = ProtectedNumberTests.person(ProtectedNumberTests.number)
        .sealed(using: &random, &hasher)
      return try #require(openings.first).value
    }
    #expect(values[0] != values[1])
  }
}
