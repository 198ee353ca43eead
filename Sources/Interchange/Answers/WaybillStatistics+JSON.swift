internal import LedgerFormat
public import Traceability

/// The statistics of waybills as JSON.
extension WaybillStatistics {
  /// Writes the overall row and those of the carriers; rates are exact decimals as texts.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      for (name, coverage) in [
        ("carrierCoverage", carrierCoverage), ("vehicleCoverage", vehicleCoverage),
      ] {
        guard let coverage else { continue }
        writer.key(name)
        writer.object { writer in
          writer.field("registered", coverage.registered)
          writer.field("active", coverage.active)
          writer.field("percent", coverage.percentText)
        }
      }
      writer.key("overall")
      overall.write(to: &writer)
      writer.key("carriers")
      writer.array(carriers) { writer, row in row.write(to: &writer) }
    }
  }
}

extension WaybillStatistics.Coverage {
  /// The active part in percent with two decimals.
  public var percentText: String { WaybillStatistics.Row.decimal(hundredthsOfPercent) }
}

extension WaybillStatistics.Row {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("carrier", carrier?.text)
      writer.field("consignments", consignments)
      writer.field("consignors", consignors)
      writer.field("vehicles", vehicles)
      writer.field("perVehicle", perVehicleText)
      writer.field("delivered", delivered)
      writer.field("open", open)
      writer.field("overdue", overdue)
      writer.field("unknownDestination", unknownDestination)
      writer.field("differences", differences)
      writer.field("refused", refused)
      writer.field("lost", lost)
      writer.field("abnormal", abnormal)
      writer.field("abnormalPercent", abnormalPercentText)
    }
  }

  /// Waybills for each vehicle with two decimals; nil without vehicles.
  public var perVehicleText: String? {
    perVehicleHundredths.map(WaybillStatistics.Row.decimal)
  }

  /// The abnormal part in percent with two decimals.
  public var abnormalPercentText: String {
    WaybillStatistics.Row.decimal(abnormalHundredthsOfPercent)
  }

  fileprivate static func decimal(_ hundredths: Int) -> String {
    "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }
}
