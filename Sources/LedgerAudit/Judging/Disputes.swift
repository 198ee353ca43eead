internal import LedgerFormat

/// The entries of whose hash more than one thing is said, with all that is said.
///
/// | who says it | voices |
/// |---|---|
/// | the entry's own bytes | 1 |
/// | the next entry, in `previous` | 1 |
/// | a later entry of a stream, in its link | 1 each |
/// | the tree's file, which anybody may have made anew | 0 |
///
/// Memory: some hundred bytes for each of at most `countMax`.
struct Disputes: Sendable {
  /// Entries beyond these are not gathered.
  static let countMax = 1 << 10
  /// What is said of one entry beyond these is not heard.
  private static let claimCountMax = 8

  private struct Claim: Sendable {
    let hash: Hash
    var voices: Int
  }

  private var claims: [UInt64: [Claim]] = [:]

  var isEmpty: Bool { claims.isEmpty }
  var isFull: Bool { claims.count >= Disputes.countMax }

  func contains(_ position: UInt64) -> Bool { claims[position] != nil }

  /// Opens a dispute, of which nobody may have said anything yet.
  mutating func open(_ position: UInt64) {
    if claims[position] == nil, claims.count < Disputes.countMax { claims[position] = [] }
  }

  /// Hears a hash that the entry should have, if that is disputed.
  mutating func hear(_ hash: Hash?, of position: UInt64, voices: Int = 1) {
    guard let hash, var said = claims[position] else { return }
    if let place = said.firstIndex(where: { $0.hash == hash }) {
      said[place].voices += voices
    } else if said.count < Disputes.claimCountMax {
      said.append(Claim(hash: hash, voices: voices))
    }
    claims[position] = said
  }

  /// What is said of the entry's hash, by most first, what was heard first before the rest; nil where it is
  /// not disputed.
  func hashes(of position: UInt64) -> [Hash]? {
    claims[position].map { said in
      said.enumerated().sorted { left, right in
        (right.element.voices, left.offset) < (left.element.voices, right.offset)
      }.map(\.element.hash)
    }
  }
}

extension Judge {
  /// Gathers what is said of an entry's hash, where it is not all the same.
  mutating func gather(_ examined: ExaminedEntry, rememberedBy next: Hash?, stored: Hash?) {
    let (position, computed) = (examined.position, examined.leafHash)
    if (next ?? computed) != computed || (stored ?? computed) != computed {
      disputes.open(position)
      disputes.hear(next, of: position)
      disputes.hear(computed, of: position)
      disputes.hear(stored, of: position, voices: 0)
    }
    guard !disputes.isEmpty, let entry = examined.entry else { return }
    for link in entry.links {
      if let previous = link.previous { disputes.hear(previous.hash, of: previous.index) }
    }
  }

  /// Gathers what is said of the hash of an entry that is not there.
  mutating func gather(lost position: UInt64, rememberedBy next: Hash?, stored: Hash?) {
    disputes.open(position)
    disputes.hear(next, of: position)
    disputes.hear(stored, of: position, voices: 0)
  }

  /// Gathers what a link says of the newest entry of its stream, which has another hash.
  mutating func gather(_ link: Link, after head: StreamHead) {
    guard let previous = link.previous, previous.index == head.index, previous.hash != head.hash,
      !disputes.contains(head.index)
    else { return }
    disputes.open(head.index)
    disputes.hear(head.hash, of: head.index, voices: 2)
    disputes.hear(previous.hash, of: head.index)
  }
}
