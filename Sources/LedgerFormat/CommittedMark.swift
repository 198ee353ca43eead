/// What the writer has acknowledged: the content of the file `committed`.
///
/// Written after the sync of a group and before its acknowledgement, itself not synced; after a power
/// loss it may be old or torn, and a torn one counts as none.
///
/// | offset | bytes | content |
/// |---|---|---|
/// | 0 | 8 | size: the number of acknowledged entries, big-endian |
/// | 8 | 32 | leaf hash of entry size - 1 |
/// | 40 | 8 | the first 8 bytes of SHA-256 over the 40 before |
public struct CommittedMark: Equatable, Sendable {
  /// The file's length in bytes.
  public static let sizeBytes = 48

  /// The number of acknowledged entries, at least 1.
  public var size: UInt64
  /// The leaf hash of the last of them.
  public var leafHash: Hash

  public init(size: UInt64, leafHash: Hash) {
    self.size = size
    self.leafHash = leafHash
  }

  /// Reads the file's content; nil where it is torn or not such a file.
  public init?(_ bytes: Span<UInt8>, _ hasher: inout Hasher) {
    guard bytes.count == CommittedMark.sizeBytes else { return nil }
    let check = hasher.digest(bytes.extracting(0..<40)).bytes
    for offset in 0..<8 where bytes[40 + offset] != check[offset] { return nil }
    var size: UInt64 = 0
    for offset in 0..<8 { size = size << 8 | UInt64(bytes[offset]) }
    guard size > 0 else { return nil }
    self.init(size: size, leafHash: Hash(bytes, at: 8))
  }

  /// The file's content.
  public func bytes(_ hasher: inout Hasher) -> [UInt8] {
    var bytes: [UInt8] = []
    for shift in stride(from: 56, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: size >> UInt64(shift)))
    }
    leafHash.append(to: &bytes)
    bytes.append(contentsOf: hasher.digest(bytes.span).bytes[..<8])
    return bytes
  }
}
