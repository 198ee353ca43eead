/// A parser that reads bytes of strangers, and what must hold whatever the bytes are.
///
/// One room for two users: the fuzzer of `tools/fuzz`, which searches for bytes that break a promise,
/// and the ordinary tests, which replay what it found. A promise that is broken is thrown; a trap is a
/// broken promise that nobody needs to look for.
public enum HostileInput: String, CaseIterable, Sendable {
  /// One CBOR item.
  case cbor
  /// An entry with its envelope and links.
  case entry
  /// The body of a trade event.
  case event
  /// The body of an event about the ledger itself.
  case ledgerEvent
  /// The mark of what was acknowledged.
  case committed
  /// A signed note, alone or several that follow one another.
  case note
  /// A policy of trust, the text of a key, base64.
  case policy
  /// A private key in PEM.
  case key
  /// Proofs of inclusion and of growth, and what a checker makes of them.
  case proof
  /// Files of evidence, and what a checker makes of them.
  case evidence
  /// A sheet, or JSON Lines, in whatever encoding.
  case file
  /// A rule pack.
  case rules
  /// A ledger's folder of one segment, its checkpoint and its mark.
  case folder
  /// A published tree of one bundle and one tile.
  case tiles

  /// Gives the bytes to the parser, and holds what it says to its promises.
  ///
  /// - Throws: `BrokenPromise` where what was accepted is not written again as it was, or the like.
  public func check(_ bytes: [UInt8]) throws(BrokenPromise) {
    switch self {
    case .cbor: try HostileInput.checkItem(bytes)
    case .entry: try HostileInput.checkEntry(bytes)
    case .event: try HostileInput.checkEvent(bytes)
    case .ledgerEvent: try HostileInput.checkLedgerEvent(bytes)
    case .committed: try HostileInput.checkMark(bytes)
    case .note: try HostileInput.checkNote(bytes)
    case .policy: try HostileInput.checkPolicy(bytes)
    case .key: HostileInput.checkKey(bytes)
    case .proof: try HostileInput.checkProof(bytes)
    case .evidence: try HostileInput.checkEvidence(bytes)
    case .file: try HostileInput.checkFile(bytes)
    case .rules: try HostileInput.checkRules(bytes)
    case .folder: try HostileInput.checkFolder(bytes)
    case .tiles: try HostileInput.checkTiles(bytes)
    }
  }
}

/// What a parser did that it promises not to do.
public struct BrokenPromise: Error, Equatable, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }

  /// Throws where `isKept` is false.
  static func unless(
    _ isKept: Bool, _ promise: @autoclosure () -> String
  ) throws(BrokenPromise) {
    guard isKept else { throw BrokenPromise(promise()) }
  }
}
