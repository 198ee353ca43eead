internal import LedgerFormat

/// The checkpoints that the ledger's keys signed, in the ledger, in the copy and in the caller's hands.
struct SignedNotes {
  struct Item {
    let file: String
    let checkpoint: Checkpoint
    let note: SignedNote
    /// True for one that the copy has.
    var isCopied = false
  }

  /// Ascending by size.
  let items: [Item]
  /// The largest size that the ledger itself, or the caller, knows to have been signed.
  let sizeMax: UInt64
  private let isNewestRight: Bool
  private let areKeptRight: Bool

  init(
    _ ledger: AuditFolder, _ copy: AuditFolder,
    known: [VerificationOptions.KeptCheckpoint], keys: LogKeyChain
  ) throws(AuditError) {
    var newest = SignedNotes.read(
      try ledger.content(of: Layout.checkpoint), Layout.checkpoint, keys, single: true)
    let kept = SignedNotes.read(
      try ledger.content(of: Layout.checkpoints), Layout.checkpoints, keys)
    isNewestRight = newest.isRight && !newest.items.isEmpty
    areKeptRight = kept.isRight
    newest.items += kept.items
    for known in known {
      newest.items += SignedNotes.read(known.note, known.name, keys, single: true).items
    }
    sizeMax = newest.items.map(\.checkpoint.size).max() ?? 0
    for name in [Layout.checkpoint, Layout.checkpoints] {
      let path = copy.path + "/" + name
      for item in SignedNotes.read(try copy.content(of: name), path, keys).items {
        // What else stands under it may be anything: nobody here knows the witnesses' keys.
        let note = item.note.signed(onlyBy: keys.key(ofSize: item.checkpoint.size))
        newest.items.append(
          Item(file: path, checkpoint: item.checkpoint, note: note, isCopied: true))
      }
    }
    items = newest.items.sorted { $0.checkpoint.size < $1.checkpoint.size }
  }

  private static func read(
    _ bytes: [UInt8]?, _ file: String, _ keys: LogKeyChain, single: Bool = false
  ) -> (items: [Item], isRight: Bool) {
    guard let bytes else { return ([], !single) }
    var items: [Item] = []
    var isRight = true
    let ranges = single ? [0..<bytes.count] : SignedNote.ranges(in: bytes.span)
    for range in ranges {
      let part = bytes.span.extracting(range)
      if let note = try? SignedNote(part), let checkpoint = try? keys.open(note) {
        items.append(Item(file: file, checkpoint: checkpoint, note: note))
      } else if !TornCheckpoint.isBeginning(part, of: keys.origin) || range != ranges.last {
        isRight = false
      }
    }
    return (items, isRight)
  }

  /// Plans the files of checkpoints anew where they are not right.
  ///
  /// Called once every item was held against the entries.
  func mend(_ plan: inout RepairPlan, _ ledger: AuditFolder) throws(AuditError) {
    var right: [Item] = []
    for item in items where item.checkpoint.size <= plan.size {
      guard let last = right.last, last.note.text.utf8.elementsEqual(item.note.text.utf8) else {
        right.append(item)
        continue
      }
      // One's own are kept with the cosignatures under them, whatever the copy has.
      if item.isCopied { continue }
      if last.isCopied || item.note.signatures.count > last.note.signatures.count {
        right[right.count - 1] = item
      }
    }
    if !areKeptRight {
      plan.files.append(
        .init(name: Layout.checkpoints, bytes: right.flatMap(\.note.bytes)))
    }
    guard !isNewestRight else { return }
    if let newest = right.last {
      plan.files.append(.init(name: Layout.checkpoint, bytes: newest.note.bytes))
    } else {
      plan.lostFiles.append(Layout.checkpoint)
    }
  }
}
