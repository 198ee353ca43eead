internal import LedgerFormat

/// What the witnesses say of an entry's hash.
///
/// | bytes | next entry | tree file | verdict |
/// |---|---|---|---|
/// | a | a | any | the bytes are right |
/// | a | b | a | the bytes are right; the next entry is not |
/// | a | b | b | the bytes were changed from b |
/// | a | b | none or c | the same, unless the next entry is not what the one after it remembers |
/// | a | unknown | a or none | the bytes are right |
/// | a | unknown | b | a signed root decides, or else the bytes were changed from b |
///
/// A tree file that is not heard says nothing. Then the next entry is believed, unless it is not what the one
/// after it remembers: the chain, from entry to entry up to what was signed, is what nobody can forge.
///
/// Where a signed root settled what the hash is (`DisputeSettlement`), that is believed and nothing else.
struct Verdict {
  /// What is wrong with the entry; nil where it may be believed.
  var damage: DamageKind?
  /// What its leaf hash should be; nil where nobody knows.
  var hash: Hash?
  /// Set where the next entry does not remember this one, and all others do.
  var accusesNext: (expected: Hash, found: Hash)?
}

extension Judge {
  /// Hears the witnesses, and reads the entry where its bytes are right.
  mutating func verdict(
    on examined: ExaminedEntry, rememberedBy next: Hash?, stored: Hash?,
    isNextRemembered: Bool?
  ) -> Verdict {
    let computed = examined.leafHash
    if let claimed = examined.entry?.index, claimed != examined.position {
      return Verdict(
        damage: .misplaced(claimed: claimed), hash: settled[examined.position] ?? next ?? stored)
    }
    if let known = settled[examined.position] {
      guard known == computed else {
        return Verdict(damage: .changed(expected: known, computed: computed), hash: known)
      }
      var verdict = Verdict(damage: examined.readingDamage, hash: known)
      if let next, next != known { verdict.accusesNext = (expected: known, found: next) }
      return verdict
    }
    var verdict = Verdict(damage: nil, hash: computed)
    if let next, next != computed {
      let isNextChanged = isNextRemembered == false
      var isBelieved = isNextChanged
      if let stored, hearsTree {
        isBelieved = stored == computed || (stored != next && isNextChanged)
      }
      hasTreeDecided = hasTreeDecided || isBelieved != isNextChanged
      guard isBelieved else {
        return Verdict(damage: .changed(expected: next, computed: computed), hash: next)
      }
      verdict.accusesNext = (expected: computed, found: next)
    } else if next == nil, let stored, stored != computed,
      hearsTree, !isSigned(computed, at: examined.position)
    {
      hasTreeDecided = true
      return Verdict(damage: .changed(expected: stored, computed: computed), hash: stored)
    }
    verdict.damage = examined.readingDamage
    return verdict
  }

  /// True where a signed root says that the entry of this position has this hash.
  private mutating func isSigned(_ hash: Hash, at position: UInt64) -> Bool {
    guard checkpoints.awaits(size: position + 1), let root = tree.root(with: [hash]) else {
      return false
    }
    return checkpoints.isSigned(root, size: position + 1)
  }
}

extension ExaminedEntry {
  /// What the entry remembers of the one before it; nil where it cannot be read.
  var previous: Hash? {
    entry?.index == position ? entry?.previous : nil
  }

  /// True where it can be read, stands in its place and is what the next entry remembers: the first
  /// row of the verdicts, and nearly every entry.
  func isSound(rememberedBy next: Hash?) -> Bool {
    if case .unreadable = record { return false }
    return next == leafHash && entry?.index == position
  }

  /// Why the entry cannot be read; nil where it can.
  fileprivate var readingDamage: DamageKind? {
    guard case .unreadable(let error) = record else { return nil }
    switch error {
    case .newer, .newerEvent, .newerStream: return .newer(error)
    default: return .format(error)
    }
  }

  /// A damage of this entry.
  func damage(_ kind: DamageKind) -> Damage {
    Damage(
      kind, file: Layout.segmentPath(segment), offset: offset, index: position,
      streams: entry?.links.map(\.stream) ?? [])
  }
}
