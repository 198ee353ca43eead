internal import LedgerFormat

/// What a look-up key is kept as: 88 bits of a seeded hash of it.
///
/// So that a key and an entry are two words. Of a ledger of twenty million events no two keys agree, but for
/// one case in 10¹¹, and whoever asks compares the entry that is found. The lowest bit says whether the key
/// may stand for several entries or for the newest alone.
struct KeyHash: Equatable {
  /// The bits of a hash in `low`.
  static let lowBits: UInt64 = 24

  var high: UInt64
  /// Below 2²⁴.
  var low: UInt64

  /// True for a key that stands for every entry given for it, not only for the newest.
  var hasManyValues: Bool { low & 1 == 1 }
}

/// Hashes look-up keys with SipHash-1-3 of 128 bits.
///
/// Seeded at random for every index, so that nobody can prepare ids that collide.
/// Source: Aumasson and Bernstein, SipHash (2012), with their 128-bit finish. The message is made of
/// words: one that says the space and both lengths, then each part padded with zeros.
struct KeyHasher {
  private static let eventSpace: UInt64 = 1
  private static let batchSpace: UInt64 = 2
  private static let ledgerEventSpace: UInt64 = 3
  private static let correctionSpace: UInt64 = 4
  private static let submissionSpace: UInt64 = 5
  private static let streamSpace: UInt64 = 16

  let seed: (UInt64, UInt64)

  /// Draws a seed from the operating system.
  init(_ files: any FileSystem) { seed = (files.randomNumber(), files.randomNumber()) }

  init(seed: (UInt64, UInt64)) { self.seed = seed }

  /// The hash of a look-up key.
  func hash(_ key: IndexKey) -> KeyHash {
    switch key {
    case .event(let party, let id):
      return party.withBytes { party in
        id.withBytes { hash(KeyHasher.eventSpace, party, $0, hasManyValues: false) }
      }
    case .batch(let batch):
      return batch.withBytes {
        hash(KeyHasher.batchSpace, $0, Span(), hasManyValues: true)
      }
    case .correction(let party, let id):
      return party.withBytes { party in
        id.withBytes { hash(KeyHasher.correctionSpace, party, $0, hasManyValues: true) }
      }
    case .ledgerEvent(let kind):
      let digits = String(kind.rawValue)
      return hash(KeyHasher.ledgerEventSpace, digits.utf8.span, Span(), hasManyValues: true)
    case .submission(let run):
      let digits = String(run)
      return hash(KeyHasher.submissionSpace, digits.utf8.span, Span(), hasManyValues: true)
    }
  }

  /// The hash of a stream.
  func hash(_ stream: StreamKey) -> KeyHash {
    stream.id.withBytes { hash(streamKind: UInt64(stream.kind.rawValue), id: $0) }
  }

  /// The hash of a stream by its number and the bytes of its id.
  func hash(streamKind: UInt64, id: Span<UInt8>) -> KeyHash {
    hash(KeyHasher.streamSpace &+ streamKind, id, Span(), hasManyValues: false)
  }

  private func hash(
    _ space: UInt64, _ first: Span<UInt8>, _ second: Span<UInt8>, hasManyValues: Bool
  ) -> KeyHash {
    var state = SipState(seed)
    state.add(space &+ UInt64(first.count) << 16 &+ UInt64(second.count) << 40)
    KeyHasher.add(first, to: &state)
    KeyHasher.add(second, to: &state)
    let (high, low) = state.finish()
    let lowest = low >> (64 - KeyHash.lowBits)
    return KeyHash(high: high, low: lowest & ~1 | (hasManyValues ? 1 : 0))
  }

  private static func add(_ part: Span<UInt8>, to state: inout SipState) {
    var offset = 0
    while offset < part.count {
      state.add(part.paddedWord(at: offset))
      offset += 8
    }
  }
}

/// The four words of SipHash.
private struct SipState {
  private var (v0, v1, v2, v3): (UInt64, UInt64, UInt64, UInt64)

  init(_ seed: (UInt64, UInt64)) {
    v0 = seed.0 ^ 0x736f_6d65_7073_6575
    v1 = seed.1 ^ 0x646f_7261_6e64_6f6d ^ 0xEE
    v2 = seed.0 ^ 0x6c79_6765_6e65_7261
    v3 = seed.1 ^ 0x7465_6462_7974_6573
  }

  mutating func add(_ word: UInt64) {
    v3 ^= word
    round()
    v0 ^= word
  }

  mutating func finish() -> (UInt64, UInt64) {
    v2 ^= 0xEE
    for _ in 0..<3 { round() }
    let high = v0 ^ v1 ^ v2 ^ v3
    v1 ^= 0xDD
    for _ in 0..<3 { round() }
    return (high, v0 ^ v1 ^ v2 ^ v3)
  }

  private mutating func round() {
    v0 &+= v1
    v1 = (v1 << 13 | v1 >> 51) ^ v0
    v0 = v0 << 32 | v0 >> 32
    v2 &+= v3
    v3 = (v3 << 16 | v3 >> 48) ^ v2
    v0 &+= v3
    v3 = (v3 << 21 | v3 >> 43) ^ v0
    v2 &+= v1
    v1 = (v1 << 17 | v1 >> 47) ^ v2
    v2 = v2 << 32 | v2 >> 32
  }
}
