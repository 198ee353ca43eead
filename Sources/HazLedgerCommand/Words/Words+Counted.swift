extension Words {
  /// A number and its English noun: 1 entry, 2 entries.
  static func counted(_ count: some BinaryInteger, _ noun: String) -> String {
    if count == 1 { return "1 \(noun)" }
    return noun.hasSuffix("y") ? "\(count) \(noun.dropLast())ies" : "\(count) \(noun)s"
  }

  /// A number and its English noun with a verb in the past: 1 entry was, 2 entries were.
  static func countedPast(_ count: some BinaryInteger, _ noun: String) -> String {
    counted(count, noun) + (count == 1 ? " was" : " were")
  }
}
