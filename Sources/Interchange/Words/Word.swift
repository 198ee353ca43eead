/// A word of the public vocabulary in both languages; files may use either, also mixed.
public struct Word: Equatable, Sendable {
  /// As JSON answers write it.
  public let english: String
  public let chinese: String
  /// Further words that files may use for the same thing.
  public let aliases: [String]

  init(_ english: String, _ chinese: String, aliases: [String] = []) {
    self.english = english
    self.chinese = chinese
    self.aliases = aliases
  }
}
