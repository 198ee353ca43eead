internal import ArgumentParser
internal import Interchange
internal import Regulation

struct RetentionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retention",
    abstract: say(
      zh: "各类记录依法保存多久,什么可以抹去", en: "How long records are kept by law, and what may be erased."),
    discussion: say(
      zh: "条目本身永不抹去;可抹去的只有人员信息的原值。依据标记:A 读过原文,B 读过二手资料,C 凭记忆,待核。",
      en: """
        An entry is never erased; only the values of private fields can be. Marks: A read in the \
        primary text, B in a secondary one, C recalled and yet to be checked.
        """))

  @OptionGroup var options: AnswerOptions

  func run() {
    switch options.format {
    case .json:
      Output.object { json in
        json.key("rules")
        json.array(Retention.rules) { json, rule in
          json.object { json in RetentionText.write(rule, to: &json) }
        }
        json.field("erasable", ["privateFields"])
        json.field("never", ["entry", "time", "party", "lot", "quantity", "commitment"])
      }
    case .text: Output.lines(RetentionText.lines())
    }
  }
}
