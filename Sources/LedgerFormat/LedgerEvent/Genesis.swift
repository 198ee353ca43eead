/// What entry 0 says of its ledger: who it is, under which key it signs, by which rules it admits.
///
/// | key | field | value |
/// |---|---|---|
/// | 0 | kind | 64 |
/// | 1 | ledger id | 16 random bytes |
/// | 2 | origin | text: the name in every checkpoint, and the name of the log key |
/// | 3 | log key | text: the key that signs the checkpoints, as `name+keyid+base64` |
/// | 4 | policy | map: `LedgerPolicy` |
/// | 5 | registrars | array of texts: keys that may register others, in the same form |
public struct Genesis: Equatable, Sendable {
  public var ledgerID: LedgerID
  /// The key that signs the checkpoints; its name is the ledger's origin.
  public var logKey: VerifierKey
  public var policy: LedgerPolicy
  /// The keys that may register others; none in an open ledger.
  public var registrars: [VerifierKey]

  public init(
    ledgerID: LedgerID, logKey: VerifierKey, policy: LedgerPolicy = LedgerPolicy(),
    registrars: [VerifierKey] = []
  ) {
    self.ledgerID = ledgerID
    self.logKey = logKey
    self.policy = policy
    self.registrars = registrars
  }

  /// The ledger's name, in every checkpoint and in its key.
  public var origin: String { logKey.name }
}

/// By which rules a ledger admits events.
///
/// | key | field | value |
/// |---|---|---|
/// | 0 | tolerance | parts per million of what was in transit, at most 1,000,000 |
/// | 1 | signatures | 0: open; 1: every event is vouched for by a registered key |
/// | 2 | registrar quorum | 2 to 16: how many registrars must sign together; absent where one does |
public struct LedgerPolicy: Equatable, Sendable {
  /// Half a percent, as the model sets it.
  public static let toleranceDefault: UInt64 = 5_000
  /// The largest tolerance: all of it.
  public static let toleranceMax: UInt64 = 1_000_000
  /// The most registrars that may have to sign together: as many signatures as an event may have.
  public static let registrarQuorumMax = UInt64(KeyEvent.signatureCountMax)

  /// Who may append.
  public enum Signatures: UInt64, Sendable, CaseIterable {
    case open = 0
    case signed = 1
  }

  /// How much more than was in transit a delivery may bring, in parts per million.
  public var tolerancePartsPerMillion: UInt64
  /// Who may append.
  public var signatures: Signatures
  /// How many registrars must sign a registration or revocation together; at least 1.
  public var registrarQuorum: UInt64

  public init(
    tolerancePartsPerMillion: UInt64 = LedgerPolicy.toleranceDefault,
    signatures: Signatures = .open, registrarQuorum: UInt64 = 1
  ) {
    self.tolerancePartsPerMillion = tolerancePartsPerMillion
    self.signatures = signatures
    self.registrarQuorum = registrarQuorum
  }
}

/// The integer keys of a genesis body.
public enum GenesisKey: UInt64, Sendable, CaseIterable {
  case kind = 0
  case ledgerID = 1
  case origin = 2
  case logKey = 3
  case policy = 4
  case registrars = 5
}

/// The integer keys of a policy.
public enum PolicyKey: UInt64, Sendable, CaseIterable {
  case tolerance = 0
  case signatures = 1
  /// Only where more than one registrar must sign, so that other ledgers begin as they always did.
  case registrarQuorum = 2
}
