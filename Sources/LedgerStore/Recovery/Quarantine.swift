internal import LedgerFormat

/// Moves what stands behind the last whole group out of the log; nothing is ever lost.
struct Quarantine {
  let root: Folder

  /// Moves everything behind `place`; the log ends there afterwards, durably.
  ///
  /// The part of a file is copied, synced and then cut, so that a crash at any moment leaves the bytes
  /// in one of the two places; whole files are renamed.
  func move(
    behind place: LogPlace, isAcknowledgementUnknown: Bool
  ) throws(StoreError) -> [QuarantinedTail] {
    var tails: [QuarantinedTail] = []
    let entries = root.folder(Layout.entries)
    let folder = root.folder(Layout.quarantine)
    for number in try TailScan.segmentNumbers(root) where number >= place.segment {
      let path = Layout.segmentPath(number)
      let offset = number == place.segment ? place.offset : 0
      let file = try root.open(path, .write)
      let sizeBytes = try file.size()
      guard sizeBytes > offset || offset == 0 else { continue }
      if tails.isEmpty {
        // The folder's own name is durable before anything is moved into it.
        try folder.make()
        try root.sync()
      }
      let name = try freeName(in: folder, segment: number, offset: offset)
      if offset == 0 {
        try root.rename(path, to: Layout.quarantine + "/" + name)
      } else {
        try copy(file, from: offset, count: sizeBytes - offset, to: folder, name)
        try file.truncate(to: offset)
        try file.sync()
      }
      tails.append(
        QuarantinedTail(
          path: Layout.quarantine + "/" + name, source: path, offset: offset,
          sizeBytes: sizeBytes - offset, firstIndex: place.size,
          isAcknowledgementUnknown: isAcknowledgementUnknown))
    }
    if !tails.isEmpty {
      try folder.sync()
      try entries.sync()
      try root.sync()
    }
    return tails.filter { $0.sizeBytes > 0 }
  }

  private func copy(
    _ file: File, from offset: Int, count: Int, to folder: Folder, _ name: String
  ) throws(StoreError) {
    let copy = try folder.open(name, OpenMode(access: .createNew))
    let pieceSizeBytes = 1 << 20
    var copied = 0
    while copied < count {
      let piece = try file.read(at: offset + copied, count: min(pieceSizeBytes, count - copied))
      if piece.isEmpty { break }
      try copy.write(piece.span, at: copied)
      copied += piece.count
    }
    try copy.sync(everything: true)
    try folder.sync()
  }

  /// `NNNNNNNNNN-OFFSET`, and a number behind it where that is taken.
  private func freeName(
    in folder: Folder, segment: UInt64, offset: Int
  ) throws(StoreError) -> String {
    let taken = Set(try folder.names() ?? [])
    let base = Layout.name(ofSegment: segment) + "-" + String(offset)
    var (name, count) = (base, 1)
    while taken.contains(name) {
      name = base + "-" + String(count)
      count += 1
    }
    return name
  }
}
