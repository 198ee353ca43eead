public import Custody
internal import LedgerFormat
public import Traceability

/// Consignments as JSON, with the keys that the command line promises.
extension ConsignmentsAnswer {
  /// Writes the answer as one object.
  ///
  /// - Parameter fields: writes an event's own fields into the object of a step, where `index` and
  ///   `recordedAt` stand already.
  public func write(
    to writer: inout JSONWriter, fields: (inout JSONWriter, Event) -> Void
  ) {
    writer.object { writer in
      horizon.write(to: &writer)
      writer.field("now", now.text)
      writer.field("overdueAfterSeconds", overdueAfterSeconds)
      writer.key("consignments")
      writer.array(rows) { writer, row in row.write(to: &writer, fields: fields) }
    }
  }
}

extension ConsignmentRow {
  fileprivate func write(
    to writer: inout JSONWriter, fields: (inout JSONWriter, Event) -> Void
  ) {
    writer.object { writer in
      writer.field("consignment", consignment.text)
      writer.field("index", index)
      writer.field("time", time.text)
      writer.field("document", document?.text)
      writer.field("consignor", consignor.text)
      writer.field("site", site?.text ?? "")
      writer.field("consignee", consignee.text)
      writer.field("toSite", toSite?.text)
      writer.field("carrier", carrier?.text)
      writer.field("carriers", carriers.map(\.text))
      writer.field("state", "\(state)")
      writer.field("open", isOpen)
      writer.field("overdue", isOverdue)
      writer.field("unknownDestination", isUnknownDestination)
      writer.field("difference", hasDifference)
      writer.field("vehicle", vehicle?.text)
      writer.field("lastPlace", place)
      writer.field("dispatchedAt", dispatchedAt?.text)
      writer.field("lastSeenAt", lastSeenAt?.text)
      writer.key("goods")
      writer.array(goods) { writer, good in good.write(to: &writer) }
      guard !steps.isEmpty else { return }
      writer.key("steps")
      writer.array(steps) { writer, step in
        writer.object { writer in
          writer.field("index", step.index)
          writer.field("recordedAt", step.recordedAt.text)
          fields(&writer, step.event)
        }
      }
    }
  }
}

extension ConsignmentRow.Goods {
  fileprivate func write(to writer: inout JSONWriter) {
    func text(_ amount: Int64) -> String { Quantity(amount: amount, unit: unit).text }
    writer.object { writer in
      writer.field("lot", lot.text)
      writer.field("chemical", chemical)
      writer.field("packages", packages)
      writer.field("transportLine", transportLine)
      writer.field("consigned", text(consigned))
      writer.field("loaded", text(loaded))
      writer.field("unloaded", unloaded.map(text))
      writer.field("received", text(received))
      writer.field("returned", text(returned))
      writer.field("lost", text(lost))
      writer.field("inTransit", text(inTransit))
      writer.field("unaccounted", text(unaccounted))
      writer.field("tolerance", text(tolerance))
      writer.field("loadDifference", loadDifference.map(text))
      writer.field("unloadDifference", unloadDifference.map(text))
      writer.field("receiptDifference", receiptDifference.map(text))
      writer.field("beyondTolerance", isBeyondTolerance)
    }
  }
}
