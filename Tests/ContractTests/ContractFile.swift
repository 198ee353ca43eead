import Foundation

/// The CDDL file that ships with the package, read line by line.
struct ContractFile {
  private let lines: [Substring]

  init() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let path = "Sources/LedgerFormat/LedgerFormat.docc/Resources/hazledger.cddl"
    let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The numbers of a list such as `unitNumber`, by the words beside them.
  func numbers(_ rule: String) -> [String: UInt64] {
    var numbers: [String: UInt64] = [:]
    for line in body(of: "\(rule) =") {
      guard let match = line.wholeMatch(of: /[ \/]+(\d+) +; (\w+)/) else { break }
      numbers[String(match.2)] = UInt64(match.1)
    }
    return numbers
  }

  /// The fields of a map such as `storage`: their words, their keys, and whether they may be absent.
  func fields(_ rule: String) -> [(name: String, key: UInt64, isOptional: Bool)] {
    (body(of: "\(rule) = {") + body(of: "\(rule) = (")).compactMap { line in
      guard let match = line.prefixMatch(of: /\s\s(\? )?(\d+) => [^;]*; (\w+)/),
        let key = UInt64(match.2)
      else { return nil }
      return (String(match.3), key, match.1 != nil)
    }
  }

  /// The value of key 0 in a map such as `storage`.
  func kind(_ rule: String) -> UInt64? {
    body(of: "\(rule) = {").first?.prefixMatch(of: /\s\s0 => (\d+),/).flatMap { UInt64($0.1) }
  }

  private func body(of head: String) -> ArraySlice<Substring> {
    guard let start = lines.firstIndex(where: { $0 == head }) else { return [] }
    return lines[(start + 1)...].prefix { $0.hasPrefix(" ") }
  }
}
