import LedgerFormat
import Testing

/// The ledger of `Vectors/ledger.txt`, which another program wrote from the format's page.
private struct GoldenLedger {
  var entries: [(bytes: [UInt8], leafHash: Hash)] = []
  var roots: [Hash] = []
  var key = ""
  var note: [UInt8] = []
  var committed: [UInt8] = []

  init() throws {
    for line in try vectors("ledger.txt") {
      switch line[0] {
      case "entry": entries.append((hex(line[3]), try #require(Hash(hex: line[2]))))
      case "root": roots.append(try #require(Hash(hex: line[2])))
      case "key": key = line[1]
      case "note": note = hex(line[1])
      case "committed": committed = hex(line[1])
      default: Issue.record("unknown line \(line)")
      }
    }
  }
}

@Suite("The golden ledger")
struct GoldenLedgerTests {
  @Test("every entry reads, writes and hashes as another program wrote it")
  func entries() throws {
    let ledger = try GoldenLedger()
    var hasher = Hasher()
    #expect(ledger.entries.count == 12)
    for (index, golden) in ledger.entries.enumerated() {
      let entry = try Entry(golden.bytes.span)
      #expect(entry.index == UInt64(index))
      var writer = CBORWriter()
      entry.encode(into: &writer)
      #expect(writer.bytes == golden.bytes)
      let leafHash = hasher.leafHash(golden.bytes.span)
      #expect(leafHash == golden.leafHash)
      #expect(entry.previous == (index == 0 ? nil : ledger.entries[index - 1].leafHash))
    }
  }

  @Test("every entry is on the streams of the rule, and its links name their newest entries")
  func streams() throws {
    let ledger = try GoldenLedger()
    var heads: [StreamKey: Link] = [:]
    var openings: [Identifier: [Identifier]] = [:]
    for golden in ledger.entries {
      let entry = try Entry(golden.bytes.span)
      let streams = try EventStreams(body: entry.body.span)
      if streams.kind == .consignment, let opened = streams.own.last {
        openings[opened.id] = streams.lots
      }
      let inherited = try streams.inheritsLotsOf.map { try #require(openings[$0]) }
      let keys = streams.keys(openingLots: inherited ?? [])
      #expect(EventStreams.findings(entry: entry, expected: keys).isEmpty)
      for link in entry.links {
        #expect(link.previous == heads[link.stream]?.previous)
        #expect(link.ordinal == heads[link.stream]?.ordinal ?? 0)
        heads[link.stream] = Link(
          stream: link.stream, ordinal: link.ordinal + 1,
          previous: Link.Previous(index: entry.index, hash: golden.leafHash))
      }
    }
    #expect(heads.count == 3)
  }

  @Test("its genesis, roots, checkpoint and committed mark are as another program wrote them")
  func wholeLedger() throws {
    let ledger = try GoldenLedger()
    var hasher = Hasher()
    let first = ledger.entries[0].bytes
    let body = try Entry(first.span).body
    let genesis = try Genesis(body: body.span)
    #expect(genesis.logKey.text == ledger.key)
    #expect(genesis.ledgerID.bytes == Array(0..<16))
    #expect(genesis.policy == LedgerPolicy())

    let leafHashes = ledger.entries.map(\.leafHash)
    for (size, root) in ledger.roots.enumerated() {
      let leaves = Array(leafHashes[..<size])
      let computed = MerkleTree.root(of: leaves.span, &hasher)
      #expect(computed == root)
    }
    let checkpoint = try Checkpoint.open(ledger.note.span, key: genesis.logKey)
    #expect(
      checkpoint
        == Checkpoint(origin: genesis.origin, size: 12, root: try #require(ledger.roots.last)))

    let mark = CommittedMark(ledger.committed.span, &hasher)
    #expect(mark == CommittedMark(size: 12, leafHash: try #require(leafHashes.last)))
    let written = mark?.bytes(&hasher)
    #expect(written == ledger.committed)
  }

  @Test("no bit of an entry can be turned unseen")
  func turnedBits() throws {
    var hasher = Hasher()
    for golden in try GoldenLedger().entries {
      var bytes = golden.bytes
      for bit in 0..<8 * bytes.count {
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        // Either it is no entry any more, or it is another one, under another hash.
        if let entry = try? Entry(bytes.span) {
          let leafHash = hasher.leafHash(bytes.span)
          #expect(leafHash != golden.leafHash)
          var writer = CBORWriter()
          entry.encode(into: &writer)
          #expect(writer.bytes == bytes, "an entry has one spelling")
        }
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      }
    }
  }

  @Test("an entry cut short anywhere is refused, and so is one with a byte more")
  func truncation() throws {
    for golden in try GoldenLedger().entries {
      for count in 0..<golden.bytes.count {
        let part = Array(golden.bytes[..<count])
        #expect(throws: EntryError.self) { try Entry(part.span) }
      }
      let longer = golden.bytes + [0xF6]
      #expect(throws: EntryError.encoding(.trailing(position: golden.bytes.count))) {
        try Entry(longer.span)
      }
    }
  }
}
