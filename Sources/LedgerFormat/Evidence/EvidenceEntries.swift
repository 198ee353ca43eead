/// The entries of a file of evidence, read, with what each remembers of the others.
///
/// An entry remembers another by a link that names it, on whatever stream, and by its `previous` where they are
/// neighbours. What is remembered by an entry that is proved is proved; the others need a path.
public struct EvidenceEntries: Sendable {
  /// The entries, by ascending index.
  public private(set) var entries: [Entry] = []
  public private(set) var leafHashes: [Hash] = []
  /// Whether some later entry of the file remembers each.
  public private(set) var isRemembered: [Bool] = []
  private var positions: [UInt64: Int] = [:]

  /// Reads entries, and compares what each remembers of the others with what they are.
  ///
  /// - Throws: `EvidenceError.entry`, `.order`, and `.remembered` where one remembers another as it is not.
  public init(_ stored: [[UInt8]], _ hasher: inout Hasher) throws(EvidenceError) {
    for (position, bytes) in stored.enumerated() {
      let entry: Entry
      do { entry = try Entry(bytes.span) } catch { throw .entry(position: position, error) }
      if let last = entries.last, last.index >= entry.index { throw .order(index: entry.index) }
      if let before = positions[entry.index &- 1] {
        guard entry.previous == leafHashes[before] else { throw .remembered(index: entry.index) }
        isRemembered[before] = true
      }
      for case let previous? in entry.links.map(\.previous) {
        guard let older = positions[previous.index] else { continue }
        guard previous.hash == leafHashes[older] else { throw .remembered(index: entry.index) }
        isRemembered[older] = true
      }
      positions[entry.index] = position
      entries.append(entry)
      leafHashes.append(hasher.leafHash(bytes.span))
      isRemembered.append(false)
    }
  }

  /// Where the entry of an index stands in the file; nil where the file does not hold it.
  public func position(of index: UInt64) -> Int? { positions[index] }

  /// The entry of an index; nil where the file does not hold it.
  public subscript(index: UInt64) -> Entry? { positions[index].map { entries[$0] } }
}
