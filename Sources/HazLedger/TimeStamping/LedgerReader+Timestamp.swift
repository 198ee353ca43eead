public import LedgerFormat

/// What a time-stamp authority is to be asked.
public struct AskedTimestamp: Sendable {
  /// The request, to be sent as it is.
  public var request: TimeStampRequest
  /// The checkpoint that it is about.
  public var checkpoint: Checkpoint
}

extension LedgerReader {
  /// Makes a request for a time stamp of the newest signed checkpoint, and remembers it.
  ///
  /// What is stamped is the checkpoint under the ledger's own signature alone, which stays the same
  /// however many witnesses cosign. Nothing in the ledger's folder changes.
  /// - Throws: `LedgerError.checkpointMissing`, `.checkpointRefused`, `.file`.
  public func askForTimestamp() throws(LedgerError) -> AskedTimestamp {
    let kept = try newestCheckpoint()
    let bytes = kept.note.signed(onlyBy: logKeys.key(ofSize: kept.checkpoint.size)).bytes
    var hasher = LedgerFormat.Hasher()
    let request = TimeStampRequest(imprint: hasher.digest(bytes.span))
    try TimestampRequests(places: places, ledgerID: identity.ledgerID)
      .remember(.init(request: request, checkpoint: bytes))
    return AskedTimestamp(request: request, checkpoint: kept.checkpoint)
  }
}
