import Custody
import Foundation
import HazLedger
import Interchange
import Regulation
import Testing

@Suite("Importing files through the library")
struct ImportFileTests {
  /// A file of its own, which goes with it.
  private final class ScratchFile {
    let path: String

    init(_ lines: [String]) throws {
      path = URL.temporaryDirectory.appending(path: "hazledger-\(UUID().uuidString).csv").path
      try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: URL(fileURLWithPath: path))
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
  }

  private static let header =
    "id,kind,time,party,lot,quantity,process,action,purpose,consignment,consignee,step,handler"
    + ",inputs,outputs,goods"

  private static func open(_ ledger: ScratchLedger, pack: RulePack = .none) throws -> Recorder {
    let recorder = try Recorder.open(ledger.places)
    try recorder.useRules(pack)
    return recorder
  }

  @Test("Warnings beyond those that are listed are counted, and the listed ones are whole")
  func countsWarnings() throws {
    let ledger = try ScratchLedger()
    let rows = (0..<20).map {
      "E\($0),production,2026-01-0\(1 + $0 % 9)T08:00:00+08:00,91360423MA1000000P,B\($0),1 kg,produce"
        + ",,,,,,,,,"
    }
    let file = try ScratchFile([ImportFileTests.header] + rows)
    let recorder = try ImportFileTests.open(ledger, pack: .standard)
    var options = ImportOptions()
    options.listedMax = 3
    let report = try recorder.importFile(file.path, options: options)
    #expect(report.recorded == 20)
    #expect(report.findingCount == 20)
    #expect(report.findings.map(\.row) == [2, 3, 4])
    #expect(report.findings.allSatisfy { $0.finding.rule.check == .partyCode })
    #expect(report.findings.allSatisfy { $0.finding.chinese.contains("91360423MA1000000P") })
    // What comes after an import is told in full again.
    let other = try ScratchFile(
      [ImportFileTests.header] + [
        rows[0].replacingOccurrences(
          of: "E0,", with: "F0,"
        ).replacingOccurrences(of: ",B0,", with: ",C0,")
      ])
    #expect(try recorder.importFile(other.path).findings.count == 1)
    try recorder.close()
  }

  @Test("Bare and qualified lots, steps of waybills and batches of many rows give one history")
  func manyRows() throws {
    let ledger = try ScratchLedger()
    var rows = [ImportFileTests.header]
    // More than one batch of the reader, so that batches are given back and filled again.
    for number in 0..<300 {
      let time = "2026-01-01T08:00:00+08:00"
      let (lot, waybill) = ("B\(number)", "Y\(number)")
      rows.append("A\(number),production,\(time),P,\(lot),100 kg,produce,,,,,,王海涛,,,")
      rows.append(
        "B\(number),production,\(time),P,,,repack,,,,,,,\(lot)=60 kg,\(lot)-1=20 kg|P/\(lot)-2=40 kg,"
      )
      rows.append("C\(number),use,\(time),P,\(lot)-1,5 kg,,,试验,,,,,,,")
      rows.append("D\(number),consignment,\(time),P,,,,,,\(waybill),Q,,,,,P/\(lot)-2=40 kg")
      rows.append("E\(number),transport,\(time),T,,,,,,\(waybill),,load,李秀英,,,")
      rows.append("F\(number),transport,\(time),T,,,,,,\(waybill),,position,,,,")
      rows.append("G\(number),transport,\(time),Q,,,,,,\(waybill),,deliver,,,,")
      rows.append("H\(number),use,\(time),Q,\(lot)-2,15 kg,,,试验,,,,,,,")
    }
    let file = try ScratchFile(rows)
    let recorder = try ImportFileTests.open(ledger)
    let report = try recorder.importFile(file.path)
    #expect(report.refusals.isEmpty)
    #expect(report.recorded == 2_400)
    #expect(try recorder.importFile(file.path).alreadyRecorded == 2_400)
    // One more than there is left is refused: all amounts were counted.
    let more = try ScratchFile([
      ImportFileTests.header, "X,use,2026-01-02T08:00:00+08:00,Q,B299-2,26 kg,,,试验,,,,,,,",
      "Y,use,2026-01-02T08:00:00+08:00,Q,B299-2,25 kg,,,试验,,,,,,,",
    ])
    let refused = try recorder.importFile(more.path)
    #expect(refused.rejected == 1)
    #expect(refused.refusals.first?.row == 2)
    try recorder.close()
  }
}
