internal import ArgumentParser

/// The register: who and what the ledger knows, each change a new entry.
struct RegisterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "register",
    abstract: say(
      zh: "登记企业、场所、化学品、车辆、人员和证照",
      en: "Register parties, sites, chemicals, vehicles, persons and licences."),
    discussion: say(
      zh: "每次变更都是账本里的新一条;没有写出的字段保持原样。校验位不对的信用代码和 CAS 号不登记,并说明应为哪一位。",
      en: """
        Every change is a new entry; fields that are not named stay as they are. A credit code or \
        CAS number with a wrong check character is refused, with the character that would be right.
        """),
    subcommands: [
      RegisterPartyCommand.self, RegisterSiteCommand.self, RegisterChemicalCommand.self,
      RegisterVehicleCommand.self, RegisterPersonCommand.self, RegisterLicenceCommand.self,
      RegisterImportCommand.self, RegisterListCommand.self, RegisterShowCommand.self,
    ])
}

/// What every command that registers something takes.
struct RegisteringOptions: ParsableArguments {
  @OptionGroup var common: CommonOptions
  @OptionGroup var recording: RecordingOptions
  @OptionGroup var reporter: ReporterOptions

  @Option(help: ArgumentHelp(say(zh: "变更理由", en: "why it changes"), valueName: "text"))
  var reason: String?

  @Flag(help: ArgumentHelp(say(zh: "注销或吊销", en: "strike it off, or revoke it")))
  var revoke = false

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      say(zh: "清空一个字段(可多次)", en: "empty a field (repeatable)"), valueName: "field"))
  var clear: [String] = []
}
