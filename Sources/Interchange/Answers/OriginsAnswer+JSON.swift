internal import Custody
internal import LedgerFormat
public import Traceability

/// Origins as JSON, with the keys that the command line promises.
extension OriginsAnswer {
  /// Writes the answer as one object.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      horizon.write(to: &writer)
      writer.key("origins")
      writer.array(rows) { writer, row in
        writer.object { writer in
          writer.field("index", row.index)
          writer.field("event", row.event.text)
          writer.field("time", row.time.text)
          writer.field("party", row.party.text)
          writer.field("site", row.site?.text ?? "")
          writer.field("lot", row.lot.text)
          writer.field("chemical", row.chemical)
          writer.field("cause", "\(row.cause)")
          writer.field("quantity", row.quantity.text)
          writer.field("from", row.from?.text)
          writer.field("document", row.document?.text)
          writer.field("licence", row.licence?.text)
          writer.field("consignment", row.consignment?.text)
          writer.field("unexplained", row.isUnexplained)
        }
      }
    }
  }
}
