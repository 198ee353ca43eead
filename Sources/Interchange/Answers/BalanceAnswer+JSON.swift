internal import Custody
internal import LedgerFormat
public import Traceability

/// A balance as JSON, with the keys that the command line promises.
extension BalanceAnswer {
  /// Writes the answer as one object: of every row each column, `difference` and `unexplained`.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      if let size { writer.field("size", size) }
      writer.field("from", period.from?.text)
      writer.field("to", period.to?.text)
      for (name, rows) in [("rows", rows), ("totals", totals), ("overall", overall)] {
        writer.key(name)
        writer.array(rows) { writer, row in row.write(to: &writer) }
      }
    }
  }
}

extension BalanceAnswer.Row {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("place", kind.map { "\($0)" })
      writer.field("party", party?.text)
      writer.field("lot", lot?.text)
      writer.field("chemical", chemical)
      if lot == nil { writer.field("lots", lots) }
      for column in BalanceColumn.allCases {
        writer.field("\(column)", unit.text(of: amounts[column]))
      }
      writer.field("difference", unit.text(of: amounts.difference))
      writer.field("unexplained", unit.text(of: amounts.unexplained))
      if notCovered != 0 { writer.field("notCovered", unit.text(of: notCovered)) }
    }
  }
}
