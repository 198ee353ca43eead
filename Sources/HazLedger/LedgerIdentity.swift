public import LedgerFormat

/// Who a ledger is, as its genesis says.
public struct LedgerIdentity: Equatable, Sendable {
  /// The ledger's name, which stands in every checkpoint.
  public var origin: String
  /// The random id of 32 hexadecimal digits.
  public var ledgerID: String
  /// The key that strangers verify its checkpoints with, as `name+keyid+base64`.
  public var verifierKey: String
  /// By which rules it admits events.
  public var policy: LedgerPolicy

  init(_ genesis: Genesis) {
    origin = genesis.origin
    ledgerID = genesis.ledgerID.hex
    verifierKey = genesis.logKey.text
    policy = genesis.policy
  }
}
