internal import Custody
internal import LedgerFormat
public import Traceability

/// What a search found as JSON, with the keys that the command line promises.
extension FindAnswer {
  /// Writes the answer as one object.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("text", text)
      writer.field("size", size)
      writer.key("groups")
      writer.array(groups) { writer, group in
        writer.object { writer in
          writer.field("kind", "\(group.kind)")
          writer.field("count", group.count)
          writer.key("hits")
          writer.array(group.hits) { writer, hit in hit.write(to: &writer) }
        }
      }
    }
  }
}

extension FindAnswer.Hit {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("name", name)
      writer.field("exact", isExact)
      writer.field("events", events)
      writer.field("first", first)
      writer.field("last", last)
      writer.field("registeredName", registeredName)
      if let chemical {
        writer.key("chemical")
        writer.value(chemical)
      }
    }
  }
}
