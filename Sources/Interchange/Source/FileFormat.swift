/// How a file's text is written as bytes.
public enum SourceEncoding: Equatable, Sendable, CaseIterable {
  case utf8
  case utf16LittleEndian
  case utf16BigEndian
  /// What a Chinese Windows saves; a superset of GBK and GB 2312.
  case gb18030
}

/// How a file's rows are laid out.
public enum FileShape: Equatable, Sendable {
  case separatedValues
  case jsonLines
}

/// What a file is, told by its content and never by its name.
///
/// The first encoding that fits is taken: a byte-order mark; else UTF-8, if all of the file is
/// valid UTF-8; else GB18030. Since one byte at the end of a long file can decide this, telling it
/// is a pass of its own over the file, at the speed of reading. JSON is UTF-8 by its own standard
/// (RFC 8259 §8.1), so a file whose first character that is not blank opens an object or an array
/// needs no such pass: a byte in it that is not UTF-8 is an error, not another encoding.
public struct FileFormat: Equatable, Sendable {
  public var encoding: SourceEncoding
  public var shape: FileShape

  public init(encoding: SourceEncoding, shape: FileShape) {
    self.encoding = encoding
    self.shape = shape
  }

  /// Tells the format of a file from its bytes, reading as many of them as it takes.
  public init(telling source: ByteSource) throws(InterchangeError) {
    try self.init(telling: source, chunkSizeBytes: TextSource.chunkSizeBytes)
  }

  init(telling source: ByteSource, chunkSizeBytes: Int) throws(InterchangeError) {
    var chunk = [UInt8](repeating: 0, count: chunkSizeBytes)
    var head: [UInt8] = []
    while head.count < FileFormat.headSizeBytes {
      let count = try source.read(into: &chunk)
      guard count > 0 else { break }
      head.append(contentsOf: chunk[..<count])
    }
    if let marked = FileFormat.markedEncoding(of: head) {
      self.init(encoding: marked, shape: FileFormat.shape(of: head))
      return
    }
    let shape = FileFormat.shape(of: head)
    guard shape == .separatedValues else {
      self.init(encoding: .utf8, shape: shape)
      return
    }
    var validator = UTF8Validator()
    var isText = validator.accepts(head.span)
    while isText {
      let count = try source.read(into: &chunk)
      guard count > 0 else { break }
      isText = validator.accepts(chunk, count: count)
    }
    self.init(encoding: isText && validator.isComplete ? .utf8 : .gb18030, shape: shape)
  }

  /// How much of a file is looked at for its first character that is not blank.
  private static let headSizeBytes = 4_096

  /// The encoding that a byte-order mark tells.
  private static func markedEncoding(of head: [UInt8]) -> SourceEncoding? {
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
    if head.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
    if head.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
    return nil
  }

  /// Tells the shape from the first character that is not blank.
  private static func shape(of head: [UInt8]) -> FileShape {
    let ignored: Set<UInt8> = [0x00, 0x09, 0x0A, 0x0D, 0x20, 0xEF, 0xBB, 0xBF, 0xFE, 0xFF]
    let first = head.first { byte in !ignored.contains(byte) }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[") ? .jsonLines : .separatedValues
  }
}
