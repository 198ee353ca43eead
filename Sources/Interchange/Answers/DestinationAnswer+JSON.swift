internal import Custody
internal import LedgerFormat
internal import Traceability

extension DestinationAnswer {
  /// Writes the answer as one object.
  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("totals")
      totals.write(to: &writer)
      write(held, "held", to: &writer) { writer, place in
        writer.field("party", place.party.text)
        writer.field("site", place.site?.text ?? "")
      }
      write(inTransit, "inTransit", to: &writer) { writer, place in
        writer.field("consignment", place.consignment.text)
        writer.field("carrier", place.carrier.text)
        writer.field("consignee", place.consignee.text)
      }
      write(used, "used", to: &writer) { writer, place in place.write(to: &writer) }
      write(disposed, "disposed", to: &writer) { writer, place in place.write(to: &writer) }
      write(lost, "lost", to: &writer) { writer, place in place.write(to: &writer) }
      write(transformed, "transformed", to: &writer) { writer, place in place.write(to: &writer) }
      write(unaccounted, "unaccounted", to: &writer) { writer, place in
        writer.field("consignment", place.consignment.text)
        writer.field("carrier", place.carrier.text)
      }
      if !notCovered.isEmpty {
        writer.key("notCovered")
        writer.array(notCovered) { writer, row in row.write(to: &writer) }
      }
      writer.field("lots", lots.map(\.text))
    }
  }

  private func write<Place>(
    _ rows: [DestinationRow<Place>], _ name: String, to writer: inout JSONWriter,
    place: (inout JSONWriter, Place) -> Void
  ) {
    writer.key(name)
    writer.array(rows) { writer, row in
      writer.object { writer in
        writer.field("lot", row.lot.text)
        place(&writer, row.place)
        writer.field("quantity", row.quantity.text)
        writer.field("attributed", row.attributed.text)
      }
    }
  }
}

extension DestinationAnswer.Totals {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("held", held.text)
      writer.field("inTransit", inTransit.text)
      writer.field("used", used.text)
      writer.field("disposed", disposed.text)
      writer.field("lost", lost.text)
      writer.field("transformed", transformed.text)
      writer.field("unaccounted", unaccounted.text)
    }
  }
}

extension EventPlace {
  /// Writes the event and its reason; a transformation has no other than its process.
  fileprivate func write(to writer: inout JSONWriter) {
    writer.field("index", index)
    writer.field("party", party.text)
    writer.field("time", time.text)
    switch detail {
    case .purpose(let purpose): writer.field("purpose", purpose)
    case .method(let method): writer.field("method", method)
    case .process(let process): writer.field("process", process.word.english)
    case .cause(.reported(let cause)): writer.field("cause", cause.word.english)
    case .cause(.count): writer.field("cause", Storage.Action.count.word.english)
    case .cause(.process(let process)): writer.field("cause", process.word.english)
    }
  }
}

extension NotCovered {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("lot", lot.text)
      writer.field("party", party.text)
      writer.field("site", site?.text ?? "")
      writer.field("consignment", consignment?.text)
      writer.field("quantity", quantity.text)
      writer.field("attributed", attributed.text)
    }
  }
}
