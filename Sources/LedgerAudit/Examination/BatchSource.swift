internal import LedgerFormat

/// Reads the segments one after another, batch by batch, up to the horizon.
struct BatchSource: ~Copyable {
  private let folder: AuditFolder
  private let shape: AuditShape
  private let end: UInt64
  /// The segments that are there, ascending.
  private let present: [UInt64]
  /// The first position that no segment read so far holds.
  private var next: UInt64 = 0
  private var framer: SegmentFramer?

  /// - Parameter end: the horizon.
  init(_ folder: AuditFolder, segments: [UInt64], end: UInt64, _ shape: AuditShape) {
    self.folder = folder
    self.shape = shape
    self.end = end
    present = segments
  }

  /// The next batch; nil after the last.
  ///
  /// - Parameter buffer: memory to use again.
  mutating func nextBatch(reusing buffer: consuming [UInt8]) throws(AuditError) -> Batch? {
    var buffer = buffer
    while true {
      if framer != nil {
        if let batch = try framer?.nextBatch(reusing: buffer) { return batch }
        framer = nil
        buffer = []
      }
      guard next < end else { return nil }
      let segment = shape.segment(of: next)
      let start = next
      next = min(end, shape.positions(of: segment).upperBound)
      if let file = try folder.file(Layout.segmentPath(segment)) {
        framer = SegmentFramer(file, segment: segment, end: end, shape)
      } else {
        return missing(segment, from: start)
      }
    }
  }

  /// The segments from this one up to the next that is there, as one gap.
  private mutating func missing(_ segment: UInt64, from start: UInt64) -> Batch {
    if let following = present.first(where: { $0 > segment }) {
      next = min(end, max(next, shape.positions(of: following).lowerBound))
    } else {
      next = end
    }
    return Batch(segment: segment, pieces: [.segmentMissing(start..<next)])
  }
}
