internal import ArgumentParser
internal import Interchange
internal import Regulation

struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: say(zh: "规则包和法规表", en: "The rule pack, and the tables of regulation."),
    subcommands: [
      RulesListCommand.self, RulesShowCommand.self, RulesCheckCommand.self,
      RulesTablesCommand.self,
    ], defaultSubcommand: RulesListCommand.self)
}

struct RulesListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: say(zh: "列出规则", en: "List the rules."))

  @OptionGroup var options: AnswerOptions
  @OptionGroup var judging: RuleOptions

  func run() throws {
    try Face.run(options.format) {
      let pack = try judging.pack()
      switch options.format {
      case .json:
        Output.object { json in
          json.field("name", pack.name)
          json.field("edition", pack.edition)
          json.key("rules")
          json.array(pack.rules) { FindingJSON.write($1, to: &$0) }
        }
      case .text: Output.lines(RulesText.lines(pack))
      }
    }
  }
}

struct RulesShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: say(zh: "显示一条规则的全部", en: "Show all of a rule, whenever it holds."))

  @OptionGroup var options: AnswerOptions
  @OptionGroup var judging: RuleOptions

  @Argument(help: ArgumentHelp(say(zh: "规则号", en: "the rule"), valueName: "id"))
  var id: String

  func run() throws {
    try Face.run(options.format) {
      let rules = try judging.pack().rules.filter { $0.id == id }
      guard !rules.isEmpty else {
        throw Failure(.no, zh: "没有规则 \(id)", en: "there is no rule \(id)")
      }
      switch options.format {
      case .json: Output.json { $0.array(rules) { FindingJSON.write($1, to: &$0) } }
      case .text:
        for rule in rules { Output.pairs(RulesText.pairs(rule)) }
      }
    }
  }
}

struct RulesCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: say(zh: "检查一个规则包", en: "Check a rule pack."))

  @OptionGroup var options: AnswerOptions

  @Argument(help: ArgumentHelp(say(zh: "规则包", en: "the pack"), valueName: "file"))
  var file: String

  func run() throws {
    try Face.run(options.format) {
      let pack = try RuleOptions.pack(at: file)
      switch options.format {
      case .json:
        Output.object { json in
          json.field("ok", true)
          json.field("name", pack.name)
          json.field("edition", pack.edition)
          json.field("rules", pack.rules.count)
        }
      case .text:
        Output.lines([
          say(
            zh: "\(file):规则包 \(pack.name) \(pack.edition),\(pack.rules.count) 条规则",
            en: "\(file): the pack \(pack.name) \(pack.edition) of \(pack.rules.count) rules")
        ])
      }
    }
  }
}

struct RulesTablesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tables",
    abstract: say(zh: "内置法规表的版本和可信度", en: "The embedded tables, their editions and confidence."))

  @OptionGroup var options: AnswerOptions

  func run() throws {
    switch options.format {
    case .json:
      Output.object { json in
        json.key("tables")
        json.array(TableEdition.all) { json, table in
          json.object { json in
            json.field("name", table.name)
            json.field("instrument", table.instrument)
            json.field("article", table.article)
            json.field("from", table.validFrom)
            json.field("until", table.validUntil)
            json.field("confidence", table.confidence.rawValue)
            json.field("rows", table.rowCount)
          }
        }
      }
    case .text: Output.lines(RulesText.tables())
    }
  }
}
