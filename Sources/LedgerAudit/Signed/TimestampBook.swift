internal import LedgerFormat

/// The time stamps in a ledger's folder, read and checked before the entries are.
struct TimestampBook: Sendable {
  struct Item: Sendable {
    /// The token's file.
    let file: String
    let checkpoint: Checkpoint
    /// The authority's time, in microseconds since 1970.
    let time: UInt64
    /// True where the token leads to an authority that the caller trusts.
    let isTrusted: Bool
  }

  /// By the token's hash.
  private(set) var items: [Hash: Item] = [:]
  /// The tokens that an entry names so far, and which entry.
  private(set) var recorded: [Hash: UInt64] = [:]

  /// Reads the folder, and adds the stamped checkpoints to those that the ledger must agree with.
  init(
    _ folder: AuditFolder, authorities: [UInt8]?, _ reader: inout CheckpointReader,
    _ findings: inout Findings
  ) throws(AuditError) {
    var hasher = LedgerFormat.Hasher()
    for name in try folder.names(in: Layout.timestamps)
    where name.hasSuffix(Layout.tokenSuffix) {
      let base = Layout.timestamps + "/" + name.dropLast(Layout.tokenSuffix.count)
      let file = Layout.timestamps + "/" + name
      let token = try folder.content(of: file) ?? []
      let stamped = try folder.content(of: base + Layout.stampedSuffix) ?? []
      let chain = try folder.content(of: base + Layout.chainSuffix)
      do throws(TimeStampError) {
        let read = try TimeStampToken(token.span)
        let imprint = hasher.digest(stamped.span)
        if let authorities {
          try read.verify(
            imprint: imprint, nonce: nil, authorities: authorities, untrusted: chain,
            at: read.statement.time / 1_000_000)
        } else if read.statement.imprint != imprint {
          throw .imprint(expected: imprint, found: read.statement.imprint)
        }
        guard
          let checkpoint = reader.addStamped(
            stamped, file: base + Layout.stampedSuffix,
            time: authorities == nil ? nil : read.statement.time, &findings)
        else { continue }
        items[read.hash(&hasher)] = Item(
          file: file, checkpoint: checkpoint, time: read.statement.time,
          isTrusted: authorities != nil)
      } catch { findings.add(Damage(.timestampRefused(error), file: file)) }
    }
  }

  /// Judges an entry that names a token.
  mutating func judge(_ stamp: Timestamp, _ examined: ExaminedEntry, _ findings: inout Findings) {
    guard let item = items[stamp.token] else {
      return findings.add(examined.damage(.timestampMissing(token: stamp.token)))
    }
    recorded[stamp.token] = recorded[stamp.token] ?? examined.position
    let isSame =
      stamp.size == item.checkpoint.size && stamp.root == item.checkpoint.root
      && stamp.time == item.time && stamp.size <= examined.position
    if !isSame { findings.add(examined.damage(.timestampOther(token: stamp.token))) }
  }

  /// The time stamps by the size that they stamp, and a note for each that no entry names yet.
  func finish(_ findings: inout Findings) -> [StampedCheckpoint] {
    let sorted = items.sorted {
      ($0.value.checkpoint.size, $0.value.file) < ($1.value.checkpoint.size, $1.value.file)
    }
    for (hash, item) in sorted where recorded[hash] == nil {
      findings.notes.append(.timestampUnrecorded(file: item.file))
    }
    return sorted.map { hash, item in
      StampedCheckpoint(
        checkpoint: item.checkpoint, time: item.time, isTrusted: item.isTrusted,
        index: recorded[hash], file: item.file)
    }
  }
}
