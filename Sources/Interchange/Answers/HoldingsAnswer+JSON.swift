internal import Custody
internal import LedgerFormat
public import Traceability

/// Holdings as JSON, with the keys that the command line promises.
extension HoldingsAnswer {
  /// Writes the answer as one object; the unnamed place is the site `""`, an undeclared chemical null.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      horizon.write(to: &writer)
      writer.key("held")
      writer.array(held) { writer, row in row.write(to: &writer) }
      writer.key("inTransit")
      writer.array(inTransit) { writer, row in row.write(to: &writer) }
      writer.key("unaccounted")
      writer.array(unaccounted) { writer, row in row.write(to: &writer) }
      if !notCovered.isEmpty {
        writer.key("notCovered")
        writer.array(notCovered) { writer, row in row.write(to: &writer) }
      }
      writer.key("totals")
      writer.array(totals) { writer, total in total.write(to: &writer) }
    }
  }
}

extension Horizon {
  /// Writes how far an answer looked: `size`, and `asOf` where a time was asked.
  func write(to writer: inout JSONWriter) {
    if let size { writer.field("size", size) }
    writer.field("asOf", time?.text)
  }
}

extension JSONWriter {
  /// Writes what was declared; null where nothing was.
  mutating func field(_ name: String, _ chemical: Chemical?) {
    key(name)
    if let chemical { value(chemical) } else { null() }
  }

  /// Writes where an amount is: its party and site, or its carrier and consignment.
  mutating func fields(of place: StockPlace) {
    switch place {
    case .held(let party, let site):
      field("party", party.text)
      field("site", site?.text ?? "")
    case .inTransit(let consignment, let carrier), .unaccounted(let consignment, let carrier):
      field("consignment", consignment.text)
      field("carrier", carrier.text)
    }
  }
}

extension HoldingsAnswer.StockRow {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.fields(of: place)
      writer.field("consignor", consignor?.text)
      writer.field("consignee", consignee?.text)
      writer.field("lot", lot.text)
      writer.field("chemical", chemical)
      writer.field("quantity", quantity.text)
    }
  }
}

extension HoldingsAnswer.Total {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("chemical", chemical)
      writer.field("lots", lots)
      writer.field("held", unit.text(of: held))
      writer.field("inTransit", unit.text(of: inTransit))
      writer.field("unaccounted", unit.text(of: unaccounted))
    }
  }
}
