import Foundation

/// The checkout that the tests were built from.
enum SourceTree {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// All Swift files below a folder of the checkout.
  static func swiftFiles(in folder: String) throws -> [URL] {
    let start = root.appending(path: folder)
    let paths = try FileManager.default.subpathsOfDirectory(atPath: start.path)
    return paths.filter { $0.hasSuffix(".swift") }.sorted().map { start.appending(path: $0) }
  }

  /// The lines of a file.
  static func lines(of file: URL) throws -> [Substring] {
    try String(contentsOf: file, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
  }

  /// The modules that a file imports.
  static func imports(of file: URL) throws -> [String] {
    try lines(of: file).compactMap { line in
      var words = line.split(separator: " ")
      while let first = words.first,
        ["public", "package", "internal", "private", "fileprivate"].contains(first)
          || first.hasPrefix("@")
      {
        words.removeFirst()
      }
      guard words.first == "import", var module = words.dropFirst().first else { return nil }
      if ["struct", "class", "enum", "func", "protocol", "typealias"].contains(module) {
        guard let symbol = words.dropFirst(2).first else { return nil }
        module = symbol
      }
      return module.split(separator: ".").first.map(String.init)
    }
  }
}
