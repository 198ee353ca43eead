internal import HazLedger
internal import Interchange

/// Refused rows, named by file, row and column, with the value, the reason and what is accepted.
struct RefusalText {
  let file: String

  /// Why a file cannot be read to its end, with a line for each fault of a header row.
  func lines(_ error: InterchangeError) -> [Bilingual] {
    guard case .header(let faults) = error else { return [Words.of(error)] }
    return [Words.of(error)] + faults.map(line)
  }

  /// A line for each fault of a refused row.
  func lines(_ refusal: RowRefusal) -> [Bilingual] {
    switch refusal.reason {
    case .faults(let faults): faults.map(line)
    case .refused(let reason): [line(refusal.row, reason)]
    }
  }

  /// The reasons alone, for a row that is shown beside them.
  static func reasons(_ refusal: RowRefusal) -> [Bilingual] {
    switch refusal.reason {
    case .faults(let faults):
      faults.map { fault in
        let place = place(fault)
        return Bilingual(
          zh: "\(place.chinese):\(Words.of(fault.reason).chinese)",
          en: "\(place.english): \(Words.of(fault.reason).english)")
      }
    case .refused(let reason): [Words.of(reason)]
    }
  }

  /// The reasons with the field and the value that each is about, for a command that has no file.
  static func facts(_ refusal: RowRefusal) -> [Bilingual] {
    if case .faults(let faults) = refusal.reason { return faults.map(fact) }
    guard case .refused(let reason) = refusal.reason else { return [] }
    let words = Words.of(reason)
    guard let subject = Words.subject(of: reason) else { return [words] }
    let field = subject.shown
    let value = subject.value.map { "“\($0)”" } ?? ""
    return [
      Bilingual(
        zh: "\(field.chinese)\(value):\(words.chinese)",
        en: "\(field.english)\(value.isEmpty ? "" : " \(value)"): \(words.english)")
    ]
  }

  /// A fault of what was typed: its field and not the path in an object that nobody wrote.
  private static func fact(_ fault: RowFault) -> Bilingual {
    let reason = Words.of(fault.reason)
    let value = fault.value.map { "“\($0)”" } ?? ""
    guard let word = fault.field?.word else { return reason }
    return Bilingual(
      zh: "\(word.chinese)\(value):\(reason.chinese)",
      en: "\(word.english)\(value.isEmpty ? "" : " \(value)"): \(reason.english)")
  }

  /// Writes the refusals as a JSON array, with the sentences in both languages.
  static func write(_ refusals: [RowRefusal], to json: inout JSONWriter) {
    json.array(refusals) { json, refusal in
      switch refusal.reason {
      case .refused(let reason):
        json.object { json in
          json.field("row", refusal.row)
          if let subject = Words.subject(of: reason) {
            json.field("field", Words.field(subject.key).english)
            json.field("value", subject.value)
          }
          write(Words.of(reason), to: &json)
        }
      case .faults(let faults):
        json.object { json in
          json.field("row", refusal.row)
          json.key("faults")
          json.array(faults) { json, fault in write(fault, to: &json) }
        }
      }
    }
  }

  /// Writes why a file cannot be read to its end, as a refused row's object is written.
  static func write(_ error: InterchangeError, to json: inout JSONWriter) {
    json.object { json in
      write(Words.of(error), to: &json)
      if case .header(let faults) = error {
        json.key("faults")
        json.array(faults) { json, fault in write(fault, to: &json) }
      }
    }
  }

  private static func write(_ fault: RowFault, to json: inout JSONWriter) {
    json.object { json in
      switch fault.place {
      case .row: break
      case .column(let name): json.field("column", name)
      case .path(let path): json.field("path", path)
      }
      json.field("value", fault.value)
      write(Words.of(fault.reason), to: &json)
    }
  }

  private static func write(_ reason: Bilingual, to json: inout JSONWriter) {
    json.key("reason")
    json.object { json in
      json.field("zh", reason.chinese)
      json.field("en", reason.english)
    }
  }

  private func line(_ row: Int, _ refusal: RecordRefusal) -> Bilingual {
    let reason = Words.of(refusal)
    let subject = Words.subject(of: refusal)
    let field = subject?.shown
    let value = subject?.value.map { "“\($0)”" } ?? ""
    return Bilingual(
      zh: "\(file) 第 \(row) 行 \(field?.chinese ?? "")\(value):\(reason.chinese)",
      en: "\(file) row \(row) \(field?.english ?? "")\(value.isEmpty ? "" : " \(value)"): "
        + reason.english)
  }

  private func line(_ fault: RowFault) -> Bilingual {
    let place = RefusalText.place(fault)
    let value = fault.value.map { "“\($0)”" } ?? ""
    var reason = Words.of(fault.reason)
    if fault.reason == .missingColumn, let more = Words.standIn(for: fault.field) {
      reason = Bilingual(zh: reason.chinese + more.chinese, en: reason.english + more.english)
    }
    return Bilingual(
      zh: "\(file) 第 \(fault.row) 行\(place.chinese.isEmpty ? "" : " ")\(place.chinese)\(value):"
        + reason.chinese,
      en: "\(file) row \(fault.row) \(place.english)\(value.isEmpty ? "" : " \(value)"): "
        + reason.english)
  }

  /// Where in its row a fault stands; a column that the header does not name in Chinese gets its
  /// Chinese name besides.
  private static func place(_ fault: RowFault) -> Bilingual {
    switch fault.place {
    case .row: return Bilingual(zh: "", en: "")
    case .path(let path): return Bilingual(zh: path + " ", en: path)
    case .column(let name):
      let word = fault.field?.word
      let chinese = word.map { $0.chinese == name ? name : "\(name)(\($0.chinese))" } ?? name
      return Bilingual(zh: "“\(chinese)”列", en: "column “\(name)”")
    }
  }
}

extension Words {
  /// Begins the complaint about one event that was typed.
  static let notRecorded = Bilingual(
    zh: "未记录,什么也没有写入:", en: "not recorded; nothing was written:")

  /// Begins the complaint about a file that was refused whole.
  static func nothingWritten(_ file: String) -> Bilingual {
    Bilingual(zh: "\(file) 未导入,什么也没有写入:", en: "\(file) was refused; nothing was written:")
  }
}
