internal import Glibc

/// The language that text for people is written in.
enum Language: String, CaseIterable, Sendable {
  case chinese = "zh"
  case english = "en"

  /// The language of this run: `--lang`, else the locale's, else English.
  ///
  /// Read from the arguments before they are parsed, so that help texts speak it too.
  static let current: Language = {
    let arguments = CommandLine.arguments
    for (position, argument) in arguments.enumerated() {
      if argument == "--lang", position + 1 < arguments.count {
        return Language(rawValue: arguments[position + 1]) ?? ofLocale
      }
      if argument.hasPrefix("--lang=") {
        return Language(rawValue: String(argument.dropFirst("--lang=".count))) ?? ofLocale
      }
    }
    return ofLocale
  }()

  /// The first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set decides, as POSIX says.
  private static let ofLocale: Language = {
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      if let value = Environment.variable(name), !value.isEmpty {
        return value.hasPrefix("zh") ? .chinese : .english
      }
    }
    return .english
  }()
}

/// Gives the text in the language of this run.
func say(zh chinese: String, en english: String) -> String {
  Language.current == .chinese ? chinese : english
}
