internal import LedgerFormat

/// One copy's entries of one segment: where each lies, and what it hashes to.
struct SegmentSide {
  /// An entry of a position.
  struct Place {
    /// Where the entry's bytes begin, behind their length.
    let offset: Int
    let sizeBytes: Int
    let leafHash: Hash
    /// What the entry remembers of the one before it.
    let previous: Hash?
    /// What it says of a time stamp, where it is of that kind.
    let timestamp: Timestamp?
  }

  let segment: UInt64
  /// The positions that were looked for.
  let positions: Range<UInt64>
  /// For each position its entry; nil where there is none.
  private(set) var places: [Place?]
  /// False where anything but whole entries with their lengths stands in the file.
  private(set) var isSound = true
  /// Bytes behind the positions: not acknowledged yet, or of nobody's asking.
  private(set) var tail: Range<Int>?

  /// Reads a segment; one that is not there has no entries.
  init(
    _ folder: AuditFolder, segment: UInt64, end: UInt64, _ shape: AuditShape,
    _ hasher: inout LedgerFormat.Hasher
  ) throws(AuditError) {
    self.segment = segment
    let all = shape.positions(of: segment)
    positions = all.lowerBound..<max(all.lowerBound, min(all.upperBound, end))
    places = Array(repeating: nil, count: positions.count)
    guard let file = try folder.file(Layout.segmentPath(segment)) else {
      isSound = positions.isEmpty
      return
    }
    var framer = SegmentFramer(file, segment: segment, end: end, shape)
    while let batch = try framer.nextBatch() {
      for piece in batch.pieces {
        switch piece {
        case .entry(let frame): take(frame, batch.bytes.span.extracting(frame.range), &hasher)
        case .tail(let offset, let sizeBytes): tail = offset..<offset + sizeBytes
        default: isSound = false
        }
      }
    }
  }

  private mutating func take(
    _ frame: Frame, _ content: Span<UInt8>, _ hasher: inout LedgerFormat.Hasher
  ) {
    if frame.lengthFound != nil { isSound = false }
    let entry = try? Entry(content)
    let stamp = entry.flatMap { try? Timestamp(body: $0.body.span) }
    places[Int(frame.position - positions.lowerBound)] = Place(
      offset: frame.offset + Layout.lengthSizeBytes, sizeBytes: content.count,
      leafHash: hasher.leafHash(content), previous: entry?.previous, timestamp: stamp)
  }

  subscript(position: UInt64) -> Place? { places[Int(position - positions.lowerBound)] }
}
