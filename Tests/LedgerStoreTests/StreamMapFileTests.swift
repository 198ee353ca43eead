import Foundation
import LedgerFormat
import TestSupport
import Testing

@testable import LedgerStore

@Suite("The stream map in its file")
struct StreamMapFileTests {
  /// The map of a ledger's lots by the format's own fold, from what the tests appended.
  private struct Expected {
    var heads: [String: (count: UInt64, index: UInt64)] = [:]

    mutating func add(_ lots: [String], at index: UInt64) {
      for lot in Set(lots) { heads[lot] = ((heads[lot]?.count ?? 0) + 1, index) }
    }

    func leaves(_ view: LedgerView) throws -> [StreamMapLeaf] {
      var hasher = Hasher()
      return try heads.map { lot, newest in
        let stream = StreamKey(kind: .lot, id: Identifier(lot))
        return StreamMapLeaf(
          key: StreamMap.key(of: stream, &hasher), count: newest.count,
          head: try view.leafHash(at: newest.index))
      }.sorted { $0.key < $1.key }
    }

    func root(_ view: LedgerView) throws -> Hash {
      var hasher = Hasher()
      var fold = StreamMapFold()
      for leaf in try leaves(view) {
        fold.append(key: leaf.key, hash: leaf.hash(&hasher), &hasher)
      }
      return fold.finish(&hasher)
    }
  }

  /// Appends a group of events on lots of an ever wider range, and commits itself to the map.
  private static func commit(
    _ count: Int, of lots: Int, _ random: inout some RandomNumberGenerator,
    _ ledger: TemporaryLedger, _ writer: LedgerWriter, _ expected: inout Expected
  ) throws -> Commitment {
    try writer.beginGroup()
    for _ in 0..<count {
      let names = (0..<Int.random(in: 1...3, using: &random)).map { _ in
        "P/\(Int.random(in: 0..<lots, using: &random))"
      }
      let index = try ledger.append("e-\(writer.view.size)", lots: names, to: writer)
      expected.add(names, at: index)
    }
    let commitment = Commitment(root: try writer.streamMapRoot(), size: writer.view.size)
    var body = CBORWriter()
    commitment.encode(into: &body)
    try writer.append(body: body.bytes, streams: [], keys: [], recordedAt: 1)
    _ = try writer.commit()
    try writer.updateDerivedFiles()
    return commitment
  }

  @Test(
    "has the root of the format's fold, whatever was changed in between",
    arguments: [false, true])
  func roots(byTwoThreads: Bool) throws {
    var random = SeededGenerator(seed: 67)
    var shape = StoreShape.standard
    if byTwoThreads { (shape.entriesPerSegment, shape.entriesOfTwoThreadsMin) = (64, 20) }
    let ledger = try TemporaryLedger(shape)
    var expected = Expected()
    var writer: LedgerWriter? = try ledger.create()
    for (count, lots) in [
      (1, 1), (1, 2), (30, 60), (400, 300), (2, 300), (1_200, 4_000), (5, 4_000), (300, 4_000),
    ] {
      let open = try writer ?? ledger.open()
      let commitment = try StreamMapFileTests.commit(
        count, of: lots, &random, ledger, open, &expected)
      #expect(commitment.root == (try expected.root(open.view)))
      // Taken up again from the file, or not.
      writer = Bool.random(using: &random) ? open : nil
    }
  }

  @Test("proves presence and absence, from its file or without")
  func proofs() throws {
    var random = SeededGenerator(seed: 68)
    let ledger = try TemporaryLedger(.standard)
    let writer = try ledger.create()
    var expected = Expected()
    var commitments: [Commitment] = []
    for lots in [2, 100, 600] {
      commitments.append(
        try StreamMapFileTests.commit(lots, of: lots, &random, ledger, writer, &expected))
    }
    let view = try ledger.read()
    let leaves = try expected.leaves(view)
    var hasher = Hasher()
    let root = try #require(commitments.last)
    for lot in (0..<600).map({ "P/\($0)" }) + ["P/none", "Q/1"] {
      let stream = StreamKey(kind: .lot, id: Identifier(lot))
      let key = StreamMap.key(of: stream, &hasher)
      let proof = try view.streamMapProof(of: stream, at: root)
      let leaf = try proof.verify(key: key, root: root.root, &hasher)
      #expect(leaf?.count == expected.heads[lot]?.count, "\(lot)")
      if lot.hasSuffix("7") || leaf == nil {
        #expect(proof == StreamMapProof(key: key, above: [], leaves: leaves, &hasher))
      }
    }
    // An older commitment, which the file does not speak of any more, and no file at all.
    try ledger.remove("map")
    for older in commitments {
      let stream = StreamKey(kind: .lot, id: "P/1")
      let key = StreamMap.key(of: stream, &hasher)
      let proof = try ledger.read().streamMapProof(of: stream, at: older)
      _ = try proof.verify(key: key, root: older.root, &hasher)
    }
  }

  /// The file as it began when its pages had hashes between their items.
  private static func ofOlderLayout(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    bytes[14] = UInt8(ascii: "1")
    bytes.set(word: Checksum.of(bytes.span, 8..<64), at: 0)
    return bytes
  }

  @Test(
    "a file that is gone, cut, noise, of another ledger or of an older layout gives no other root")
  func spoiled() throws {
    var random = SeededGenerator(seed: 69)
    let whole = try TemporaryLedger(.standard)
    let other = try TemporaryLedger(.standard)
    var expected = Expected()
    var otherExpected = Expected()
    do {
      let writer = try whole.create()
      _ = try StreamMapFileTests.commit(150, of: 120, &random, whole, writer, &expected)
      let stranger = try other.create()
      _ = try StreamMapFileTests.commit(150, of: 120, &random, other, stranger, &otherExpected)
    }
    let bytes = try whole.bytes(of: StreamMapFile.path)
    var spoiled: [[UInt8]?] = [
      nil, [], Array(bytes[..<(bytes.count / 2)]), bytes.map { _ in UInt8.random(in: 0 ... .max) },
      try other.bytes(of: StreamMapFile.path), StreamMapFileTests.ofOlderLayout(bytes),
    ]
    for _ in 0..<12 {
      var flipped = bytes
      flipped[Int.random(in: bytes.indices, using: &random)] ^=
        1 << UInt8.random(in: 0..<8, using: &random)
      spoiled.append(flipped)
    }
    for content in spoiled {
      let copy = try TemporaryLedger(.standard)
      try FileManager.default.copyItem(atPath: whole.path, toPath: copy.path)
      if let content {
        try copy.write(content, to: StreamMapFile.path)
      } else {
        try copy.remove(StreamMapFile.path)
      }
      var random = random
      var expected = expected
      let writer = try copy.open()
      let commitment = try StreamMapFileTests.commit(
        30, of: 120, &random, copy, writer, &expected)
      #expect(commitment.root == (try expected.root(writer.view)))
    }
  }

  @Test("a file of an older layout is not taken up")
  func olderLayout() throws {
    var random = SeededGenerator(seed: 73)
    let ledger = try TemporaryLedger(.standard)
    var expected = Expected()
    let commitment = try StreamMapFileTests.commit(
      150, of: 120, &random, ledger, ledger.create(), &expected)
    func taken() throws -> StreamMapFile? {
      try StreamMapFile(File(HostFileSystem(), ledger.path + "/" + StreamMapFile.path, .read))
    }
    #expect(try taken()?.commitment == commitment)
    let bytes = try ledger.bytes(of: StreamMapFile.path)
    try ledger.write(StreamMapFileTests.ofOlderLayout(bytes), to: StreamMapFile.path)
    #expect(try taken() == nil)
  }

  @Test("a dropped group leaves nothing in it")
  func aborted() throws {
    var random = SeededGenerator(seed: 70)
    let ledger = try TemporaryLedger(.standard)
    let writer = try ledger.create()
    var expected = Expected()
    _ = try StreamMapFileTests.commit(50, of: 30, &random, ledger, writer, &expected)
    try writer.beginGroup()
    try ledger.append("gone", lots: ["P/1", "P/new"], to: writer)
    _ = try writer.streamMapRoot()
    try writer.abort()
    let commitment = try StreamMapFileTests.commit(
      50, of: 30, &random, ledger, writer, &expected)
    #expect(commitment.root == (try expected.root(writer.view)))
  }

  @Test("a page made to measure below a true root hides nothing: its hashes are computed again")
  func forged() throws {
    var random = SeededGenerator(seed: 71)
    for lots in [8, 600] {
      let ledger = try TemporaryLedger(.standard)
      var expected = Expected()
      do {
        let writer = try ledger.create()
        _ = try StreamMapFileTests.commit(
          3 * lots, of: lots, &random, ledger, writer, &expected)
      }
      let bytes = try ledger.bytes(of: StreamMapFile.path)
      var hasher = Hasher()
      for _ in 0..<8 {
        // The lot seems to have had one event only, by whatever of the hashes above it is kept.
        let lot = try #require(expected.heads.keys.sorted().randomElement(using: &random))
        let stream = StreamKey(kind: .lot, id: Identifier(lot))
        let key = StreamMap.key(of: stream, &hasher)
        var forged = ForgedMap(bytes)
        forged.set(StreamMapLeaf(key: key, count: 1, head: key))
        try ledger.write(forged.bytes, to: StreamMapFile.path)
        let copy = try TemporaryLedger(.standard)
        try FileManager.default.copyItem(atPath: ledger.path, toPath: copy.path)
        var (random, expected) = (random, expected)
        let writer = try copy.open()
        let commitment = try StreamMapFileTests.commit(
          5, of: lots, &random, copy, writer, &expected)
        let root = try expected.root(writer.view)
        // What was left as it is may stay wrong in the file; the root never is.
        #expect(commitment.root == root, "\(lots) \(lot)")
        let proof = try copy.read().streamMapProof(of: stream, at: commitment)
        let leaf = try proof.verify(key: key, root: commitment.root, &hasher)
        #expect(leaf?.count == expected.heads[lot]?.count)
      }
    }
  }

  @Test("a page that is its own child ends no process and keeps no one walking")
  func circular() throws {
    var random = SeededGenerator(seed: 72)
    let ledger = try TemporaryLedger(.standard)
    var expected = Expected()
    do {
      let writer = try ledger.create()
      _ = try StreamMapFileTests.commit(60, of: 20, &random, ledger, writer, &expected)
    }
    let bytes = try ledger.bytes(of: StreamMapFile.path)
    let root = Hash(bytes.span, at: 32)
    let none = StreamMap.emptyHash
    let last = Hash([UInt8](repeating: 0xFF, count: Hash.sizeBytes).span, at: 0)
    for (items, depth) in [(2, 0), (2, 1), (1, 0), (1, 200)] {
      var forged = ForgedMap(bytes)
      var page = MapPage()
      page.append(changed: MapItem(key: none, subtree: root, depth: depth, page: 1))
      if items > 1 {
        page.append(changed: MapItem(StreamMapLeaf(key: last, count: 1, head: none)))
      }
      forged.write(page, 1)
      try ledger.write(forged.bytes, to: StreamMapFile.path)
      let view = try ledger.read()
      let stream = StreamKey(kind: .lot, id: "P/1")
      let size = view.size - 1
      let proof = try view.streamMapProof(of: stream, at: Commitment(root: root, size: size))
      var hasher = Hasher()
      let key = StreamMap.key(of: stream, &hasher)
      #expect(throws: Never.self) { try proof.verify(key: key, root: root, &hasher) }
    }
    let writer = try ledger.open()
    let commitment = try StreamMapFileTests.commit(5, of: 20, &random, ledger, writer, &expected)
    #expect(commitment.root == (try expected.root(writer.view)))
  }
}

/// A map's file as somebody changes it who can compute hashes and checks.
struct ForgedMap {
  var bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  private func page(_ number: UInt64) -> MapPage {
    let start = Int(number) * MapPage.sizeBytes
    guard
      let page = MapPage(
        bytes.span.extracting(start..<start + MapPage.sizeBytes), number: number)
    else { preconditionFailure("a page") }
    return page
  }

  mutating func write(_ page: MapPage, _ number: UInt64) {
    var written: [UInt8] = []
    page.append(to: &written, number: number)
    let start = Int(number) * MapPage.sizeBytes
    bytes.replaceSubrange(start..<start + MapPage.sizeBytes, with: written)
  }

  /// Sets a stream's leaf, and every hash above it but the uppermost: the first page's items that stand for
  /// other pages are kept, and the root is.
  mutating func set(_ leaf: StreamMapLeaf) {
    let page = page(StreamMapFile.rootPage)
    let changed = changed(page, leaf)
    var kept = MapPage()
    for position in 0..<page.count {
      let item = page.item(position)
      kept.append(changed: item.subtree == nil ? changed.item(position) : item)
    }
    write(kept, StreamMapFile.rootPage)
  }

  private mutating func changed(_ page: MapPage, _ leaf: StreamMapLeaf) -> MapPage {
    var hasher = Hasher()
    var result = MapPage()
    for position in 0..<page.count {
      let item = page.item(position)
      if item.key == leaf.key, item.subtree == nil {
        result.append(changed: MapItem(leaf))
      } else if let subtree = item.subtree, item.mayHold(leaf.key) {
        var child = changed(self.page(subtree.page), leaf)
        let node = child.node(&hasher)
        write(child, subtree.page)
        result.append(
          changed: MapItem(
            key: item.key, subtree: node?.hash ?? item.hash, depth: subtree.depth,
            page: subtree.page))
      } else {
        result.append(changed: item)
      }
    }
    _ = result.node(&hasher)
    return result
  }
}
