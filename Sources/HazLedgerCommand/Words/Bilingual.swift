/// The same sentence in both languages.
struct Bilingual: Equatable {
  var chinese: String
  var english: String

  init(zh chinese: String, en english: String) {
    self.chinese = chinese
    self.english = english
  }

  /// The sentence in the language of this run.
  var text: String { say(zh: chinese, en: english) }
}

/// Turns what the rooms say in facts into sentences.
enum Words {}
