internal import LedgerFormat

/// Reads the signed checkpoints of a ledger and those that were kept outside.
struct CheckpointReader {
  /// The key that must have signed; nil where neither caller nor genesis tells one.
  let key: VerifierKey?
  private(set) var items: [CheckpointBook.Item] = []
  /// The ledger's newest, from the file `checkpoint`.
  private(set) var newest: Checkpoint?

  init(key: VerifierKey?) { self.key = key }

  /// Takes the content of `checkpoint`; nil where there is no such file.
  mutating func addNewest(_ bytes: [UInt8]?, _ findings: inout Findings) {
    guard let bytes else {
      return findings.add(Damage(.checkpointMissing, file: Layout.checkpoint))
    }
    newest = add(
      bytes.span, file: Layout.checkpoint, offset: 0, isOwn: true, &findings)
  }

  /// Takes the content of `checkpoints`, of which there may be none.
  mutating func addKept(_ bytes: [UInt8], _ findings: inout Findings) {
    for range in SignedNote.ranges(in: bytes.span) {
      let rest = bytes.span.extracting(droppingFirst: range.lowerBound)
      if let key, TornCheckpoint.isBeginning(rest, of: key.name) {
        return findings.notes.append(.checkpointTorn(offset: range.lowerBound))
      }
      _ = add(
        bytes.span.extracting(range), file: Layout.checkpoints, offset: range.lowerBound,
        isOwn: true, &findings)
    }
  }

  /// Takes a checkpoint that was kept outside of the ledger.
  mutating func add(_ kept: VerificationOptions.KeptCheckpoint, _ findings: inout Findings) {
    _ = add(kept.note.span, file: kept.name, offset: 0, isOwn: false, &findings)
  }

  private mutating func add(
    _ bytes: Span<UInt8>, file: String, offset: Int, isOwn: Bool, _ findings: inout Findings
  ) -> Checkpoint? {
    do throws(NoteError) {
      let checkpoint = try read(bytes)
      items.append(
        CheckpointBook.Item(file: file, offset: offset, checkpoint: checkpoint, isOwn: isOwn))
      return checkpoint
    } catch {
      findings.add(Damage(.checkpointRefused(error), file: file, offset: offset))
      return nil
    }
  }

  /// Without a key the signature is not looked at: the entry that should name it is damaged, and
  /// reported, and what the checkpoint says may still tell the damage's extent.
  private func read(_ bytes: Span<UInt8>) throws(NoteError) -> Checkpoint {
    guard let key else { return try Checkpoint(text: SignedNote(bytes).text) }
    return try Checkpoint.open(bytes, key: key)
  }
}
