public import LedgerFormat
internal import LedgerStore

/// A commitment to the stream map, in the ledger.
public struct CommitmentReceipt: Equatable, Sendable {
  /// The index of its entry, and the entries that the map covers.
  public var size: UInt64
  /// The map's root.
  public var root: Hash
}

/// How the ledger comes to commit itself to the whole history of every lot.
extension Recorder {
  /// The entries after a commitment that make single appends write the next one.
  ///
  /// So many that a commitment is lost among them, in time and in bytes, and so few that what is not
  /// covered yet is one day's work. An import writes one whatever its size.
  public static let entriesPerCommitment: UInt64 = 10_000

  /// Writes a commitment now, in a group of its own, unless the newest entry is one.
  ///
  /// - Returns: the newest commitment.
  public func commitStreams() throws(LedgerError) -> CommitmentReceipt {
    try withWholeIndex { () throws(LedgerError) in
      if let newest = try log.newestCommitment(below: size), newest.size + 1 == size {
        return CommitmentReceipt(size: newest.size, root: newest.root)
      }
      let group = try beginGroup()
      do throws(LedgerError) {
        let receipt = try group.commitStreams()
        _ = try group.commit()
        return receipt
      } catch {
        try? group.abort()
        throw error
      }
    }
  }

  /// Commits the open group, whose last entry becomes a commitment where one is due.
  func commit(_ group: RecordingGroup) throws(LedgerError) {
    if try isCommitmentDue() {
      _ = try group.commitStreams()
      committedTo = nil
    }
    _ = try group.commit()
  }

  /// True where so many entries followed the newest commitment that the next is due.
  private func isCommitmentDue() throws(LedgerError) -> Bool {
    let interval = Recorder.entriesPerCommitment
    guard size >= interval else { return false }
    if committedTo == nil { committedTo = try log.newestCommitment(below: size)?.size ?? 0 }
    return size - (committedTo ?? 0) >= interval
  }
}

extension RecordingGroup {
  /// Adds a commitment as the group's next entry, which is its last.
  ///
  /// - Throws: `LedgerError` where the ledger cannot be read or written; the group is then lost.
  func commitStreams() throws(LedgerError) -> CommitmentReceipt {
    // A submission stands right behind its events, and is among what the commitment covers.
    try vouchForEvents()
    let root: Hash
    do { root = try writer.streamMapRoot() } catch { throw LedgerError(error) }
    let size = writer.view.size
    var body = CBORWriter()
    Commitment(root: root, size: size).encode(into: &body)
    let index = try appendLedgerEvent(body.bytes)
    precondition(index == size, "a commitment covers all before it")
    return CommitmentReceipt(size: size, root: root)
  }
}

extension EventLog {
  /// The newest commitment below `horizon`; nil where there is none.
  func newestCommitment(below horizon: UInt64) throws(LedgerError) -> Commitment? {
    for index in try candidates(for: .ledgerEvent(.commitment)).reversed() where index < horizon {
      let body: [UInt8]
      do { body = try view.entry(at: index).body } catch { throw LedgerError(error) }
      let commitment: Commitment
      do { commitment = try Commitment(body: body.span) } catch {
        throw .notReadable(index: index, reason: error)
      }
      guard commitment.size == index else { throw .damaged(index: index, stream: nil) }
      return commitment
    }
    return nil
  }
}
