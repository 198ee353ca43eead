public import Custody
public import LedgerFormat

/// One thing that is wrong, and where.
public struct Damage: Equatable, Sendable {
  /// What is wrong.
  public var kind: DamageKind
  /// The file, as a path inside the ledger, or the name of a checkpoint that was given.
  public var file: String
  /// Where in the file, in bytes; for an entry where its length stands.
  public var offset: Int?
  /// The entry concerned; of several the first.
  public var index: UInt64?
  /// The streams that the entry is on, as far as it or later entries tell, in the order of links.
  public var streams: [StreamKey]
  /// The size of the newest good checkpoint that no damage precedes.
  public var lastGoodCheckpoint: UInt64?
  /// Between which checkpoints it lies.
  public var bracket = DamageBracket()
  /// What was done, as far as the evidence tells.
  public var damageClass = DamageClass.altered

  init(
    _ kind: DamageKind, file: String, offset: Int? = nil, index: UInt64? = nil,
    streams: [StreamKey] = []
  ) {
    self.kind = kind
    self.file = file
    self.offset = offset
    self.index = index
    self.streams = streams
  }

  /// The lots among the streams.
  public var lots: [LotID] { streams.lazy.filter { $0.kind == .lot }.map { LotID($0.id) } }
}
