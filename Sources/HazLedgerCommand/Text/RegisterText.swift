internal import Custody
internal import Interchange
internal import LedgerFormat
internal import Regulation

/// The register for people and for scripts.
struct RegisterText {
  let register: Register
  /// The time asked about; nil for all that is known.
  let time: Instant?

  // MARK: Lists

  /// The subjects of a kind as a table with a title; nothing where there are none.
  func table(_ kind: RegisterKind) -> [String] {
    let entries = register.entries(kind, at: time)
    guard !entries.isEmpty else { return [] }
    let fields = RegisterText.columns(kind)
    var table = Table(
      [(say(zh: "编号", en: "id"), .leading)]
        + fields.map { (say(zh: $0.word.chinese, en: $0.word.english), .leading) }
        + [(say(zh: "状态", en: "state"), .leading), (say(zh: "条目", en: "entry"), .trailing)])
    for entry in entries {
      let text = entry.registration.text
      table.add(
        [entry.registration.subject.text]
          + fields.map { text.shown($0, isChinese: isChinese) ?? "" }
          + [state(entry), "\(entry.index)"])
    }
    let title = say(
      zh: "\(kind.word.chinese)(\(entries.count))", en: "\(kind.word.english) (\(entries.count))")
    return [title] + table.lines()
  }

  private static func columns(_ kind: RegisterKind) -> [RegistrationField] {
    switch kind {
    case .party: [.name, .roles, .region, .phone]
    case .site: [.kind, .unit, .people, .maxima]
    case .chemical: [.name, .cas, .un, .hazardClass, .concentration, .flags]
    case .vehicle: [.kind, .operator, .transportLicence, .media, .inspectedUntil]
    case .person: [.roles, .employer]
    case .licence: [.kind, .holder, .scope, .validFrom, .validTo]
    }
  }

  private var isChinese: Bool { Language.current == .chinese }

  private func state(_ entry: RegisterEntry) -> String {
    if case .licence(let licence) = entry.registration.record {
      return state(entry.registration.subject, licence.holder)
    }
    return entry.registration.isRevoked ? say(zh: "已注销", en: "struck off") : ""
  }

  private func state(_ number: Identifier, _ holder: StreamKey) -> String {
    guard let licence = register.licences.entry(number: number, of: holder, at: time) else {
      return ""
    }
    return RegisterText.words(register.licences.validity(of: licence, at: time ?? .now)).text
  }

  static func words(_ validity: LicenceValidity) -> Bilingual {
    switch validity {
    case .valid: Bilingual(zh: "有效", en: "valid")
    case .notYet: Bilingual(zh: "未生效", en: "not yet valid")
    case .expired: Bilingual(zh: "已过期", en: "expired")
    case .revoked: Bilingual(zh: "已吊销", en: "revoked")
    }
  }

  // MARK: One subject

  func lines(_ history: [RegisterEntry], _ privateFields: [PrivateField]) -> [String] {
    guard let newest = history.last else { return [] }
    let registration = newest.registration
    let text = registration.text
    var pairs = [
      (
        say(zh: registration.kind.word.chinese, en: registration.kind.word.english),
        registration.subject.text
      )
    ]
    for field in RegistrationField.known(in: registration.kind) {
      guard let value = text.shown(field, isChinese: isChinese) else { continue }
      pairs.append((say(zh: field.word.chinese, en: field.word.english), value))
    }
    for field in privateFields {
      guard let shown = field.shown else { continue }
      pairs.append((RegisterText.label(field.name).text, shown))
    }
    let width = pairs.map { DisplayWidth.of($0.0) }.max() ?? 0
    var lines = pairs.map { DisplayWidth.pad($0.0, to: width, alignment: .leading) + "  " + $0.1 }
    lines += licenceLines(of: registration)
    var table = Table([
      (say(zh: "条目", en: "entry"), .trailing), (say(zh: "时间", en: "time"), .leading),
      (say(zh: "登记单位", en: "registered by"), .leading), (say(zh: "理由", en: "reason"), .leading),
    ])
    for entry in history {
      let revoked = entry.registration.isRevoked ? say(zh: "注销 ", en: "struck off ") : ""
      table.add([
        "\(entry.index)", entry.time.text, entry.registrar.text,
        revoked + (entry.registration.reason ?? ""),
      ])
    }
    return lines + [say(zh: "变更:", en: "changes:")] + table.lines()
  }

  private func licenceLines(of registration: Registration) -> [String] {
    guard registration.kind.canHoldLicences else { return [] }
    let states = register.licences.licences(of: registration.stream, at: time ?? .now)
    guard !states.isEmpty else { return [] }
    var table = Table([
      (say(zh: "证号", en: "number"), .leading), (say(zh: "类型", en: "kind"), .leading),
      (say(zh: "许可范围", en: "scope"), .leading), (say(zh: "有效期至", en: "valid to"), .leading),
      (say(zh: "状态", en: "state"), .leading),
    ])
    for state in states {
      let record = state.licence.record
      let kind = record.kind.word
      table.add([
        state.licence.subject.text, say(zh: kind.chinese, en: kind.english),
        record.scope.joined(separator: ", "), record.validTo?.text ?? "",
        RegisterText.words(state.validity).text,
      ])
    }
    return [say(zh: "证照:", en: "licences:")] + table.lines()
  }

  static func label(_ name: PrivateField.Name) -> Bilingual {
    switch name {
    case .handler: Bilingual(zh: "经办人", en: "handler")
    case .checker: Bilingual(zh: "复核人", en: "checker")
    case .contact: Bilingual(zh: "联系方式", en: "contact")
    case .driver: Bilingual(zh: "驾驶员", en: "driver")
    case .escort: Bilingual(zh: "押运员", en: "escort")
    case .agent: Bilingual(zh: "购买经办人", en: "agent")
    case .identityNumber: Bilingual(zh: "身份证号", en: "identityNumber")
    case .personName: Bilingual(zh: "姓名", en: "personName")
    }
  }

  // MARK: JSON

  /// Writes what an entry says of its subject into the object that is open.
  func write(_ entry: RegisterEntry, to json: inout JSONWriter) {
    json.fields(of: entry.registration)
    if case .licence(let licence) = entry.registration.record,
      let registered = register.licences.entry(
        number: entry.registration.subject, of: licence.holder, at: time)
    {
      json.field(
        "validity", RegisterText.key(register.licences.validity(of: registered, at: time ?? .now)))
    }
    RegisterText.writeEntry(entry, to: &json)
  }

  private static func writeEntry(_ entry: RegisterEntry, to json: inout JSONWriter) {
    json.field("index", entry.index)
    json.field("recordedAt", entry.recordedAt.text)
    json.field("time", entry.time.text)
    json.field("party", entry.registrar.text)
    json.field("id", entry.eventID.text)
    json.field("document", entry.document?.text)
  }

  static func key(_ validity: LicenceValidity) -> String {
    switch validity {
    case .valid: "valid"
    case .notYet: "notYet"
    case .expired: "expired"
    case .revoked: "revoked"
    }
  }

  /// Writes one subject, its licences and its changes into the object that is open.
  func write(
    _ history: [RegisterEntry], _ privateFields: [PrivateField], to json: inout JSONWriter
  ) {
    guard let newest = history.last else { return }
    write(newest, to: &json)
    for field in privateFields { json.field(field.name.label, field.shown) }
    let registration = newest.registration
    if registration.kind.canHoldLicences {
      json.key("licences")
      json.array(register.licences.licences(of: registration.stream, at: time ?? .now)) {
        json, state in
        json.object { json in
          json.field("subject", state.licence.subject.text)
          json.field("kind", state.licence.record.kind.word.english)
          json.field("scope", state.licence.record.scope)
          json.field("validFrom", state.licence.record.validFrom?.text)
          json.field("validTo", state.licence.record.validTo?.text)
          json.field("validity", RegisterText.key(state.validity))
          json.field("index", state.licence.index)
        }
      }
    }
    json.key("history")
    json.array(history) { json, entry in
      json.object { json in
        json.fields(of: entry.registration)
        RegisterText.writeEntry(entry, to: &json)
      }
    }
  }
}
