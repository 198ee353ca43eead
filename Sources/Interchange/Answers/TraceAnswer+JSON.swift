public import Custody
internal import LedgerFormat
public import Traceability

/// A trace as JSON, with the keys that the command line promises.
extension TraceAnswer {
  /// Writes the answer as one object.
  ///
  /// Parts that were not asked for are left out; what is not known or was not declared is `null`.
  /// Quantities are texts, `share` is a number, the unnamed place is the site `""`. `notCovered` is
  /// there only where something is not covered. A row of the history that a correction took the place of
  /// has `correctedBy`, the correction's entry; one that takes more than there was `notCovered`.
  ///
  /// - Parameter fields: writes an event's own fields, its kind, party, id and time included, into the
  ///   object of a history row, where `index` and `recordedAt` stand already.
  public func write(
    to writer: inout JSONWriter, fields: (inout JSONWriter, RecordedEvent) -> Void
  ) {
    writer.object { writer in
      writer.field("lot", lot.text)
      if let size { writer.field("size", size) }
      if let completeTo {
        writer.key("completeTo")
        writer.object { writer in
          writer.field("size", completeTo.size)
          writer.field("recordedAt", completeTo.recordedAt.text)
        }
      }
      writer.key("chemical")
      if let chemical { writer.value(chemical) } else { writer.null() }
      writer.field("quantity", quantity.text)
      writer.field("found", found.text)
      writer.key("produced")
      if let produced { write(produced, to: &writer) } else { writer.null() }
      if let source {
        writer.key("source")
        source.write(to: &writer)
      }
      if let destination {
        writer.key("destination")
        destination.write(to: &writer)
      }
      if let history {
        writer.key("history")
        writer.array(history) { writer, recorded in
          writer.object { writer in
            writer.field("index", recorded.index)
            writer.field("recordedAt", recorded.recordedAt.text)
            fields(&writer, recorded)
            if let correction = corrections.correctedBy[recorded.index] {
              writer.field("correctedBy", correction)
            }
            writer.field("notCovered", corrections.uncovered[recorded.index]?.text)
          }
        }
      }
    }
  }

  private func write(_ produced: Produced, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("index", produced.index)
      writer.field("party", produced.party.text)
      writer.field("time", produced.time.text)
      writer.field("process", produced.process.word.english)
    }
  }
}
