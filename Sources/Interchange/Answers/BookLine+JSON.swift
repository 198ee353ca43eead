internal import Custody
public import LedgerFormat
public import Traceability

/// The in-and-out book as JSON, piece by piece, for it may be long.
extension BookLine {
  /// Writes one line as an object; `in` or `out` is there, not both.
  public func write(leafHash: Hash, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("index", index)
      writer.field("leafHash", leafHash.hex)
      writer.field("time", event.time.text)
      writer.field("party", party.text)
      writer.field("site", site?.text ?? "")
      writer.field("lot", lot.text)
      writer.field("chemical", chemical)
      writer.field("event", event.id.text)
      writer.field("kind", event.kind.word?.english)
      writer.field("reporter", event.party == party ? nil : event.party.text)
      writer.field("cause", "\(cause)")
      let quantity = Quantity(amount: Int64(clamping: amount.magnitude), unit: unit)
      writer.field(amount < 0 ? "out" : "in", quantity.text)
      writer.field("balance", Quantity(amount: balance, unit: unit).text)
      writer.field("total", unit.text(of: total))
      writer.field("counterparty", counterparty?.text)
      if cause == .moved { writer.field("otherSite", otherSite?.text ?? "") }
      writer.field("purpose", event.reasonText)
      writer.field("consignment", consignment?.text)
      writer.field("document", event.document?.text)
      writer.field("handler", event.openValue(of: .handler))
      writer.field("checker", event.openValue(of: .checker))
      writer.field("note", event.note)
    }
  }
}

extension BookBalance {
  /// Writes what a place has as an object.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("party", party.text)
      writer.field("site", site?.text ?? "")
      writer.field("lot", lot.text)
      writer.field("chemical", chemical)
      writer.field("quantity", quantity.text)
    }
  }
}
