internal import LedgerFormat

/// Where the files of a published tree come from: a folder, or a web server.
protocol TileSource {
  /// What the tree is called in errors.
  var place: String { get }

  /// A file's content, of a longer one than `sizeBytesMax` so much that it shows; nil where there is none.
  func content(of path: String, sizeBytesMax: Int) throws(AuditError) -> [UInt8]?

  /// Is told which files will be asked for next.
  func expect(_ paths: [String])
}

extension AuditFolder: TileSource {
  var place: String { path }

  func content(of path: String, sizeBytesMax: Int) throws(AuditError) -> [UInt8]? {
    guard let file = try file(path) else { return nil }
    return try file.bytes(at: 0, count: sizeBytesMax + 1)
  }

  func expect(_ paths: [String]) {}
}
