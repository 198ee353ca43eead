/// What copying a ledger did.
public struct CopyReport: Equatable, Sendable {
  /// The entries that the copy holds now.
  public var size: UInt64
  /// The entries that it held before; 0 for a new one.
  public var previousSize: UInt64
  /// The bytes of entries that were written.
  public var entryBytes: Int
  /// The bytes of openings that were written, erased ones among them.
  public var privateBytes: Int
  /// Files of openings that are shorter or worse in the ledger than in the copy, which keeps its own.
  public var keptPrivateFiles: [String]

  public init(
    size: UInt64, previousSize: UInt64 = 0, entryBytes: Int = 0, privateBytes: Int = 0,
    keptPrivateFiles: [String] = []
  ) {
    self.size = size
    self.previousSize = previousSize
    self.entryBytes = entryBytes
    self.privateBytes = privateBytes
    self.keptPrivateFiles = keptPrivateFiles
  }
}
