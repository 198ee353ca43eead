/// An immutable sorted file of the index's facts; see `IndexBlock` for its bytes.
///
/// Keys are hashes and so evenly spread: a key's block is guessed from the key itself and put right by
/// what the block holds. Every block is checked when it is first touched.
final class IndexRun {
  private static let guessesMax = 6

  let number: UInt64
  let path: String
  let recordCount: Int
  let dataBlockCount: Int
  /// What the manifest knows the file by.
  let headerCheck: UInt64
  private let filterBlockCount: Int
  private let file: File
  private let map: MappedFile?
  private var checkedBlocks: [UInt64]
  /// A run that the manifest names was synced before.
  private var isSynced: Bool

  init(number: UInt64, file: File, isSynced: Bool = false) throws(StoreError) {
    self.number = number
    self.isSynced = isSynced
    self.file = file
    path = file.path
    let sizeBytes = try file.size()
    let header = try file.read(at: 0, count: IndexBlock.sizeBytes)
    guard header.count == IndexBlock.sizeBytes else {
      throw .indexDamaged(path: path, offset: header.count)
    }
    let numbers = IndexRun.numbers(header.span)
    let blocks = numbers.data.addingReportingOverflow(numbers.filter)
    guard numbers.isGood, !blocks.overflow, blocks.partialValue < UInt64(Int32.max),
      numbers.filter > 0, numbers.records <= numbers.data * UInt64(IndexBlock.recordsMax),
      sizeBytes == (1 + Int(blocks.partialValue)) * IndexBlock.sizeBytes
    else { throw .indexDamaged(path: path, offset: 0) }
    recordCount = Int(numbers.records)
    dataBlockCount = Int(numbers.data)
    filterBlockCount = Int(numbers.filter)
    headerCheck = numbers.check
    map = file.map(sizeBytes: sizeBytes)
    checkedBlocks = [UInt64](repeating: 0, count: (1 + Int(blocks.partialValue)) / 64 + 1)
  }

  /// Makes the file durable, once.
  func sync() throws(StoreError) {
    if !isSynced { try file.sync() }
    isSynced = true
  }

  /// The newest entry of a key.
  func value(of key: KeyHash) throws(StoreError) -> UInt64? {
    var found: UInt64?
    try forEachValue(of: key) { found = max(found ?? 0, $0) }
    return found
  }

  /// Visits all entries of a key, ascending.
  func forEachValue(of key: KeyHash, _ visit: (UInt64) -> Void) throws(StoreError) {
    guard recordCount > 0, try mayHold(key) else { return }
    var (block, position) = try firstPlace(from: key)
    while block < dataBlockCount {
      let isDone = try withDataBlock(block) { bytes, count in
        while position < count {
          let record = IndexBlock.record(bytes, position)
          if record.key != key { return true }
          visit(record.value)
          position += 1
        }
        return false
      }
      if isDone { return }
      (block, position) = (block + 1, 0)
    }
  }

  /// The records of a data block.
  func records(ofBlock block: Int, to records: inout [IndexRecord]) throws(StoreError) {
    records.removeAll(keepingCapacity: true)
    try withDataBlock(block) { bytes, count in
      for position in 0..<count { records.append(IndexBlock.record(bytes, position)) }
    }
  }

  /// True when the filter says that the key may be here; of a hundred absent keys it says so of one.
  func mayHold(_ key: KeyHash) throws(StoreError) -> Bool {
    let filter = IndexBlock.filterBlock(of: key, count: filterBlockCount)
    return try withBlock(1 + dataBlockCount + filter) { IndexBlock.filterHas(key, $0) }
  }

  /// The place of the first record not below a key, or behind the last block.
  private func firstPlace(from key: KeyHash) throws(StoreError) -> (block: Int, position: Int) {
    var (low, high) = (0, dataBlockCount - 1)
    var (lowKey, highKey): (UInt64, UInt64) = (0, .max)
    var guesses = 0
    while low <= high {
      var guess = (low + high) / 2
      if guesses < IndexRun.guessesMax, highKey > lowKey {
        let part = Double(key.high - lowKey) / Double(highKey - lowKey)
        guess = min(high, low + Int(part * Double(high - low + 1)))
      }
      guesses += 1
      let target = IndexRecord(key, 0)
      let (first, last, position) = try withDataBlock(guess) { bytes, count in
        (
          IndexBlock.record(bytes, 0), IndexBlock.record(bytes, count - 1),
          IndexBlock.firstPosition(bytes, count: count, from: key)
        )
      }
      if target < first {
        (high, highKey) = (guess - 1, first.high)
      } else if last < target {
        (low, lowKey) = (guess + 1, last.high)
      } else {
        return (guess, position)
      }
    }
    return (low, 0)
  }

  private func withDataBlock<Result>(
    _ block: Int, _ body: (Span<UInt8>, Int) -> Result
  ) throws(StoreError) -> Result {
    try withBlock(1 + block) { (bytes: Span<UInt8>) throws(StoreError) in
      let count = bytes.word(at: 8)
      guard count > 0, count <= UInt64(IndexBlock.recordsMax) else {
        throw .indexDamaged(path: path, offset: (1 + block) * IndexBlock.sizeBytes)
      }
      return body(bytes, Int(count))
    }
  }

  private func withBlock<Result>(
    _ block: Int, _ body: (Span<UInt8>) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    let start = block * IndexBlock.sizeBytes
    if let map {
      return try map.withBytes(start..<start + IndexBlock.sizeBytes) {
        (bytes: Span<UInt8>) throws(StoreError) in
        try check(bytes, block)
        return try body(bytes)
      }
    }
    let bytes = try file.read(at: start, count: IndexBlock.sizeBytes)
    guard bytes.count == IndexBlock.sizeBytes else {
      throw .indexDamaged(path: path, offset: start + bytes.count)
    }
    try check(bytes.span, block)
    return try body(bytes.span)
  }

  private func check(_ bytes: Span<UInt8>, _ block: Int) throws(StoreError) {
    let bit: UInt64 = 1 << UInt64(block % 64)
    if checkedBlocks[block / 64] & bit != 0 { return }
    guard bytes.word(at: 0) == IndexBlock.check(bytes) else {
      throw .indexDamaged(path: path, offset: block * IndexBlock.sizeBytes)
    }
    checkedBlocks[block / 64] |= bit
  }

  private static func numbers(
    _ header: Span<UInt8>
  ) -> (isGood: Bool, check: UInt64, records: UInt64, data: UInt64, filter: UInt64) {
    let check = header.word(at: 0)
    let isGood = check == IndexBlock.check(header) && header.word(at: 8) == IndexBlock.magic
    return (isGood, check, header.word(at: 16), header.word(at: 24), header.word(at: 32))
  }
}
