internal import LedgerFormat

/// What stands at one offset of a segment, trusted in nothing.
struct EntryReading {
  /// An entry's envelope, where there is one.
  struct Found {
    var index: UInt64
    var more: Bool
    var previous: Hash?
    var leafHash: Hash
  }

  /// A run of zero bytes of this length is a page that was never written, not part of an event:
  /// no text of an event has one, and a hash has one once in 2⁹⁶. A commitment to no streams has one.
  private static let tornRunBytes = 16

  private(set) var found: Found?
  /// Why this is not an entry; or, beside `found`, why its event does not look whole.
  private(set) var problem: DamageKind?
  /// Behind the entry, where there is one.
  private(set) var end: Int

  /// Reads the entry whose length stands at `offset`.
  init(at offset: Int, of segment: Segment, _ hasher: inout Hasher) throws(StoreError) {
    let start = offset + Layout.lengthSizeBytes
    end = start
    guard try segment.has(offset..<start) else {
      problem = .truncated(sizeBytes: segment.sizeBytes)
      return
    }
    let length = try segment.withBytes(offset..<start) { Int($0[0]) << 8 | Int($0[1]) }
    end = start + length
    guard try segment.has(start..<end) else {
      problem = .truncated(sizeBytes: segment.sizeBytes)
      return
    }
    var (found, problem): (Found?, DamageKind?) = (nil, nil)
    try segment.withBytes(start..<end) { (bytes: Span<UInt8>) throws(StoreError) in
      (found, problem) = EntryReading.read(bytes, &hasher)
    }
    (self.found, self.problem) = (found, problem)
  }

  private static func read(
    _ bytes: Span<UInt8>, _ hasher: inout Hasher
  ) -> (Found?, DamageKind?) {
    do throws(EntryError) {
      let envelope = try EntryEnvelope(bytes)
      let found = Found(
        index: envelope.index, more: envelope.more, previous: envelope.previous,
        leafHash: hasher.leafHash(bytes))
      return (found, envelope.more ? nil : bodyProblem(bytes))
    } catch {
      // Torn bytes may begin like a newer version; what a newer program wrote is whole.
      if error.isNewer, let problem = encodingProblem(bytes) { return (nil, .entry(problem)) }
      return (nil, .entry(error))
    }
  }

  private static func encodingProblem(_ bytes: Span<UInt8>) -> EntryError? {
    var reader = CBORReader(end: bytes.count)
    do throws(CBORError) {
      try reader.validate(bytes)
      try reader.finish()
      return nil
    } catch { return .encoding(error) }
  }

  private static func bodyProblem(_ bytes: Span<UInt8>) -> DamageKind? {
    let entry: Entry
    do throws(EntryError) { entry = try Entry(bytes) } catch { return .entry(error) }
    if isCommitmentToNothing(entry) { return nil }
    var run = 0
    for position in bytes.indices {
      run = bytes[position] == 0 ? run + 1 : 0
      if run == tornRunBytes { return .torn }
    }
    return nil
  }

  /// True for a commitment to a map without streams, whose root is zeros.
  ///
  /// No page that was never written looks so: it would have taken the size behind the root, or the head
  /// before it, as well.
  private static func isCommitmentToNothing(_ entry: Entry) -> Bool {
    guard let commitment = try? Commitment(body: entry.body.span) else { return false }
    return commitment.root == StreamMap.emptyHash && commitment.size == entry.index
  }
}
