public import LedgerFormat

/// Who a ledger is, as its genesis says.
public struct LedgerIdentity: Equatable, Sendable {
  /// The ledger's name, which stands in every checkpoint.
  public var origin: String
  /// The random id of 32 hexadecimal digits.
  public var ledgerID: String
  /// The key that strangers verify its checkpoints with, as `name+keyid+base64`.
  public var verifierKey: String
  /// The key that the genesis names: another than `verifierKey` where the log key was rotated.
  public var firstVerifierKey: String
  /// By which rules it admits events.
  public var policy: LedgerPolicy

  /// The keys that may register those of parties, as verifier keys.
  public var registrars: [String]

  init(_ genesis: Genesis, _ chain: LogKeyChain) {
    origin = genesis.origin
    ledgerID = genesis.ledgerID.hex
    verifierKey = chain.newest.text
    firstVerifierKey = genesis.logKey.text
    policy = genesis.policy
    registrars = genesis.registrars.map(\.text)
  }
}
