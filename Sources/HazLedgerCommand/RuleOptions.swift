internal import ArgumentParser
internal import HazLedger
internal import Regulation

/// Which rules events are judged by.
struct RuleOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(zh: "用此规则包代替内置规则", en: "judge by this rule pack instead of the embedded one"),
      valueName: "file"))
  var rules: String?

  @Flag(help: ArgumentHelp(say(zh: "不按规则判断", en: "judge by no rules")))
  var noRules = false

  func validate() throws {
    if rules != nil, noRules {
      throw ValidationError(
        say(zh: "--rules 与 --no-rules 不能同用", en: "--rules and --no-rules exclude each other"))
    }
  }

  /// The pack that was named, else the embedded one.
  ///
  /// A file that is no rule pack is input that is refused, with its line.
  func pack() throws -> RulePack {
    if noRules { return .none }
    guard let rules else { return .standard }
    return try RuleOptions.pack(at: rules)
  }

  static func pack(at path: String) throws -> RulePack {
    let bytes = try InputBytes.read(path)
    do throws(RulePackError) { return try RulePack(bytes.span) } catch {
      let reason = Words.of(error.reason)
      throw Failure(
        .refused, zh: "\(path) 第 \(error.line) 行:\(reason.chinese)",
        en: "\(path) line \(error.line): \(reason.english)")
    }
  }
}
