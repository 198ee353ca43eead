import LedgerFormat
import Testing

@Suite("The stream rule")
struct EventStreamsTests {
  @Test("storage, use and disposal are on their lot", arguments: [2, 6, 7] as [UInt64])
  func oneLot(kind: UInt64) throws {
    let streams = try EventStreams(body: Bodies.event(kind, [.lot: .text("P/b/1")]).span)
    #expect(streams.own == [.lot("P/b/1")])
    #expect(streams.inheritsLotsOf == nil)
    #expect(streams.kind.rawValue == kind)
  }

  @Test("a loss is on its lot and on the consignment it names")
  func loss() throws {
    let plain = try EventStreams(body: Bodies.event(8, [.lot: .text("P/b")]).span)
    #expect(plain.own == [.lot("P/b")])
    let named = try EventStreams(
      body: Bodies.event(8, [.lot: .text("P/b"), .consignment: .text("A")]).span)
    #expect(named.own == [.lot("P/b"), .consignment("A")])
    #expect(named.inheritsLotsOf == nil)
  }

  @Test("a production is on the lots of its outputs and inputs, each once, in byte order")
  func production() throws {
    let body = Bodies.event(
      1,
      [.outputs: Bodies.outputs(["P/2", "P/10"]), .inputs: Bodies.goods(["Q/1", "P/0", "Q/1"])])
    let streams = try EventStreams(body: body.span)
    #expect(streams.own == [.lot("P/0"), .lot("P/10"), .lot("P/2"), .lot("Q/1")])
    #expect(streams.lots == ["P/0", "P/10", "P/2", "Q/1"])
  }

  @Test("a trade is on the lots of its goods")
  func trade() throws {
    let body = Bodies.event(3, [.goods: Bodies.goods(["P/2", "P/1"])])
    #expect(try EventStreams(body: body.span).own == [.lot("P/1"), .lot("P/2")])
  }

  @Test("a consignment is on its own stream and on those of its goods")
  func consignment() throws {
    let body = Bodies.event(4, [.goods: Bodies.goods(["P/2", "P/1"]), .consignment: .text("W")])
    let streams = try EventStreams(body: body.span)
    #expect(streams.own == [.lot("P/1"), .lot("P/2"), .consignment("W")])
  }

  @Test("a transport is on all lots of its opening, unless it says only where it is")
  func transport() throws {
    for step in TransportStep.allCases {
      let body = Bodies.event(
        5,
        [
          .action: .unsigned(step.rawValue), .goods: Bodies.goods(["P/9"]),
          .consignment: .text("W"),
        ])
      let streams = try EventStreams(body: body.span)
      #expect(streams.own == [.consignment("W")])
      #expect(streams.inheritsLotsOf == (step == .position ? nil : "W"))
      let keys = streams.keys(openingLots: ["P/2", "P/1", "P/2"])
      let all: [StreamKey] = [.lot("P/1"), .lot("P/2"), .consignment("W")]
      #expect(keys == (step == .position ? [.consignment("W")] : all))
    }
  }

  @Test(
    "a registration is on its subject's stream, a licence on its holder's",
    arguments: RegisterKind.allCases)
  func registration(register: RegisterKind) throws {
    let holder = Item.array([.unsigned(RegisterKind.vehicle.rawValue), .text("皖N12345")])
    var fields: [EventKey: Item] = [
      .action: .unsigned(register.rawValue), .registered: .text("P/x"), .record: .null,
    ]
    if register == .licence { fields[.holder] = holder }
    let streams = try EventStreams(body: Bodies.event(10, fields).span)
    #expect(
      streams.own == [
        register.stream.map { StreamKey(kind: $0, id: "P/x") }
          ?? StreamKey(kind: .vehicle, id: "皖N12345")
      ])
    #expect(streams.kind == .registration && streams.lots.isEmpty)
    for key in [EventKey.action, .registered] {
      var fewer = fields
      fewer[key] = nil
      #expect(throws: EntryError.missing(key: key.rawValue)) {
        try EventStreams(body: Bodies.event(10, fewer).span)
      }
    }
    // A holder that is missing, or where there is none to be.
    fields[.holder] = register == .licence ? nil : holder
    #expect(throws: EntryError.self) { try EventStreams(body: Bodies.event(10, fields).span) }
  }

  @Test("a chemical holds no licence, and ids are as long as their streams' may be")
  func registrationLimits() {
    func body(_ register: RegisterKind, _ subject: Int, holder: RegisterKind? = nil) -> [UInt8] {
      var fields: [EventKey: Item] = [
        .action: .unsigned(register.rawValue),
        .registered: .text(String(repeating: "s", count: subject)),
      ]
      if let holder { fields[.holder] = .array([.unsigned(holder.rawValue), .text("P")]) }
      return Bodies.event(10, fields)
    }
    for register in RegisterKind.allCases {
      let most = register == .site ? 257 : 128
      let holder: RegisterKind? = register == .licence ? .party : nil
      #expect(throws: Never.self) {
        try EventStreams(body: body(register, most, holder: holder).span)
      }
      #expect(throws: EntryError.self) {
        try EventStreams(body: body(register, most + 1, holder: holder).span)
      }
      #expect(throws: EntryError.self) {
        try EventStreams(body: body(register, 0, holder: holder).span)
      }
    }
    for holder in [RegisterKind.chemical, .licence] {
      #expect(throws: EntryError.self) {
        try EventStreams(body: body(.licence, 1, holder: holder).span)
      }
    }
  }

  @Test("a key event is on its party's stream, and cannot be without a party")
  func key() throws {
    let fields: [(UInt64, Item)] = [
      (0, .unsigned(65)), (1, .unsigned(0)), (2, .text("P")), (3, .text("k")),
    ]
    let streams = try EventStreams(body: Bodies.encode(.fields(fields)).span)
    #expect(streams.own == [StreamKey(kind: .party, id: "P")] && streams.kind == .key)
    #expect(streams.lots.isEmpty && streams.inheritsLotsOf == nil)
    for party in [Item.text(""), .text(String(repeating: "p", count: 129)), .unsigned(1)] {
      var wrong = fields
      wrong[2].1 = party
      #expect(throws: EntryError.self) {
        try EventStreams(body: Bodies.encode(.fields(wrong)).span)
      }
    }
    #expect(throws: EntryError.missing(key: 2)) {
      try EventStreams(body: Bodies.encode(.fields(Array(fields[..<2]))).span)
    }
  }

  @Test(
    "a submission, a commitment, a time stamp and a rotation are on no stream",
    arguments: [66, 67, 68, 69] as [UInt64])
  func streamless(kind: UInt64) throws {
    let body = Bodies.encode(.fields([(0, .unsigned(kind)), (1, .text("P")), (2, .text("Q"))]))
    let streams = try EventStreams(body: body.span)
    #expect(streams.own.isEmpty && streams.inheritsLotsOf == nil)
    #expect(streams.kind.rawValue == kind)
  }

  @Test("the genesis is on no stream")
  func genesis() throws {
    let body = Bodies.encode(.fields([(0, .unsigned(64)), (1, .bytes([1]))]))
    let streams = try EventStreams(body: body.span)
    #expect(streams.own.isEmpty && streams.inheritsLotsOf == nil && streams.kind == .genesis)
  }

  @Test(
    "a kind that this version does not write is newer, not wrong",
    arguments: [13, 63, 70, UInt64.max])
  func newerKind(kind: UInt64) {
    #expect(throws: EntryError.newerEvent(kind: kind, key: nil)) {
      try EventStreams(body: Bodies.event(kind, [.lot: .text("P/b")]).span)
    }
  }

  @Test("a key that this version does not write is newer, not wrong")
  func newerKey() {
    let body = Bodies.encode(
      .fields([(0, .unsigned(6)), (9, .text("P/b")), (60, .unsigned(1))]))
    #expect(throws: EntryError.newerEvent(kind: 6, key: 60)) { try EventStreams(body: body.span) }
  }

  @Test("a key that names a stream is refused where the kind has none")
  func misplacedKeys() {
    let misplaced: [(UInt64, EventKey, Item)] = [
      (1, .lot, .text("P/b")), (2, .consignment, .text("W")),
      (3, .outputs, Bodies.outputs(["P/b"])),
      (4, .inputs, Bodies.goods(["P/b"])), (5, .lot, .text("P/b")),
      (6, .goods, Bodies.goods(["P/b"])),
    ]
    for (kind, key, value) in misplaced {
      var fields = Bodies.needed(kind)
      fields[key] = value
      #expect(throws: EntryError.self) { try EventStreams(body: Bodies.event(kind, fields).span) }
      fields[key] = nil
      #expect(throws: Never.self) { try EventStreams(body: Bodies.event(kind, fields).span) }
    }
  }

  @Test(
    "a kind without the key that names its streams is refused",
    arguments: 1...8 as ClosedRange<UInt64>)
  func missingKeys(kind: UInt64) {
    for key in Bodies.needed(kind).keys {
      var fields = Bodies.needed(kind)
      fields[key] = nil
      #expect(throws: EntryError.missing(key: key.rawValue)) {
        try EventStreams(body: Bodies.event(kind, fields).span)
      }
    }
  }

  @Test(
    "a lot is a party, a slash and a batch, each of 1 to 128 bytes",
    arguments: [
      ("P/b", true), ("P/b/c", true), ("b", false), ("/b", false), ("P/", false), ("", false),
      (String(repeating: "p", count: 128) + "/" + String(repeating: "b", count: 128), true),
      (String(repeating: "p", count: 129) + "/b", false),
      ("p/" + String(repeating: "b", count: 129), false),
    ])
  func lotSizes(lot: String, isGood: Bool) {
    let body = Bodies.event(6, [.lot: .text(lot)])
    if isGood {
      #expect(throws: Never.self) { try EventStreams(body: body.span) }
    } else {
      #expect(throws: EntryError.self) { try EventStreams(body: body.span) }
    }
  }

  @Test("an event names at most 256 different lots")
  func lotLimit() throws {
    let lots = (0...256).map { "P/\($0)" }
    let most = Bodies.event(3, [.goods: Bodies.goods(Array(lots[..<256]) + ["P/0", "P/7"])])
    #expect(try EventStreams(body: most.span).own.count == 256)
    let consigned = Bodies.event(
      4, [.goods: Bodies.goods(Array(lots[..<256])), .consignment: .text("W")])
    #expect(try EventStreams(body: consigned.span).own.count == 257)
    #expect(throws: EntryError.tooManyLots(count: 257, countMax: 256)) {
      try EventStreams(body: Bodies.event(3, [.goods: Bodies.goods(lots)]).span)
    }
  }

  @Test("an event is at most 24,000 bytes")
  func sizeLimit() {
    func body(_ sizeBytes: Int) -> [UInt8] {
      let empty = Bodies.event(
        6, [.note: .text(String(repeating: "n", count: 300)), .lot: .text("P/b")])
      let note = String(repeating: "n", count: 300 + sizeBytes - empty.count)
      return Bodies.event(6, [.note: .text(note), .lot: .text("P/b")])
    }
    #expect(body(24_000).count == 24_000)
    #expect(throws: Never.self) { try EventStreams(body: body(24_000).span) }
    #expect(throws: EntryError.tooLarge(sizeBytes: 24_001, sizeBytesMax: 24_000)) {
      try EventStreams(body: body(24_001).span)
    }
  }

  @Test("a body cut short or with a byte more is refused at every length")
  func truncation() {
    let body = Bodies.event(4, [.goods: Bodies.goods(["P/2", "P/1"]), .consignment: .text("W")])
    for count in 0..<body.count {
      #expect(throws: EntryError.self) { try EventStreams(body: Array(body[..<count]).span) }
    }
    #expect(throws: EntryError.encoding(.trailing(position: body.count))) {
      try EventStreams(body: (body + [0]).span)
    }
  }

  @Test("values of another type are refused where they name a stream")
  func types() {
    let wrong: [(UInt64, EventKey, Item)] = [
      (6, .lot, .unsigned(1)), (6, .lot, .bytes([80, 47, 98])), (1, .outputs, .text("P/b")),
      (1, .outputs, .array([])), (3, .goods, .array([])), (3, .goods, .array([.text("P/b")])),
      (3, .goods, .array([.array([.text("P/b")])])), (4, .consignment, .text("")),
      (4, .consignment, .text(String(repeating: "w", count: 129))), (5, .action, .unsigned(10)),
      (5, .action, .text("load")), (1, .inputs, .array([.array([.text("P/b"), .null, .null])])),
      (1, .inputs, .array([])),
      (3, .goods, .array([.array([.text("P/b"), .null, .text("1 drum")])])),
    ]
    for (kind, key, value) in wrong {
      var fields = Bodies.needed(kind)
      fields[key] = value
      #expect(throws: EntryError.self, "\(kind) \(key)") {
        try EventStreams(body: Bodies.event(kind, fields).span)
      }
    }
  }

  @Test("links that are missing or extra are named")
  func findings() {
    func entry(_ keys: [StreamKey]) -> Entry {
      let links = keys.map { Link(stream: $0, ordinal: 0, previous: nil) }
      return Entry(index: 0, recordedAt: 0, more: false, previous: nil, links: links, body: [])
    }
    let keys: [StreamKey] = [.lot("P/1"), .lot("P/2"), .consignment("W")]
    #expect(EventStreams.findings(entry: entry(keys), expected: keys).isEmpty)
    for position in keys.indices {
      var fewer = keys
      let key = fewer.remove(at: position)
      #expect(
        EventStreams.findings(entry: entry(fewer), expected: keys) == StreamFindings(missing: [key])
      )
      #expect(
        EventStreams.findings(entry: entry(keys), expected: fewer) == StreamFindings(extra: [key]))
    }
    #expect(
      EventStreams.findings(entry: entry([.lot("P/1"), .lot("P/3")]), expected: keys)
        == StreamFindings(missing: [.lot("P/2"), .consignment("W")], extra: [.lot("P/3")]))
  }
}

extension StreamKey {
  static func lot(_ id: Identifier) -> StreamKey { StreamKey(kind: .lot, id: id) }
  static func consignment(_ id: Identifier) -> StreamKey { StreamKey(kind: .consignment, id: id) }
}
