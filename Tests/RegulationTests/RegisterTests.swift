import Custody
import LedgerFormat
import Regulation
import Testing

@Suite("The register as a fold")
struct RegisterTests {
  /// Registers subjects one after another, a day apart.
  private struct Book {
    var register = Register()
    var index: UInt64 = 1

    static func time(day: UInt64) -> Instant {
      Instant(microseconds: day * 86_400_000_000) ?? Instant(microseconds: 0)!
    }

    mutating func add(
      _ subject: Identifier, _ record: Registration.Record, day: UInt64, isRevoked: Bool = false
    ) {
      let event = Event(
        id: Identifier("R\(index)"), time: Book.time(day: day), party: "COUNTY",
        detail: .registration(
          Registration(subject: subject, record: record, isRevoked: isRevoked)))
      register.apply(
        RecordedEvent(index: index, recordedAt: Book.time(day: 30_000), event: event))
      index += 1
    }
  }

  private static func party(_ name: String, _ roles: [PartyRecord.Role]) -> Registration.Record {
    .party(PartyRecord(name: .plain(name), roles: roles))
  }

  @Test("is empty until something is registered")
  func empty() {
    var book = Book()
    #expect(book.register.isEmpty)
    #expect(book.register.parties.entry("P") == nil)
    book.add("P", RegisterTests.party("甲", [.use]), day: 100)
    #expect(!book.register.isEmpty)
  }

  @Test("a party is what its newest entry at a time says")
  func versions() {
    var book = Book()
    book.add("P", RegisterTests.party("甲", [.use]), day: 100)
    book.add("P", RegisterTests.party("乙", [.use, .disposal]), day: 200)
    let parties = book.register.parties
    #expect(parties.entry("P")?.record.name == .plain("乙"))
    #expect(parties.entry("P", at: Book.time(day: 199))?.record.name == .plain("甲"))
    #expect(parties.entry("P", at: Book.time(day: 200))?.record.name == .plain("乙"))
    #expect(parties.entry("P", at: Book.time(day: 99)) == nil)
    #expect(parties.history("P").map(\.index) == [1, 2])
    #expect(!book.register.hasRole(.disposal, party: "P", at: Book.time(day: 150)))
    #expect(book.register.hasRole(.disposal, party: "P", at: Book.time(day: 250)))
    book.add("P", RegisterTests.party("乙", [.use, .disposal]), day: 300, isRevoked: true)
    #expect(!book.register.hasRole(.use, party: "P"))
    #expect(book.register.hasRole(.use, party: "P", at: Book.time(day: 299)))
  }

  @Test("two parties may have a site of one name")
  func sites() {
    var book = Book()
    book.add("P/TANK-01", .site(SiteRecord(kind: .tank, people: 60)), day: 1)
    book.add("Q/TANK-01", .site(SiteRecord(kind: .warehouse)), day: 1)
    let register = book.register
    #expect(register.site(of: "P", "TANK-01")?.record.people == 60)
    #expect(register.site(of: "Q", "TANK-01")?.record.kind == .warehouse)
    #expect(register.sites(of: "Q") == ["Q/TANK-01"])
  }

  @Test("a licence speaks by its own days, and a revocation from its time")
  func licences() throws {
    var book = Book()
    let holder = StreamKey(kind: .party, id: "P")
    // Days 20,000 and 20,100 are 2024-10-04 and 2025-01-12.
    let record = LicenceRecord(
      kind: .trade, holder: holder, scope: ["1203"], validFrom: Day("2024-10-04"),
      validTo: Day("2025-01-12"))
    book.add("L-1", .licence(record), day: 20_050)
    func validity(day: UInt64) -> LicenceValidity? {
      book.register.licences.licences(of: holder, at: Book.time(day: day)).first?.validity
    }
    let (from, to) = (try #require(Day("2024-10-04")), try #require(Day("2025-01-12")))
    #expect(validity(day: 19_998) == .notYet(from: from))
    // Registered late, and valid all the same.
    #expect(validity(day: 20_000) == .valid)
    #expect(validity(day: 20_100) == .valid)
    #expect(validity(day: 20_101) == .expired(since: to))
    book.add("L-1", .licence(record), day: 20_080, isRevoked: true)
    #expect(validity(day: 20_079) == .valid)
    #expect(validity(day: 20_080) == .revoked(since: Book.time(day: 20_080)))
    let licences = book.register.licences
    #expect(licences.count == 1)
    #expect(licences.hasValid([.trade], of: holder, at: Book.time(day: 20_060)))
    #expect(!licences.hasValid([.safeUse], of: holder, at: Book.time(day: 20_060)))
    #expect(
      !licences.hasValid([.trade], of: holder, at: Book.time(day: 20_060)) {
        $0.scope.contains("1294")
      })
  }

  @Test("one number at two holders is kept apart")
  func forged() {
    var book = Book()
    for holder: Identifier in ["P", "Q"] {
      book.add(
        "L-1",
        .licence(LicenceRecord(kind: .trade, holder: StreamKey(kind: .party, id: holder))),
        day: 1)
    }
    #expect(book.register.licences.holders(ofNumber: "L-1").count == 2)
    #expect(book.register.licences.entries(number: "L-1").count == 2)
  }

  @Test("a chemical is found by CAS, UN, name and alias, and told apart by concentration")
  func chemicals() {
    var book = Book()
    func nitric(_ concentration: String, _ name: String) -> Registration.Record {
      .chemical(
        ChemicalRecord(
          chemical: Chemical(
            name: .bilingual(zh: name, en: "Nitric acid"), cas: "7697-37-2", un: "2031",
            concentration: concentration), aliases: ["硝镪水"]))
    }
    book.add("HNO3-68", nitric("<=70 %", "硝酸"), day: 1)
    book.add("HNO3-98", nitric(">=70.0001 %", "发烟硝酸"), day: 1)
    let register = book.register
    #expect(register.chemicals(cas: "7697-37-2").count == 2)
    #expect(register.chemicals(un: "2031").count == 2)
    #expect(register.chemicals(named: "硝镪水").count == 2)
    #expect(register.chemicals(named: "NITRIC ACID").count == 2)
    #expect(register.chemicals(named: "硝酸").map(\.subject) == ["HNO3-68"])
    let lot = Chemical(cas: "7697-37-2", concentration: "98 %")
    #expect(register.chemicals(declaredAs: lot).map(\.subject) == ["HNO3-98"])
    #expect(register.chemicals(declaredAs: Chemical(cas: "7697-37-2")).count == 2)
    #expect(register.chemicals(cas: "7697-37-2", at: Instant(microseconds: 0)).isEmpty)
  }
}
