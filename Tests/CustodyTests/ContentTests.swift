import Custody
import LedgerFormat
import TestSupport
import Testing

@Suite("The same event, written twice")
struct ContentTests {
  private func isSame(
    _ own: Event, as recorded: Event, _ openings: [PrivateOpening] = []
  ) -> Bool {
    var hasher = LedgerFormat.Hasher()
    return own.hasSameContent(as: recorded, openings: openings, &hasher)
  }

  @Test("units do not count, amounts do")
  func units() {
    let recorded = Sample.use
    func use(_ quantity: Quantity, _ lot: LotID = "PLANT/B-1") -> Event {
      var event = recorded
      event.detail = .use(Use(lot: lot, quantity: quantity, purpose: "cleaning"))
      return event
    }
    #expect(isSame(use(Quantity(amount: 12_500, unit: .kilogram)), as: recorded))
    #expect(!isSame(use(Quantity(amount: 12_501, unit: .gram)), as: recorded))
    #expect(!isSame(use(Quantity(amount: 12_500, unit: .millilitre)), as: recorded))
    #expect(isSame(use(Quantity(amount: 12_500, unit: .gram), "B-1"), as: recorded))
    #expect(!isSame(use(Quantity(amount: 12_500, unit: .gram), "B-2"), as: recorded))
    #expect(!isSame(use(Quantity(amount: 12_500, unit: .gram), "X/B-1"), as: recorded))
  }

  @Test("a bare batch is all of the batch behind the first slash")
  func bareLots() {
    #expect(("B" as LotID).isWritten(for: "P/B"))
    #expect(!("B" as LotID).isWritten(for: "P/x/B"))
    #expect(!("x/B" as LotID).isWritten(for: "P/x/B"))
    #expect(!("" as LotID).isWritten(for: "P/B"))
  }

  @Test("every field counts", arguments: 1...4 as ClosedRange<UInt64>)
  func everyField(seed: UInt64) throws {
    var source = RandomEvent(random: SeededGenerator(seed: seed))
    var last = source.next()
    for _ in 0..<300 {
      let event = source.next()
      #expect(isSame(event, as: event))
      #expect(!isSame(event, as: last))
      var other = last
      (other.id, other.party, other.time) = (event.id, event.party, event.time)
      (other.site, other.document, other.owner) = (event.site, event.document, event.owner)
      (other.note, other.privateFields) = (event.note, event.privateFields)
      #expect(isSame(other, as: event) == (other.detail == event.detail))
      last = event
    }
  }

  @Test("partial that is absent is false; an empty chemical is none")
  func absences() {
    #expect(
      isSame(.step(.deliver, by: "Q", partial: false), as: .step(.deliver, by: "Q")))
    #expect(
      !isSame(.step(.deliver, by: "Q", partial: true), as: .step(.deliver, by: "Q")))
    func make(_ chemical: Chemical?) -> Event {
      let output = Output(lot: "P/1", quantity: grams(1), chemical: chemical)
      return .by("P", .production(Production(process: .produce, outputs: [output])))
    }
    #expect(isSame(make(Chemical()), as: make(nil)))
    #expect(!isSame(make(Chemical(un: "1294")), as: make(nil)))
  }

  @Test("private fields are compared by their commitments, and not at all once erased")
  func privateFields() {
    var random = SeededGenerator(seed: 1)
    var hasher = LedgerFormat.Hasher()
    var event = Sample.use
    event.privateFields = [
      PrivateField(.checker, .open("Wang")), PrivateField(.handler, .open("Li")),
    ]
    let (recorded, openings) = event.sealed(using: &random, &hasher)
    #expect(openings.map(\.name) == [.handler, .checker])
    #expect(isSame(event, as: recorded, openings))
    #expect(
      recorded.opened(by: openings, &hasher).privateFields.map(\.content) == [
        .open("Li"), .open("Wang"),
      ])
    var other = event
    other.privateFields[1].content = .open("Zhao")
    #expect(!isSame(other, as: recorded, openings))
    #expect(isSame(other, as: recorded, [openings[1]]))
    other.privateFields.removeLast()
    #expect(!isSame(other, as: recorded, openings))
    #expect(isSame(other, as: recorded, []))
    other = event
    other.privateFields.append(PrivateField(.contact, .open("12345")))
    #expect(!isSame(other, as: recorded, openings))
  }

  @Test("a commitment is what the documentation says")
  func commitment() {
    let bytes = (0..<16).map { UInt8($0) }
    guard let salt = Salt(bytes.span) else {
      Issue.record("16 bytes are no salt")
      return
    }
    #expect(salt.bytes == bytes)
    let opening = PrivateOpening(name: .handler, salt: salt, value: "李四")
    var hasher = LedgerFormat.Hasher()
    let message =
      Array("hazledger/private/v1\0".utf8) + bytes + Array("handler\0".utf8) + Array("李四".utf8)
    #expect(opening.commitment(&hasher) == hasher.digest(message.span))
    #expect(
      opening.commitment(&hasher).hex
        == "f7a31ce56dde63dd38e4d3747b9221fc4b2d6f9f42d9b38ff1dc6e0ee0621baa")
  }

  @Test("an opening that does not match its commitment is not believed")
  func wrongOpening() {
    var random = SeededGenerator(seed: 2)
    var hasher = LedgerFormat.Hasher()
    var event = Sample.use
    event.privateFields = [PrivateField(.handler, .open("Li"))]
    var (recorded, openings) = event.sealed(using: &random, &hasher)
    openings[0].value = "Wang"
    #expect(recorded.opened(by: openings, &hasher) == recorded)
    recorded.privateFields = []
    #expect(recorded.sealed(using: &random, &hasher).openings.isEmpty)
  }
}
