internal import ArgumentParser
internal import Custody
internal import HazLedger
internal import Interchange
internal import LedgerFormat
internal import Regulation

/// The work of every command that registers one subject: lay what was typed over what the register
/// knows, and append the event.
struct Registering {
  private let options: RegisteringOptions
  private var privateFields: [PrivateField] = []

  init(_ options: RegisteringOptions) {
    self.options = options
    add(.handler, options.reporter.handler)
    add(.checker, options.reporter.checker)
    add(.contact, options.reporter.contact)
  }

  mutating func add(_ name: PrivateField.Name, _ value: String?) {
    if let value { privateFields.append(PrivateField(name, .open(Typed.normalised(value)))) }
  }

  /// Registers the subject.
  ///
  /// - Parameter standIn: who reports where neither option nor environment says.
  func run(_ typed: RegistrationText, standIn: String? = nil) throws {
    let reporter = Identifier(Typed.normalised(try options.reporter.reporter(orElse: standIn)))
    let time = try Typed.instant(options.reporter.eventTime, try options.reporter.reading())
    var typed = typed
    typed.reason = options.reason
    typed.values = typed.values.mapValues { $0.map(Typed.normalised) }
    if options.revoke { typed.values[.revoked] = ["true"] }
    if typed.kind == .site, !LotID(typed.subject).isQualified {
      typed.subject = Registration.siteID(party: reporter, site: typed.subject)
    }
    try Face.run(options.common.format) {
      let recorder = try options.recording.open(options.common)
      let register = try recorder.register()
      let present = register.registration(
        typed.kind, typed.subject, holder: Registering.holder(typed, reporter))
      let text = try cleared(typed.over(present?.text))
      let (made, faults) = RegistrationBuilder.registration(text, reporter: reporter)
      guard let made else {
        try recorder.close()
        throw failure(faults)
      }
      if let present, present.isSame(as: made), privateFields.isEmpty {
        try recorder.close()
        return tellUnchanged(made)
      }
      let event = Event(
        id: Identifier(Typed.normalised(options.reporter.eventID)), time: time, party: reporter,
        document: options.reporter.document.map { Identifier(Typed.normalised($0)) },
        note: options.reporter.note.map(Typed.normalised), privateFields: privateFields,
        detail: .registration(made))
      warn(made, register)
      let outcome = try recorder.appendAndClose(EventBatch([(event, 1)]))
      try tell(outcome, made)
    }
  }

  private func cleared(_ text: RegistrationText) throws -> RegistrationText {
    var text = text
    for name in options.clear {
      let known = RegistrationField.known(in: text.kind)
      guard let field = known.first(where: { [$0.word.english, $0.word.chinese].contains(name) })
      else {
        throw ValidationError(
          say(
            zh: "--clear 没有字段“\(name)”;可用 " + known.map(\.word.chinese).joined(separator: "、"),
            en: "--clear knows no field “\(name)”; known are "
              + known.map(\.word.english).joined(separator: ", ")))
      }
      text.values[field] = nil
      if field == .maxima { text.maxima = [] }
    }
    return text
  }

  /// The holder that was typed, where it can be read.
  private static func holder(_ typed: RegistrationText, _ reporter: Identifier) -> StreamKey? {
    guard typed.kind == .licence, typed.values[.holder] != nil else { return nil }
    var probe = RegistrationText(kind: .licence, subject: typed.subject)
    probe.values[.holder] = typed.values[.holder]
    probe.values[.kind] = [LicenceRecord.Kind.other.word.english]
    guard
      case .licence(let licence) = RegistrationBuilder.registration(probe, reporter: reporter)
        .registration?.record
    else { return nil }
    return licence.holder
  }

  private static let notRegistered = Bilingual(
    zh: "未登记,什么也没有写入:", en: "not registered; nothing was written:")

  private func failure(_ faults: [RegistrationFault]) -> Failure {
    Failure(
      .refused,
      [Registering.notRegistered]
        + faults.map { fault in
          let (field, reason) = (fault.field.word, Words.of(fault.reason))
          let value = fault.value.map { "“\($0)”" } ?? ""
          return Failure.indented(
            Bilingual(
              zh: "\(field.chinese)\(value):\(reason.chinese)",
              en: "\(field.english)\(value): \(reason.english)"))
        })
  }

  /// Warns of numbers that are wrong by a rule that nobody may be refused for.
  private func warn(_ registration: Registration, _ register: Register) {
    if case .site(let site) = registration.record {
      let unknown = register.unknownChemicals(of: site).map(\.text)
      if !unknown.isEmpty {
        let names = Words.list(unknown)
        Output.complain(
          Bilingual(
            zh: "提醒:不知道 \(names.chinese) 是什么化学品,设计最大量无法计入重大危险源;"
              + "请用登记过的编号、名称、CAS 号或 UN 编号",
            en:
              "warning: nothing is known to be called \(names.english), so that its maximum counts "
              + "in no sum of major hazards; use an id, name, CAS or UN number that is registered"))
      }
    }
    var faults = registration.numberFaults.filter { $0.number.confidence != .a }
      .map { ($0.value, Words.of($0)) }
    for field in privateFields where field.name == .identityNumber {
      guard case .open(let number) = field.content,
        let fault = NumberFault(checking: .identityCard, number)
      else { continue }
      faults.append((field.shown ?? "", Words.of(fault)))
    }
    guard !faults.isEmpty else { return }
    Output.complain(
      faults.map { say(zh: "提醒:“\($0.0)”", en: "warning: “\($0.0)” ") + $0.1.text })
  }

  private static func verb(_ registration: Registration) -> Bilingual {
    guard registration.isRevoked else { return Bilingual(zh: "已登记", en: "registered") }
    return registration.kind == .licence
      ? Bilingual(zh: "已吊销", en: "revoked") : Bilingual(zh: "已注销", en: "struck off")
  }

  private func tellUnchanged(_ registration: Registration) {
    switch options.common.format {
    case .json:
      Output.object { json in
        json.field("register", registration.kind.word.english)
        json.field("subject", registration.subject.text)
        json.field("recorded", false)
      }
    case .text:
      Output.lines([
        say(
          zh: "\(registration.kind.word.chinese) \(registration.subject) 与登记一致,没有新增。",
          en: "\(registration.kind.word.english) \(registration.subject) is registered so already.")
      ])
    }
  }

  private func tell(_ outcome: AppendOutcome, _ registration: Registration) throws {
    switch outcome {
    case .refused(let refusals):
      throw Failure(Registering.notRegistered, refusals, lines: RefusalText.facts)
    case .receipts(let receipts):
      guard let receipt = receipts.first else { return }
      switch options.common.format {
      case .json:
        Output.object { json in
          json.field("register", registration.kind.word.english)
          json.field("subject", registration.subject.text)
          json.field("index", receipt.index)
          json.field("party", receipt.party.text)
          json.field("id", receipt.id.text)
          json.field("leafHash", receipt.leafHash.hex)
          json.field("recorded", receipt.isRecorded)
        }
      case .text:
        let verb = Registering.verb(registration)
        Output.lines([
          say(
            zh: "\(verb.chinese)\(registration.kind.word.chinese) \(registration.subject)"
              + "(第 \(receipt.index) 条)",
            en: "\(verb.english) \(registration.kind.word.english) \(registration.subject) "
              + "(entry \(receipt.index))")
        ])
      }
    }
  }
}

extension Registration {
  /// True where nothing would change; why it was last changed does not count.
  func isSame(as other: Registration) -> Bool {
    subject == other.subject && record == other.record && isRevoked == other.isRevoked
  }
}
