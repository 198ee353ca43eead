internal import ArgumentParser
internal import Custody
internal import HazLedger
internal import Interchange
internal import LedgerFormat
internal import Regulation

struct RegisterShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: say(
      zh: "一个对象的登记内容、证照和全部变更",
      en: "What is registered of one subject, its licences, and every change."))

  @OptionGroup var common: CommonOptions
  @OptionGroup var horizon: RegisterHorizonOptions

  @Argument(
    help: ArgumentHelp(
      say(zh: "企业 场所 化学品 车辆 人员 证照", en: "party, site, chemical, vehicle, person or licence"),
      valueName: "kind"))
  var kind: String

  @Argument(
    help: ArgumentHelp(
      say(zh: "编号;化学品也可用品名、CAS、UN", en: "its id; of a chemical also a name, CAS or UN number"),
      valueName: "id"))
  var subject: String

  func run() throws {
    let kind = try Typed.register(self.kind)
    let time = try horizon.time()
    try Face.run(common.format) {
      let reader = try LedgerReader(common.places())
      let register = try reader.register(size: horizon.atSize)
      let subjects = found(kind, register, time)
      guard !subjects.isEmpty else {
        throw Failure(
          .no, zh: "没有登记过\(kind.word.chinese) \(subject)",
          en: "no \(kind.word.english) \(subject) is registered")
      }
      guard subjects.count == 1, let only = subjects.first else {
        let names = Words.list(subjects.map(\.text))
        throw Failure(
          .no, zh: "“\(subject)”有几个:\(names.chinese)", en: "“\(subject)” is one of \(names.english)"
        )
      }
      let history = register.history(kind, only).filter { entry in
        time.map { entry.time <= $0 } ?? true
      }
      let text = RegisterText(register: register, time: time)
      let privateFields = try privateFields(of: history, reader)
      switch common.format {
      case .json:
        Output.object { json in text.write(history, privateFields, to: &json) }
      case .text: Output.lines(text.lines(history, privateFields))
      }
    }
  }

  /// The subjects that were meant; a chemical may be meant by any of its names.
  private func found(
    _ kind: RegisterKind, _ register: Register, _ time: Instant?
  ) -> [Identifier] {
    let id = Identifier(kind == .vehicle ? Typed.plate(subject) : Typed.normalised(subject))
    let hasHistory = register.history(kind, id).contains { entry in
      time.map { entry.time <= $0 } ?? true
    }
    if hasHistory { return [id] }
    guard kind == .chemical else { return [] }
    for entries in [
      register.chemicals(cas: id.text, at: time), register.chemicals(un: id.text, at: time),
      register.chemicals(named: id.text, at: time),
    ] where !entries.isEmpty { return entries.map(\.subject) }
    return []
  }

  /// The newest value of each private field that was registered and not erased.
  private func privateFields(
    of history: [RegisterEntry], _ reader: LedgerReader
  ) throws -> [PrivateField] {
    var fields: [PrivateField] = []
    for entry in history.reversed() {
      for field in try reader.privateFields(of: entry.index)
      where field.shown != nil && !fields.contains(where: { $0.name == field.name }) {
        fields.append(field)
      }
    }
    return fields.sorted { $0.name.rawValue < $1.name.rawValue }
  }
}
