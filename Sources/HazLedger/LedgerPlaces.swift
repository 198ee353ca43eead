/// Where one ledger and what belongs to its operator lie.
///
/// The folder is what auditors copy and attackers write; the signing key and the anti-rollback
/// record lie outside it, per ledger id.
public struct LedgerPlaces: Sendable, Equatable {
  /// The ledger's folder.
  public var ledger: String
  /// The folder that holds one folder per ledger id with the operator's key and record.
  public var state: String
  /// The file of the key that signs checkpoints, where it does not lie in the state folder.
  public var logKey: String?

  public init(ledger: String, state: String, logKey: String? = nil) {
    self.ledger = ledger
    self.state = state
    self.logKey = logKey
  }

  /// A path inside the ledger's folder.
  public func path(_ name: String) -> String { ledger + "/" + name }

  /// The folder of the operator's key and record for a ledger id of 32 hexadecimal digits.
  func stateFolder(ledgerID: String) -> String { state + "/" + ledgerID }

  /// The operator's signing key: PKCS#8 in PEM, readable by the operator only.
  public func keyPath(ledgerID: String) -> String {
    stateFolder(ledgerID: ledgerID) + "/log-key.pem"
  }

  /// The file of a key that took the first one's place, by its id of 8 hexadecimal digits.
  public func keyPath(ledgerID: String, keyID: String) -> String {
    stateFolder(ledgerID: ledgerID) + "/log-key-" + keyID + ".pem"
  }

  /// What the names of anti-rollback records begin with; the key's id follows.
  static let newestCheckpointPrefix = "newest-checkpoint-"

  /// The newest checkpoint that a key has signed for a ledger: never goes back.
  public func newestCheckpointPath(ledgerID: String, keyID: String) -> String {
    stateFolder(ledgerID: ledgerID) + "/" + LedgerPlaces.newestCheckpointPrefix + keyID
  }

  /// The default state folder: `$XDG_STATE_HOME/hazledger`, else `$HOME/.local/state/hazledger`.
  ///
  /// A relative or empty `XDG_STATE_HOME` counts as unset, as the XDG Base Directory Specification
  /// demands; nil when neither variable says anything.
  public static func defaultState(environment: (String) -> String?) -> String? {
    if let state = environment("XDG_STATE_HOME"), state.hasPrefix("/") {
      return state + "/hazledger"
    }
    guard let home = environment("HOME"), !home.isEmpty else { return nil }
    return home + "/.local/state/hazledger"
  }
}
