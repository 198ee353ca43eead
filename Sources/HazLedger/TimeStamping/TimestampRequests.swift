internal import LedgerFormat
internal import LedgerStore

/// The requests that were made of time-stamp authorities and not answered yet.
///
/// Kept beside the operator's key: for each nonce the request and the checkpoint that it is about, by
/// which an answer is known again however much the ledger has grown meanwhile.
struct TimestampRequests {
  private let folder: String

  init(places: LedgerPlaces, ledgerID: String) {
    folder = places.stateFolder(ledgerID: ledgerID) + "/timestamp-requests"
  }

  /// What was asked.
  struct Asked {
    var request: TimeStampRequest
    /// The checkpoint under the ledger's signature alone.
    var checkpoint: [UInt8]
  }

  /// Remembers a request durably.
  func remember(_ asked: Asked) throws(LedgerError) {
    let path = path(asked.request.nonce)
    try PrivateFolder.make(parentOf: path)
    do {
      try DurableFile.replace(path + ".checkpoint", with: asked.checkpoint.span)
      try DurableFile.replace(path + ".tsq", with: asked.request.bytes.span)
    } catch { throw LedgerError(error) }
  }

  /// The request that has this nonce; nil where none is remembered.
  func asked(nonce: [UInt8]) throws(LedgerError) -> Asked? {
    guard nonce.count == TimeStampRequest.nonceSizeBytes,
      let bytes = try SmallFile.read(path(nonce) + ".tsq"),
      let request = TimeStampRequest(bytes.span),
      let checkpoint = try SmallFile.read(path(nonce) + ".checkpoint")
    else { return nil }
    return Asked(request: request, checkpoint: checkpoint)
  }

  private func path(_ nonce: [UInt8]) -> String {
    let digits = nonce.map { byte in
      let digits = String(byte, radix: 16)
      return digits.utf8.count == 1 ? "0" + digits : digits
    }
    return folder + "/" + digits.joined()
  }
}
