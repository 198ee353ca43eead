/// Between which checkpoints a damage lies.
///
/// The entries concerned were recorded behind the good checkpoint and up to the bad one. What was signed
/// with the bad one is not what stands there now, so the change was made after it was signed.
public struct DamageBracket: Equatable, Sendable {
  /// A checkpoint by its size, with the time at which somebody says that it was there.
  public struct End: Equatable, Sendable {
    public var size: UInt64
    /// The best word for its time: a trusted authority's, a witness's, or else the ledger's own clock;
    /// nil where nobody tells.
    public var time: CheckpointTime?
  }

  /// The newest good checkpoint before the damage; nil where there is none.
  public var lastGood: End?
  /// The oldest checkpoint that covers the damage; nil where none does yet.
  public var firstBad: End?
}
