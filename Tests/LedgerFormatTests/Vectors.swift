import Foundation

/// The lines of a file in `Vectors`, each split at its spaces; comments are left out.
func vectors(_ name: String) throws -> [[String]] {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors")
  let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
    line.split(separator: " ").map(String.init)
  }
}
