/// What was done to a ledger, as far as the evidence tells.
public enum DamageClass: String, Sendable, CaseIterable {
  /// Bytes are not those that were recorded.
  case altered
  /// Entries or files in the middle are not there.
  case removed
  /// The end is cut off, while the ledger itself still says that there was more.
  case truncated
  /// The ledger is whole in itself, and older than something that was signed: an older copy was put back.
  case rolledBack
  /// Entries or files stand in another order than they were recorded in.
  case reordered
  /// Entries stand there that have no place.
  case inserted
  /// The entries are whole in themselves and not those that were signed: history was made anew.
  case rewritten
  /// What was recorded is right in its bytes, which were signed, and should not have been recorded so.
  case invalid
  /// It breaks a rule, and no signed root that fits covers it: recorded so, or changed afterwards.
  case unproven
  /// Recorded by a later program, which this one cannot judge.
  case newer
  /// Too few witnesses have cosigned.
  case unwitnessed
  /// Only files are wrong that can be made anew from the entries.
  case derived
}

extension DamageKind {
  /// What was done, by the damage alone.
  ///
  /// - Parameter reachesEnd: whether the damage takes the ledger's last entries.
  func damageClass(reachesEnd: Bool) -> DamageClass {
    switch self {
    case .segmentMissing, .missing: reachesEnd ? .truncated : .removed
    case .unreadable, .excess, .length, .changed, .committedHash, .previousHash, .checkpointRefused,
      .timestampRefused, .timestampOther:
      .altered
    case .segmentMisplaced, .misplaced: .reordered
    case .extra, .linkOrSpecial: .inserted
    case .openGroup, .checkpointAhead: .truncated
    case .checkpointRoot, .logKey: .rewritten
    case .checkpointMissing, .timestampMissing: .removed
    case .newer: .newer
    case .notWitnessed: .unwitnessed
    case .tree: .derived
    default: .invalid
    }
  }
}
