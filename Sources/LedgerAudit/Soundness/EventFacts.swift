internal import Custody
internal import LedgerFormat

/// Reads the body of a frequent kind of event: the second of two readers, held to the first by tests.
///
/// Accepts exactly what `Event(body:)` accepts of these kinds and `Admission.checkForm` lets pass.
struct EventFacts: ~Copyable {
  private var reader: FactsReader
  private let kind: BodyKind
  /// The consignment's stream.
  private(set) var consignment = NameDigest.free
  private(set) var namesConsignment = false
  private var id = NameDigest.free
  private var partyStart = 0
  private var partyEnd = 0

  init(_ reader: FactsReader, _ kind: BodyKind) {
    self.reader = reader
    self.kind = kind
  }

  var isSound: Bool { !reader.isBroken && reader.position == reader.end }

  mutating func read(
    _ batch: inout FactsBatch, _ bytes: Span<UInt8>, _ facts: inout EntryFacts,
    _ keys: borrowing DigestKeys
  ) {
    guard let rule = kind.eventKeyBits else { return reader.fail() }
    let pairCount = reader.count(5, bytes)
    // The kind was read before.
    _ = reader.unsigned(bytes)
    _ = reader.unsigned(bytes)
    var (last, found): (UInt64, UInt64) = (0, 1)
    for _ in 1..<max(1, pairCount) {
      let number = reader.unsigned(bytes)
      guard number > last, number < 64, rule.known >> number & 1 == 1,
        let key = EventKey(rawValue: number)
      else { return reader.fail() }
      last = number
      found |= 1 << number
      read(key, &batch, bytes, &facts, keys)
      guard !reader.isBroken else { return }
    }
    reader.require(rule.needed & ~found == 0)
    facts.name = NameDigest(party: facts.party, id: id).first
  }

  @inline(__always)
  private mutating func read(
    _ key: EventKey, _ batch: inout FactsBatch, _ bytes: Span<UInt8>,
    _ facts: inout EntryFacts, _ keys: borrowing DigestKeys
  ) {
    switch key {
    case .id: id = reader.name(bytes, keys)
    case .time:
      facts.time = reader.unsigned(bytes)
      reader.require(facts.time <= Limits.instantMax)
    case .party:
      let start = reader.position
      facts.party = reader.party(bytes, keys)
      (partyStart, partyEnd) = (start, reader.position)
    case .site: facts.site = reader.name(bytes, keys).first
    case .document:
      _ = reader.name(bytes, keys)
      facts.hasDocument = true
    case .owner, .from, .counterparty, .vehicle: _ = reader.name(bytes, keys)
    case .note, .reason, .purpose, .place, .method: reader.text(bytes)
    case .action:
      let action = reader.unsigned(bytes)
      reader.require(action < EventFacts.actionCount(of: kind))
      facts.action = UInt8(truncatingIfNeeded: action)
    case .lot:
      var party = (start: 0, end: 0)
      let lot = reader.lot(bytes, keys, party: &party)
      add(lot, .good, &batch, facts)
    case .quantity:
      let (amount, dimension) = quantity(bytes)
      guard batch.goods.count == facts.firstGood + 1 else { return reader.fail() }
      batch.goods[facts.firstGood].amount = amount
      batch.goods[facts.firstGood].dimension = dimension
    case .outputs: readOutputs(&batch, bytes, facts, keys)
    case .inputs: readGoods(.input, 2, &batch, bytes, facts, keys)
    case .goods:
      readGoods(.good, kind == .consignment ? 3 : 2, &batch, bytes, facts, keys)
      facts.namesGoods = true
    case .loss: (facts.loss, facts.lossDimension) = quantity(bytes)
    case .toSite: facts.toSite = reader.name(bytes, keys).first
    case .consignment:
      consignment = reader.name(bytes, keys, tag: NameDigest.tag(of: .consignment))
      namesConsignment = true
    case .consignee: facts.consignee = reader.party(bytes, keys).first
    case .carrier: facts.carrier = reader.party(bytes, keys).first
    case .partial: facts.isPartial = reader.boolean(bytes)
    case .privateFields: readPrivateFields(bytes)
    case .kind, .corrects, .replacement, .lots, .subject, .registered, .record, .holder, .finding,
      .revoked:
      reader.fail()
    }
  }

  /// How many actions a kind has, whose numbers follow one another from 0.
  private static func actionCount(of kind: BodyKind) -> Int {
    switch kind {
    case .production: Production.Process.allCases.count
    case .storage: Storage.Action.allCases.count
    case .trade: Trade.Action.allCases.count
    case .transport: TransportStep.allCases.count
    case .loss: Loss.Cause.allCases.count
    default: 0
    }
  }

  @inline(__always)
  private mutating func quantity(_ bytes: Span<UInt8>) -> (amount: Int64, dimension: UInt8) {
    reader.require(reader.argument(4, bytes) == 2)
    let amount = reader.unsigned(bytes)
    let code = reader.unsigned(bytes)
    guard amount <= UInt64(Int64.max), code < 24, let unit = Unit(rawValue: UInt8(code)) else {
      reader.fail()
      return (0, 0)
    }
    return (Int64(amount), unit.dimension.rawValue)
  }

  /// Adds a lot that the event names, with the link on its stream.
  @inline(__always)
  private func add(
    _ lot: NameDigest, _ role: GoodFacts.Role, _ batch: inout FactsBatch, _ facts: EntryFacts
  ) {
    let links = batch.links.count - facts.firstLink
    // Lists are mostly in the order of links.
    var number =
      batch.goods.count > facts.firstGood ? Int(batch.goods[batch.goods.count - 1].link) : 0
    if number >= links { number = 0 }
    var found = EntryFacts.none
    for _ in 0..<links {
      if batch.links[facts.firstLink + number].stream == lot {
        found = UInt16(number)
        break
      }
      number = number + 1 < links ? number + 1 : 0
    }
    batch.goods.append(GoodFacts(lot: lot, amount: 0, link: found, dimension: 0, role: role))
  }

  private mutating func readGoods(
    _ role: GoodFacts.Role, _ itemCountMax: Int, _ batch: inout FactsBatch, _ bytes: Span<UInt8>,
    _ facts: EntryFacts, _ keys: borrowing DigestKeys
  ) {
    let count = listCount(bytes)
    for _ in 0..<count {
      let itemCount = Int(truncatingIfNeeded: reader.argument(4, bytes))
      reader.require((2...itemCountMax).contains(itemCount))
      var party = (start: 0, end: 0)
      let lot = reader.lot(bytes, keys, party: &party)
      let (amount, dimension) = quantity(bytes)
      if itemCount == 3 { reader.text(bytes) }
      guard !reader.isBroken else { return }
      add(lot, role, &batch, facts)
      batch.goods[batch.goods.count - 1].amount = amount
      batch.goods[batch.goods.count - 1].dimension = dimension
    }
  }

  /// The head of a list, which is not empty and not longer than an event may be.
  private mutating func listCount(_ bytes: Span<UInt8>) -> Int {
    let count = reader.count(4, bytes)
    guard count > 0, count <= Limits.lotsPerEventMax else {
      reader.fail()
      return 0
    }
    return count
  }

  private mutating func readOutputs(
    _ batch: inout FactsBatch, _ bytes: Span<UInt8>, _ facts: EntryFacts,
    _ keys: borrowing DigestKeys
  ) {
    let count = listCount(bytes)
    for _ in 0..<count {
      reader.require(reader.argument(4, bytes) == 4)
      var party = (start: 0, end: 0)
      let lot = reader.lot(bytes, keys, party: &party)
      let (amount, dimension) = quantity(bytes)
      var content: (amount: Int64, dimension: UInt8) = (-1, 0)
      if !reader.isNull(bytes) { content = quantity(bytes) }
      if !reader.isNull(bytes) { readChemical(bytes) }
      guard !reader.isBroken, isReporter(party, bytes) else { return reader.fail() }
      add(lot, .output, &batch, facts)
      let place = batch.goods.count - 1
      batch.goods[place].amount = amount
      batch.goods[place].dimension = dimension
      batch.goods[place].content = content.amount
      batch.goods[place].contentDimension = content.dimension
    }
  }

  /// True where a name in the bytes is that of the party that reports.
  private func isReporter(_ name: (start: Int, end: Int), _ bytes: Span<UInt8>) -> Bool {
    let count = name.end - name.start
    // The party's text ends where its item does.
    guard partyEnd - partyStart == count + (count < 24 ? 1 : 2) else { return false }
    for offset in 1...max(1, count)
    where bytes[name.end - offset] != bytes[partyEnd - offset] { return false }
    return true
  }

  private mutating func readChemical(_ bytes: Span<UInt8>) {
    let count = reader.count(5, bytes)
    reader.require(count > 0)
    var next: UInt64 = 0
    for _ in 0..<count {
      let number = reader.unsigned(bytes)
      guard !reader.isBroken, number >= next, let key = ChemicalKey(rawValue: number) else {
        return reader.fail()
      }
      next = number + 1
      switch key {
      case .name: readChemicalName(bytes)
      case .un: readNumberOfUN(bytes)
      case .cas, .hazardClass, .packingGroup, .concentration, .state, .form: reader.text(bytes)
      }
    }
  }

  private mutating func readChemicalName(_ bytes: Span<UInt8>) {
    guard reader.position < reader.end, bytes[reader.position] >> 5 == 4 else {
      return reader.text(bytes)
    }
    reader.require(reader.argument(4, bytes) == 2)
    reader.text(bytes)
    reader.text(bytes)
  }

  /// Reads a UN number, which is four digits.
  private mutating func readNumberOfUN(_ bytes: Span<UInt8>) {
    let (start, end) = reader.textRange(bytes)
    guard end - start == 4 else { return reader.fail() }
    for place in start..<end { reader.require(bytes[place] &- UInt8(ascii: "0") < 10) }
  }

  private mutating func readPrivateFields(_ bytes: Span<UInt8>) {
    let count = reader.count(5, bytes)
    reader.require(count > 0)
    var next: UInt64 = 0
    for _ in 0..<count {
      let number = reader.unsigned(bytes)
      guard !reader.isBroken, number >= next, let name = PrivateField.Name(rawValue: number),
        name.isKnown(in: kind)
      else { return reader.fail() }
      next = number + 1
      _ = reader.hash(bytes)
    }
  }
}
