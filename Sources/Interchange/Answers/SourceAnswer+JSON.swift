internal import Custody
internal import LedgerFormat
internal import Traceability

extension SourceAnswer {
  /// Writes the answer as one object.
  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("origins")
      writer.array(origins) { writer, origin in origin.write(to: &writer) }
      writer.key("productions")
      writer.array(productions) { writer, step in step.write(to: &writer) }
      writer.key("handovers")
      writer.array(handovers) { writer, handover in handover.write(to: &writer) }
    }
  }
}

extension Origin {
  /// What is not known is `null`: time and process before the production, share and quantity beyond
  /// inputs of mixed dimensions.
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("lot", lot.text)
      writer.field("party", party.text)
      writer.key("time")
      if let time { writer.value(time.text) } else { writer.null() }
      writer.key("process")
      switch process {
      case .production(let process): writer.value(process.word.english)
      case .found: writer.value(Loss.Cause.found.word.english)
      case nil: writer.null()
      }
      writer.key("share")
      if let share { writer.value(share) } else { writer.null() }
      writer.key("quantity")
      if let quantity { writer.value(quantity.text) } else { writer.null() }
    }
  }
}

extension ProductionStep {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("index", index)
      writer.field("party", party.text)
      writer.field("time", time.text)
      writer.field("process", production.process.word.english)
      writer.key("inputs")
      writer.array(production.inputs) { writer, input in
        writer.object { writer in
          writer.field("lot", input.lot.text)
          writer.field("quantity", input.quantity.text)
        }
      }
      writer.key("outputs")
      writer.array(production.outputs) { writer, output in
        writer.object { writer in
          writer.field("lot", output.lot.text)
          writer.field("quantity", output.quantity.text)
          writer.field("content", output.content?.text)
        }
      }
      writer.field("loss", production.loss?.text)
    }
  }
}

extension Handover {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("index", index)
      writer.field("lot", lot.text)
      writer.field("consignment", consignment.text)
      writer.field("from", from.text)
      writer.field("to", to.text)
      writer.key("carrier")
      if let carrier { writer.value(carrier.text) } else { writer.null() }
      writer.field("quantity", quantity.text)
      writer.field("time", time.text)
    }
  }
}
