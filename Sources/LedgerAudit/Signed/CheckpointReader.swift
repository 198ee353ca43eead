internal import LedgerFormat

/// Reads the signed checkpoints of a ledger and those that were kept outside.
struct CheckpointReader {
  /// The key that must have signed; nil where neither caller nor genesis tells one.
  let key: VerifierKey?
  private(set) var items: [CheckpointBook.Item] = []

  /// What the caller's policy says of the ledger's own checkpoints.
  private(set) var policy: PolicyCheck

  init(key: VerifierKey?, policy: TrustPolicy? = nil) {
    self.key = key
    self.policy = PolicyCheck(policy, key: key)
  }

  /// Takes the content of `checkpoint`; nil where there is no such file.
  mutating func addNewest(_ bytes: [UInt8]?, _ findings: inout Findings) {
    guard let bytes else {
      return findings.add(Damage(.checkpointMissing, file: Layout.checkpoint))
    }
    add(bytes.span, file: Layout.checkpoint, offset: 0, isOwn: true, &findings)
  }

  /// Takes the content of `checkpoints`, of which there may be none.
  mutating func addKept(_ bytes: [UInt8], _ findings: inout Findings) {
    for range in SignedNote.ranges(in: bytes.span) {
      let rest = bytes.span.extracting(droppingFirst: range.lowerBound)
      if let key, TornCheckpoint.isBeginning(rest, of: key.name) {
        return findings.notes.append(.checkpointTorn(offset: range.lowerBound))
      }
      add(
        bytes.span.extracting(range), file: Layout.checkpoints, offset: range.lowerBound,
        isOwn: true, &findings)
    }
  }

  /// Takes a checkpoint that was kept outside of the ledger.
  mutating func add(_ kept: VerificationOptions.KeptCheckpoint, _ findings: inout Findings) {
    add(kept.note.span, file: kept.name, offset: 0, isOwn: false, &findings)
  }

  /// Takes a checkpoint that was time-stamped; it is the ledger's own.
  ///
  /// - Parameter time: the time of a stamp that is trusted; nil for another.
  mutating func addStamped(
    _ bytes: [UInt8], file: String, time: UInt64?, _ findings: inout Findings
  ) -> Checkpoint? {
    let checkpoint = add(bytes.span, file: file, offset: 0, isOwn: true, &findings)
    if checkpoint != nil, let time {
      items[items.count - 1].time = CheckpointTime(microseconds: time, source: .timestamp)
    }
    return checkpoint
  }

  @discardableResult
  private mutating func add(
    _ bytes: Span<UInt8>, file: String, offset: Int, isOwn: Bool, _ findings: inout Findings
  ) -> Checkpoint? {
    do throws(NoteError) {
      let note = try SignedNote(bytes)
      let (checkpoint, signer) = try read(note)
      let seconds = try policy.judge(note, size: checkpoint.size)
      var item = CheckpointBook.Item(
        file: file, offset: offset, checkpoint: checkpoint, isOwn: isOwn, note: note,
        signer: signer)
      item.time = seconds.map {
        CheckpointTime(microseconds: $0.multipliedClamping(1_000_000), source: .cosignature)
      }
      items.append(item)
      return checkpoint
    } catch {
      findings.add(Damage(.checkpointRefused(error), file: file, offset: offset))
      return nil
    }
  }

  /// What a note says, and the key that is known to have signed it: nil where that is to be seen when
  /// the rotations are known, or where no key is.
  ///
  /// Without a key the signature is not looked at: the entry that should name it is damaged, and
  /// reported, and what the checkpoint says may still tell the damage's extent.
  private func read(
    _ note: SignedNote
  ) throws(NoteError) -> (Checkpoint, signer: VerifierKey?) {
    guard let key else { return (try Checkpoint(text: note.text), nil) }
    do throws(NoteError) { return (try Checkpoint.open(note, key: key), key) } catch {
      let isOfOtherKey = note.signatures.contains { signature in
        signature.name.utf8.elementsEqual(key.name.utf8) && signature.keyID != key.id
      }
      guard error == .unsigned, isOfOtherKey else { throw error }
      let checkpoint = try Checkpoint(text: note.text)
      guard checkpoint.origin.utf8.elementsEqual(key.name.utf8) else { throw error }
      return (checkpoint, nil)
    }
  }
}
