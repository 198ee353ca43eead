import Custody

@testable import Interchange

/// Everything that a reader says about a file.
struct ReadFile {
  var events: [Event] = []
  var rows: [Int] = []
  var warnings: [RowWarning] = []
  var faults: [RowFault] = []
  var rejected: [[String]] = []
  var format: FileFormat

  /// Reads bytes, `chunkSizeBytes` at a time both from the source and within the reader.
  init(
    _ bytes: [UInt8], zone: String? = "+08:00", chunkSizeBytes: Int = 65_536,
    normalise: (@Sendable (String) -> String)? = nil
  ) throws(InterchangeError) {
    format = try FileFormat(
      telling: ByteSource(bytes: bytes, chunkSizeBytes: chunkSizeBytes),
      chunkSizeBytes: chunkSizeBytes)
    let settings = ReadingSettings(
      timeZone: zone.flatMap { LocalTimeZone(named: $0) }, normalise: normalise)
    var reader = try EventFileReader(
      ByteSource(bytes: bytes, chunkSizeBytes: chunkSizeBytes), format: format,
      settings: settings, chunkSizeBytes: chunkSizeBytes)
    while let result = try reader.next() {
      switch result {
      case .event(let event, let row, let warnings):
        events.append(event)
        rows.append(row)
        self.warnings += warnings
      case .faults(let faults):
        self.faults += faults
        rejected.append(reader.currentCells())
      }
    }
  }

  init(_ text: String, zone: String? = "+08:00", chunkSizeBytes: Int = 65_536)
    throws(InterchangeError)
  {
    try self.init(Array(text.utf8), zone: zone, chunkSizeBytes: chunkSizeBytes)
  }

  /// The reasons of all faults.
  var reasons: [FaultReason] { faults.map(\.reason) }
}

/// Rows of an invented county, as a sheet and as JSON Lines, that mean the same.
enum Sample {
  static let english = """
    id,kind,time,party,site,process,lot,quantity,outputs,inputs,name,cas,un,purpose,handler
    1,production,2026-01-01T08:00:42+08:00,ORCHARD,T-1,opening,B-1,12.5 t,,,甲苯,108-88-3,1294,,
    2,production,2026-01-01T09:30:00+08:00,ORCHARD,T-1,repack,,,B-2=500 kg|B-3=0.5 t,B-1=1000 kg,甲苯,108-88-3,1294,,"Li ""Lao"" Wu"
    3,use,2026-01-02T08:00:00+08:00,ORCHARD,,,ORCHARD/B-2,20 kg,,,,,,"paint, red",

    """

  static let chinese = """
    事件编号\t环节\t时间\t企业\t场所\t工艺\t批号\t数量\t产出\t投入\t品名\tCAS号\tUN编号\t用途\t经办人
    1\t生产\t2026/1/1 8:00:42\tORCHARD\tT-1\t期初\tB-1\t12.5吨\t\t\t甲苯\t108-88-3\t1294\t\t
    2\t生产\t2026-01-01 09:30\tORCHARD\tT-1\t分装\t\t\tB-2=500 公斤|B-3=0.5 吨\tB-1=1000 千克\t甲苯\t108-88-3\t1294\t\t"Li ""Lao"" Wu"
    3\t使用\t2026/01/02T08:00:00\tORCHARD\t\t\tORCHARD/B-2\t20 千克\t\t\t\t\t\tpaint, red\t

    """

  static let json = #"""
    {"id":"1","kind":"production","time":"2026-01-01T08:00:42+08:00","party":"ORCHARD","site":"T-1","process":"opening","outputs":[{"lot":"B-1","quantity":"12.5 t","chemical":{"name":"\u7532苯","cas":"108-88-3","un":"1294"}}],"index":7,"recordedAt":"2026-01-01T00:00:00Z","leafHash":"00"}
    {"party":"ORCHARD","id":"2","kind":"production","time":"2026-01-01T01:30:00Z","site":"T-1","process":"repack",
     "outputs":[{"lot":"B-2","quantity":"500 kg","chemical":{"name":"甲苯","cas":"108-88-3","un":"1294"}},
                {"lot":"B-3","quantity":"0.5 t","chemical":{"name":"甲苯","cas":"108-88-3","un":"1294"}}],
     "inputs":[{"lot":"B-1","quantity":"1000 kg"}], "handler":"Li \"Lao\" Wu", "note": null}
    {"id":"3","kind":"use","time":"2026-01-02T08:00:00+08:00","party":"ORCHARD","lot":"ORCHARD/B-2","quantity":"20 kg","purpose":"paint, red"}
    """#

  /// A header and a row of a use, of which some columns have other values.
  static func use(_ changes: [String: String] = [:]) -> String {
    var cells = [
      ("id", "1"), ("kind", "use"), ("time", "2026-01-01T08:00:00+08:00"), ("party", "ORCHARD"),
      ("lot", "B-1"), ("quantity", "1 kg"), ("purpose", "paint"),
    ]
    for (name, value) in changes.sorted(by: { $0.key < $1.key }) {
      if let index = cells.firstIndex(where: { $0.0 == name }) {
        cells[index].1 = value
      } else {
        cells.append((name, value))
      }
    }
    var writer = CSVWriter()
    writer.row(cells.map(\.0))
    writer.row(cells.map(\.1))
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
