internal import LedgerFormat

/// What a column of a register's sheet holds, by its name.
enum RegistrationColumn: Hashable {
  case register
  case subject
  /// A field that the event of the registration has.
  case event(EventField)
  case field(RegistrationField)
  /// A remark for people, its name beginning with `#`; not read.
  case remark
  case wrong

  /// The names of a column, in English and in Chinese.
  private static let named: [String: RegistrationColumn] = {
    var named: [String: RegistrationColumn] = ["编号": .subject]
    for field in [
      EventField.id, .time, .document, .note, .reason, .contact, .identityNumber, .personName,
    ] {
      named[field.word.english] = .event(field)
      named[field.word.chinese] = .event(field)
    }
    for field in RegistrationField.allCases {
      named[field.word.english] = .field(field)
      named[field.word.chinese] = .field(field)
    }
    for (column, field) in [
      (RegistrationColumn.register, EventField.register), (.subject, .subject),
    ] {
      named[field.word.english] = column
      named[field.word.chinese] = column
    }
    return named
  }()

  private static let names = named.keys.sorted()

  /// The columns of a header row, and what is wrong with it.
  static func columns(
    _ cells: [String], row: Int, isRegisterGiven: Bool
  ) -> (columns: [RegistrationColumn], faults: [RowFault]) {
    var columns: [RegistrationColumn] = []
    var faults: [RowFault] = []
    for (index, cell) in cells.enumerated() {
      let name = cell.trimmingWhiteSpace
      var column = named[name] ?? .wrong
      var reason: FaultReason?
      if name.isEmpty || name.hasPrefix("#") {
        column = .remark
      } else if column == .wrong {
        reason = .unknownColumn(nearest: NearestWord.nearest(to: name, among: names) ?? "")
      } else if let first = columns.firstIndex(of: column) {
        (column, reason) = (.wrong, .duplicateColumn(first: first + 1))
      }
      columns.append(column)
      if let reason {
        faults.append(
          RowFault(
            row: row, place: .column(name.isEmpty ? "\(index + 1)" : name), value: cell,
            reason: reason))
      }
    }
    for needed in isRegisterGiven ? [RegistrationColumn.subject] : [.register, .subject]
    where !columns.contains(needed) {
      let field = needed == .register ? EventField.register : .subject
      faults.append(
        RowFault(
          row: row, place: .column(field.word.english), field: field, value: nil,
          reason: .missingColumn))
    }
    return (columns, faults)
  }
}

extension String {
  /// The text without the white space around it, which nobody sees in a sheet.
  var trimmingWhiteSpace: String {
    var scalars = unicodeScalars[...]
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(scalars)
  }
}
