import LedgerFormat
import Testing

@Suite("The stream rule of corrections and orders")
struct CorrectionStreamsTests {
  private static let corrects = Item.array([.text("P"), .text("E"), .unsigned(7), .unsigned(9)])

  private func fields(_ kind: UInt64, _ more: [EventKey: Item]) -> Item {
    let common: [EventKey: Item] = [
      .kind: .unsigned(kind), .id: .text("E"), .time: .unsigned(0), .party: .text("P"),
    ]
    let all = common.merging(more) { $1 }
    return .fields(all.sorted { $0.key.rawValue < $1.key.rawValue }.map { ($0.rawValue, $1) })
  }

  private func streams(_ kind: UInt64, _ more: [EventKey: Item]) throws -> EventStreams {
    try EventStreams(body: Bodies.encode(fields(kind, more)).span)
  }

  @Test("a correction is on the streams of the entry that it names, and its replacement's")
  func correction() throws {
    let use = fields(6, [.lot: .text("P/new"), .quantity: .unsigned(1)])
    let streams = try streams(9, [.corrects: CorrectionStreamsTests.corrects, .replacement: use])
    #expect(streams.own == [.lot("P/new")] && streams.inheritsStreamsOf == 9)
    #expect(
      streams.keys(openingLots: ["X/1"], corrected: [.lot("P/old"), .consignment("W")])
        == [.lot("P/new"), .lot("P/old"), .consignment("W")])
    let withdrawal = try self.streams(9, [.corrects: CorrectionStreamsTests.corrects])
    #expect(withdrawal.own.isEmpty && withdrawal.inheritsStreamsOf == 9)
    #expect(withdrawal.keys(openingLots: [], corrected: [.lot("P/old")]) == [.lot("P/old")])
  }

  @Test("a replacement that is a step of a waybill is on the lots of its opening as well")
  func transport() throws {
    let load = fields(5, [.action: .unsigned(1), .consignment: .text("W")])
    let streams = try streams(9, [.corrects: CorrectionStreamsTests.corrects, .replacement: load])
    #expect(streams.inheritsLotsOf == "W" && streams.own == [.consignment("W")])
    #expect(
      streams.keys(openingLots: ["P/1"], corrected: [.lot("P/2")])
        == [.lot("P/1"), .lot("P/2"), .consignment("W")])
  }

  @Test("a correction of nothing, of too little, or by a correction is refused")
  func malformed() {
    let use = fields(6, [.lot: .text("P/new")])
    let nested = fields(9, [.corrects: CorrectionStreamsTests.corrects])
    let wrong: [[EventKey: Item]] = [
      [:], [.replacement: use], [.corrects: .array([.text("P"), .text("E"), .unsigned(7)])],
      [.corrects: .text("E")], [.corrects: CorrectionStreamsTests.corrects, .replacement: nested],
      [.corrects: CorrectionStreamsTests.corrects, .replacement: .text("x")],
      [.corrects: CorrectionStreamsTests.corrects, .lot: .text("P/b")],
    ]
    for fields in wrong {
      #expect(throws: EntryError.self) { try streams(9, fields) }
    }
    #expect(throws: EntryError.self) {
      try streams(6, [.lot: .text("P/b"), .replacement: use])
    }
  }

  @Test("an order is on its lots, or on the party that it is about, and never on both")
  func order() throws {
    let lots = Item.array([.text("P/2"), .text("P/1"), .text("P/2")])
    #expect(
      try streams(11, [.action: .unsigned(0), .lots: lots]).own == [.lot("P/1"), .lot("P/2")])
    let party = try streams(11, [.action: .unsigned(0), .subject: .text("Q")])
    #expect(party.own == [StreamKey(kind: .party, id: "Q")] && party.lots.isEmpty)
    #expect(throws: EntryError.missing(key: 30)) { try streams(11, [.action: .unsigned(0)]) }
    #expect(throws: EntryError.self) { try streams(11, [.lots: lots, .subject: .text("Q")]) }
    #expect(throws: EntryError.self) { try streams(11, [.lots: .array([])]) }
    #expect(throws: EntryError.self) { try streams(11, [.lots: .array([.text("bare")])]) }
  }

  @Test("a correction is at most 48,000 bytes, its replacement 24,000")
  func sizes() throws {
    func body(_ outer: Int, _ inner: Int) -> [UInt8] {
      let replacement = fields(
        6, [.lot: .text("P/b"), .note: .text(String(repeating: "n", count: inner))])
      return Bodies.encode(
        fields(
          9,
          [
            .corrects: CorrectionStreamsTests.corrects, .replacement: replacement,
            .note: .text(String(repeating: "n", count: outer)),
          ]))
    }
    #expect(throws: Never.self) { try EventStreams(body: body(20_000, 23_900).span) }
    #expect(throws: EntryError.self) { try EventStreams(body: body(1_000, 24_000).span) }
    #expect(throws: EntryError.self) { try EventStreams(body: body(25_000, 23_900).span) }
  }
}
