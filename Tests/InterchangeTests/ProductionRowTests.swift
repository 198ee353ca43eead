import Custody
import LedgerFormat
import Testing

@testable import Interchange

@Suite("Rows of productions and of goods")
struct ProductionRowTests {
  private static let header =
    "id,kind,time,party,process,lot,quantity,outputs,inputs,content,name,cas,un,goods\n"

  private func read(_ cells: String) throws -> ReadFile {
    try ReadFile(Self.header + "1,production,2026-01-01T08:00:00Z,P," + cells + "\n")
  }

  @Test("one output may stand in lot and quantity, but not beside a list")
  func shorthand() throws {
    #expect(try read("opening,B,1 t,,,,,,,").events.count == 1)
    #expect(try read("opening,B,1 t,B=1 t,,,,,,").reasons == [.lotAndOutputs])
    #expect(try read("opening,,,,,,,,,").reasons == [.missing(.production)])
    #expect(try read("opening,B,,,,,,,,").reasons == [.missing(.production)])
  }

  @Test("an item is cut at its last equals sign, and units may be Chinese")
  func lists() throws {
    let file = try read("repack,,,A=B=500 kg | C = 2吨,D=2.5 吨,,,,,")
    guard case .production(let production) = try #require(file.events.first).detail else {
      Issue.record("no production")
      return
    }
    #expect(production.outputs.map(\.lot.text) == ["A=B", "C"])
    #expect(production.outputs.map(\.quantity.amount) == [500_000_000, 2_000_000_000])
    #expect(production.inputs.map(\.quantity.unit) == [.tonne])
  }

  @Test("an item that is no item is shown with its list's column")
  func badItems() throws {
    let file = try read("repack,,,A 500 kg|B=1 kg|,D=2.5 t,,,,,")
    #expect(file.reasons == [.listItem, .listItem])
    #expect(file.faults.map(\.place) == [.column("outputs"), .column("outputs")])
    #expect(file.faults.map(\.value) == ["A 500 kg", ""])
  }

  @Test("what describes the chemical describes every output, and the content the only one")
  func descriptions() throws {
    let file = try read("repack,,,A=3 pcs|B=1 pcs,D=2.5 t,,甲苯,108-88-3,1294,")
    guard case .production(let production) = try #require(file.events.first).detail else {
      Issue.record("no production")
      return
    }
    let chemical = Chemical(name: .plain("甲苯"), cas: "108-88-3", un: "1294")
    #expect(production.outputs.map(\.chemical) == [chemical, chemical])
    let content = try read("repack,,,A=3 pcs|B=1 pcs,D=2.5 t,2.5 t,,,,")
    #expect(content.reasons == [.contentOfOutputs(count: 2)])
    #expect(try read("repack,A,3 pcs,,D=2.5 t,2.5 t,,,,").faults.isEmpty)
  }

  @Test("a chemical has no place on a row that is no production")
  func chemicalElsewhere() throws {
    let file = try ReadFile(Sample.use(["name": "甲苯"]))
    #expect(file.reasons == [.notOfKind(.use)])
    #expect(file.faults.map(\.place) == [.column("name")])
  }

  @Test("a UN number that lost its zeros is padded, with a warning")
  func unNumbers() throws {
    let file = try read("opening,B,1 t,,,,,,4,")
    #expect(file.warnings.map(\.reason) == [.padded("0004")])
    #expect(file.warnings.map(\.row) == [2])
    for damaged in ["12945", "UN1294", "1294.0"] {
      #expect(try read("opening,B,1 t,,,,,,\(damaged),").reasons == [.unNumber])
    }
    #expect(try read("opening,B,1 t,,,,,,１２９４,").reasons == [.fullWidth])
  }

  @Test("a CAS number with a wrong check digit is read, with a warning")
  func casNumbers() throws {
    #expect(try read("opening,B,1 t,,,,,108-88-3,,").warnings.isEmpty)
    #expect(try read("opening,B,1 t,,,,,108-88-4,,").warnings.map(\.reason) == [.checkDigit])
    #expect(try read("opening,B,1 t,,,,,mixture,,").warnings.isEmpty)
  }

  @Test("an event names at most 256 lots, however often")
  func lotCount() throws {
    func inputs(_ count: Int) -> String {
      (0..<count).map { "L\($0)=1 kg" }.joined(separator: "|")
    }
    #expect(try read("blend,B,1 t,,\(inputs(255)),,,,,").faults.isEmpty)
    #expect(try read("blend,B,1 t,,\(inputs(255))|L0=1 kg,,,,,").faults.isEmpty)
    #expect(
      try read("blend,B,1 t,,\(inputs(256)),,,,,").reasons
        == [.tooManyLots(found: 257, limit: 256)])
  }

  @Test("nothing may be delivered and counted, and nowhere else")
  func zeros() throws {
    let header = "id,kind,time,party,consignment,step,goods,action,lot,quantity,site,partial\n"
    func read(_ cells: String) throws -> [FaultReason] {
      try ReadFile(header + cells + "\n").reasons
    }
    let time = "2026-01-01T08:00:00Z"
    #expect(try read("1,运输,\(time),P,C,签收,A=0 kg,,,,,是").isEmpty)
    #expect(try read("1,运输,\(time),P,C,装车,A=0 kg,,,,,") == [.quantity(.zero)])
    #expect(try read("1,储存,\(time),P,,,,盘点,A,0 kg,S,").isEmpty)
    #expect(try read("1,储存,\(time),P,,,,入库,A,0 kg,S,") == [.quantity(.zero)])
  }
}
