/// Where a file's bytes come from, pulled chunk by chunk.
///
/// The closure fills the buffer from its start with at most `buffer.count` bytes, leaves the
/// buffer's count alone and gives how many it wrote; 0 is the end. It may give fewer than fit.
public struct ByteSource {
  private let pull: (inout [UInt8]) throws(SourceFailure) -> Int

  /// Takes the closure that gives the next bytes.
  public init(_ pull: @escaping (_ buffer: inout [UInt8]) throws(SourceFailure) -> Int) {
    self.pull = pull
  }

  /// Gives bytes that are in memory already, at most `chunkSizeBytes` at a time.
  public init(bytes: [UInt8], chunkSizeBytes: Int = .max) {
    var position = 0
    self.init { buffer throws(SourceFailure) in
      let count = min(chunkSizeBytes, buffer.count, bytes.count - position)
      buffer.replaceSubrange(0..<count, with: bytes[position..<position + count])
      position += count
      return count
    }
  }

  /// Fills `buffer` from its start and gives how many bytes came; 0 is the end.
  func read(into buffer: inout [UInt8]) throws(InterchangeError) -> Int {
    let count: Int
    do {
      count = try pull(&buffer)
    } catch {
      throw .unreadable(error)
    }
    return min(max(count, 0), buffer.count)
  }
}

/// Why a source gave no bytes: the C library's error number.
public struct SourceFailure: Error, Equatable, Sendable {
  public let errorNumber: Int32

  public init(errorNumber: Int32) { self.errorNumber = errorNumber }
}
