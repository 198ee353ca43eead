internal import Custody
public import LedgerFormat
internal import LedgerStore

/// What became of a time-stamp authority's answer.
public struct RecordedTimestamp: Sendable {
  /// The entry that names the token.
  public var index: UInt64
  public var timestamp: Timestamp
  /// The token's file inside the ledger.
  public var file: String
  /// False where the token was recorded before.
  public var isRecorded: Bool
}

extension Recorder {
  /// Takes an authority's answer: checks the token, keeps it, and records its hash as the next entry.
  ///
  /// The token's files are durable before the entry is written, so that no entry names a token that is
  /// not there; after a crash in between the same call goes on.
  /// - Parameters:
  ///   - response: the answer, as it came.
  ///   - authorities: certificates in PEM that are trusted as roots.
  ///   - untrusted: more certificates in PEM of the chain, which are kept with the token.
  /// - Throws: `LedgerError.timestamp` where the token is not accepted; nothing is kept then.
  public func record(
    timestampResponse response: [UInt8], authorities: [UInt8], untrusted: [UInt8]?
  ) throws(LedgerError) -> RecordedTimestamp {
    let token: TimeStampToken
    do { token = try TimeStampResponse(response.span).token } catch { throw .timestamp(error) }
    var hasher = LedgerFormat.Hasher()
    let hash = token.hash(&hasher)
    if let (index, timestamp) = try log.timestamps().first(where: { $0.timestamp.token == hash }) {
      return recorded(timestamp, index, isRecorded: false)
    }
    let requests = TimestampRequests(places: places, ledgerID: identity.ledgerID)
    guard let nonce = token.statement.nonce, let asked = try requests.asked(nonce: nonce) else {
      throw .timestamp(.nonce)
    }
    let checkpoint = try ownCheckpoint(asked.checkpoint)
    do throws(TimeStampError) {
      try token.verify(
        imprint: hasher.digest(asked.checkpoint.span), nonce: asked.request.nonce,
        authorities: authorities, untrusted: untrusted)
    } catch { throw .timestamp(error) }
    let name = Layout.name(ofTimestamp: hash, size: checkpoint.size)
    var files = [
      (name: name + Layout.stampedSuffix, bytes: asked.checkpoint),
      (name: name + Layout.tokenSuffix, bytes: token.bytes),
    ]
    if let untrusted { files.append((name: name + Layout.chainSuffix, bytes: untrusted)) }
    do { try writer.keepTimestamp(files) } catch { throw LedgerError(error) }
    let timestamp = Timestamp(
      token: hash, size: checkpoint.size, root: checkpoint.root, time: token.statement.time)
    return recorded(timestamp, try append(timestamp), isRecorded: true)
  }

  private func append(_ timestamp: Timestamp) throws(LedgerError) -> UInt64 {
    try withWholeIndex { () throws(LedgerError) in
      let group = try beginGroup()
      do throws(LedgerError) {
        var body = CBORWriter()
        timestamp.encode(into: &body)
        let index = try group.appendLedgerEvent(body.bytes)
        _ = try group.commit()
        return index
      } catch {
        try? group.abort()
        throw error
      }
    }
  }

  private func recorded(
    _ timestamp: Timestamp, _ index: UInt64, isRecorded: Bool
  ) -> RecordedTimestamp {
    let name = Layout.name(ofTimestamp: timestamp.token, size: timestamp.size)
    return RecordedTimestamp(
      index: index, timestamp: timestamp,
      file: Layout.timestamps + "/" + name + Layout.tokenSuffix, isRecorded: isRecorded)
  }

  /// The checkpoint that was asked about, which must be of this ledger as it stands.
  private func ownCheckpoint(_ bytes: [UInt8]) throws(LedgerError) -> Checkpoint {
    let checkpoint: Checkpoint
    do { checkpoint = try Checkpoint(text: SignedNote(bytes.span).text) } catch {
      throw .checkpointRefused(path: Layout.checkpoint, reason: error)
    }
    guard checkpoint.size <= size else {
      throw .rolledBack(signedSize: checkpoint.size, size: size)
    }
    let root: Hash
    do { root = try writer.view.root(at: checkpoint.size) } catch { throw LedgerError(error) }
    guard root == checkpoint.root else {
      throw .rewritten(signedSize: checkpoint.size, signedRoot: checkpoint.root, root: root)
    }
    return checkpoint
  }
}

extension EventLog {
  /// The time stamps that the ledger has recorded, the oldest first.
  func timestamps() throws(LedgerError) -> [(index: UInt64, timestamp: Timestamp)] {
    var found: [(index: UInt64, timestamp: Timestamp)] = []
    for index in try candidates(for: .ledgerEvent(.timestamp)).sorted() {
      let body: [UInt8]
      do { body = try view.entry(at: index).body } catch { throw LedgerError(error) }
      if let timestamp = try? Timestamp(body: body.span) { found.append((index, timestamp)) }
    }
    return found
  }
}
