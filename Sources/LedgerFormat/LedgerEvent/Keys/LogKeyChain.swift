/// The keys that sign a ledger's checkpoints, one after another: from the genesis through rotations.
///
/// A checkpoint that covers a rotation's entry is signed by the new key, one that does not by the old
/// one. A key that was replaced never returns.
public struct LogKeyChain: Equatable, Sendable {
  /// A key and since when it counts.
  public struct Link: Equatable, Sendable {
    public var key: VerifierKey
    /// The entry that says so: 0 for the genesis, else a rotation.
    public var index: UInt64
  }

  public let ledgerID: LedgerID
  /// Never empty; the genesis's key first, the newest last.
  public private(set) var links: [Link]

  public init(_ genesis: Genesis) {
    ledgerID = genesis.ledgerID
    links = [Link(key: genesis.logKey, index: 0)]
  }

  /// The key that signs from now on.
  public var newest: VerifierKey { links[links.count - 1].key }

  /// The ledger's name, which every one of its keys bears.
  public var origin: String { newest.name }

  /// The key that signs checkpoints of this many entries.
  public func key(ofSize size: UInt64) -> VerifierKey {
    (links.last { $0.index < size } ?? links[0]).key
  }

  /// True for a key that is, or was, the ledger's.
  public func contains(_ key: VerifierKey) -> Bool { links.contains { $0.key == key } }

  /// Takes a rotation into account, or says why it does not count and leaves everything as it was.
  ///
  /// - Parameter isTrusted: passes the signatures over; for a writer that checked them before.
  public mutating func apply(
    _ rotation: LogKeyRotation, index: UInt64, isTrusted: Bool = false
  ) throws(KeyRefusal) {
    let (old, new) = (newest, rotation.newKey)
    guard new.name.utf8.elementsEqual(origin.utf8) else {
      throw .origin(expected: origin, found: new.name)
    }
    guard !links.contains(where: { $0.key.publicKey == new.publicKey }) else {
      throw .logKeyKnown(new)
    }
    guard isTrusted || rotation.isSigned(replacing: old, ledgerID: ledgerID) else {
      throw .badRotation(oldKey: old, newKey: new)
    }
    links.append(Link(key: new, index: index))
  }

  /// Reads a signed checkpoint and checks that the key of its size signed it.
  ///
  /// - Throws: `NoteError` where it is not a checkpoint of this ledger, or not signed by that key.
  public func open(_ note: SignedNote) throws(NoteError) -> Checkpoint {
    let claimed = try Checkpoint(text: note.text)
    return try Checkpoint.open(note, key: key(ofSize: claimed.size))
  }

  /// The same from the note's bytes.
  public func open(_ bytes: Span<UInt8>) throws(NoteError) -> Checkpoint {
    try open(SignedNote(bytes))
  }
}
