/// Writes the facts of an index run, which come in ascending order, one block after another.
struct IndexRunWriter {
  private static let bufferSizeBytes = 1 << 20

  private let file: File
  private var buffer: [UInt8] = []
  /// Where `buffer` goes in the file.
  private var offset = IndexBlock.sizeBytes
  private var block = [UInt8](repeating: 0, count: IndexBlock.sizeBytes)
  private var blockRecords = 0
  private var dataBlocks = 0
  private var records = 0
  private var filter: [UInt8]
  private var last: IndexRecord?

  /// Begins a run of at most `recordsMax` facts in an empty file.
  init(_ file: File, recordsMax: Int) {
    self.file = file
    let blocks = IndexBlock.filterBlockCount(records: recordsMax)
    filter = [UInt8](repeating: 0, count: blocks * IndexBlock.sizeBytes)
  }

  mutating func append(_ record: IndexRecord) throws(StoreError) {
    if let last { precondition(!(record < last), "a run's facts come in order") }
    last = record
    let start = IndexBlock.recordsOffset + blockRecords * IndexRecord.sizeBytes
    block.set(word: record.high, at: start)
    block.set(word: record.rest, at: start + 8)
    let blocks = filter.count / IndexBlock.sizeBytes
    let filterBlock = IndexBlock.filterBlock(of: record.key, count: blocks)
    IndexBlock.addToFilter(record.key, &filter, at: filterBlock * IndexBlock.sizeBytes)
    blockRecords += 1
    records += 1
    if blockRecords == IndexBlock.recordsMax { try endBlock() }
  }

  /// Writes what remains, the filter and the header; not synced.
  mutating func finish() throws(StoreError) {
    if blockRecords > 0 { try endBlock() }
    try flush()
    for start in stride(from: 0, to: filter.count, by: IndexBlock.sizeBytes) {
      let check = IndexRunWriter.check(filter, at: start)
      filter.set(word: check, at: start)
    }
    try file.write(filter, at: offset)
    var header = [UInt8](repeating: 0, count: IndexBlock.sizeBytes)
    header.set(word: IndexBlock.magic, at: 8)
    header.set(word: UInt64(records), at: 16)
    header.set(word: UInt64(dataBlocks), at: 24)
    header.set(word: UInt64(filter.count / IndexBlock.sizeBytes), at: 32)
    header.set(word: IndexRunWriter.check(header, at: 0), at: 0)
    try file.write(header, at: 0)
  }

  private mutating func endBlock() throws(StoreError) {
    block.set(word: UInt64(blockRecords), at: 8)
    block.set(word: IndexRunWriter.check(block, at: 0), at: 0)
    buffer.append(contentsOf: block)
    dataBlocks += 1
    blockRecords = 0
    for position in block.indices { block[position] = 0 }
    if buffer.count >= IndexRunWriter.bufferSizeBytes { try flush() }
  }

  private mutating func flush() throws(StoreError) {
    guard !buffer.isEmpty else { return }
    try file.write(buffer, at: offset)
    offset += buffer.count
    buffer.removeAll(keepingCapacity: true)
  }

  private static func check(_ bytes: [UInt8], at offset: Int) -> UInt64 {
    Checksum.of(bytes.span, offset + 8..<offset + IndexBlock.sizeBytes)
  }
}
