internal import Custody
internal import LedgerFormat
public import Traceability

/// A recall as JSON, with the keys that the command line promises.
extension RecallAnswer {
  /// Writes the answer as one object; `destination` is that of `trace`.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("lot", lot.text)
      horizon.write(to: &writer)
      writer.field("chemical", chemical)
      writer.key("parties")
      writer.array(parties) { writer, party in party.write(to: &writer) }
      writer.key("destination")
      destination.write(to: &writer)
    }
  }
}

extension RecallAnswer.Party {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("party", party.text)
      switch registeredName {
      case .plain(let name)?: writer.field("registeredName", name)
      case .bilingual(let zh, let en)?:
        writer.key("registeredName")
        writer.object { writer in
          writer.field("zh", zh)
          writer.field("en", en)
        }
      case nil: break
      }
      writer.field("holding", !held.isEmpty)
      writer.field("carrier", isCarrier)
      writer.field("attributed", attributed.text)
      writer.key("held")
      writer.array(held) { writer, row in
        writer.object { writer in
          writer.field("lot", row.lot.text)
          writer.field("site", row.place.site?.text ?? "")
          writer.field("quantity", row.quantity.text)
          writer.field("attributed", row.attributed.text)
        }
      }
      writer.key("received")
      writer.array(received) { writer, good in
        writer.object { writer in
          writer.field("lot", good.lot.text)
          writer.field("quantity", good.quantity.text)
        }
      }
      writer.field("first", first.text)
      writer.field("last", last.text)
      writer.field("contacts", contacts)
    }
  }
}
