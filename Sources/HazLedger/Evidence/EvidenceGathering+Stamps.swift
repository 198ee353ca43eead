internal import LedgerFormat
internal import LedgerStore

/// The time stamps that bound a file's entries from above.
///
/// For each entry of the subject, and for the commitment, the first token that covers it: a later one says less of
/// it, and the newest alone would say of an event of years ago only that it was there lately, which is what somebody
/// who dates back says too.
extension EvidenceGathering {
  /// The tokens, each over a checkpoint of fewer or as many entries as the file's.
  ///
  /// A token that is missing or is over something else is passed over, and `verify` says so.
  func stamps(
    bounding subject: StreamKey, _ hasher: inout LedgerFormat.Hasher
  ) throws(LedgerError) -> [Evidence.Stamp] {
    let recorded = try log.timestamps().map(\.timestamp).filter { $0.size <= size }
    var unbounded: [UInt64] = [commitment.size]
    do {
      guard !recorded.isEmpty else { return [] }
      try log.view.walk(subject) { index, _, _ in
        if index < size { unbounded.append(index) }
        return true
      }
    } catch { throw LedgerError(error) }
    unbounded.sort()
    var rest = unbounded[...]
    var stamps: [Evidence.Stamp] = []
    for timestamp in recorded.sorted(by: { ($0.size, $0.time) < ($1.size, $1.time) }) {
      guard let first = rest.first, first < timestamp.size,
        let stamp = try stamp(timestamp, &hasher)
      else { continue }
      rest = rest.drop { $0 < timestamp.size }
      stamps.append(stamp)
    }
    return stamps
  }

  /// A recorded token with what it is over; nil where the folder does not hold them as they were recorded.
  private func stamp(
    _ timestamp: Timestamp, _ hasher: inout LedgerFormat.Hasher
  ) throws(LedgerError) -> Evidence.Stamp? {
    let name = Layout.name(ofTimestamp: timestamp.token, size: timestamp.size)
    let base = places.path(Layout.timestamps) + "/" + name
    guard let token = try SmallFile.read(base + Layout.tokenSuffix),
      let note = try SmallFile.read(base + Layout.stampedSuffix),
      let read = try? TimeStampToken(token.span), read.hash(&hasher) == timestamp.token,
      read.statement.imprint == hasher.digest(note.span),
      let stamped = try? Checkpoint(text: SignedNote(note.span).text),
      stamped.size == timestamp.size, stamped.root == timestamp.root
    else { return nil }
    let chain = try SmallFile.read(base + Layout.chainSuffix)
    let path: [Hash]?
    do { path = try log.view.consistencyProof(old: stamped.size, new: size) } catch {
      throw LedgerError(error)
    }
    return path.map { Evidence.Stamp(token: token, note: note, path: $0, chain: chain ?? []) }
  }
}
