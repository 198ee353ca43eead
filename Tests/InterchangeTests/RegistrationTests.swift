import Custody
import LedgerFormat
import Testing

@testable import Interchange

@Suite("Registrations in JSON Lines")
struct RegistrationTests {
  private static let head =
    #"{"id":"R1","kind":"registration","time":"2026-05-01T08:00:00+08:00","party":"COUNTY","#

  private func registration(_ rest: String) throws -> Registration {
    let file = try ReadFile(RegistrationTests.head + rest + "}\n")
    #expect(file.faults.isEmpty)
    guard case .registration(let registration) = try #require(file.events.first).detail else {
      throw InterchangeError.empty
    }
    return registration
  }

  @Test(
    "every subject is written as it is read",
    arguments: [
      #""register":"party","subject":"P","record":{"name":{"zh":"甲","en":"Jia"},"uscc":"91341524MA0000005R","region":"341524","roles":["production","hospital"],"location":"金寨","phone":"110"}"#,
      #""register":"site","subject":"P/T-1","record":{"kind":"tank","name":"罐区","unit":"U","people":60,"maxima":[{"chemical":"Cl2","quantity":"3 t"},{"chemical":"NH3","quantity":"20 t"}]}"#,
      #""register":"chemical","subject":"HNO3","record":{"name":"硝酸","aliases":["硝镪水"],"cas":"7697-37-2","un":"2031","class":"8","packingGroup":"II","concentration":"65-68 % w/w","state":"liquid","form":"drum","flags":["explosivePrecursor"]}"#,
      #""register":"vehicle","subject":"皖N12345","record":{"kind":"tanker","operator":"T","transportLicence":"3415","tank":"CSQU3054383","volume":"21000 L","media":["1203"],"inspectedUntil":"2026-12-31"}"#,
      #""register":"person","subject":"9f2c","record":{"roles":["driver","escort"],"employer":"T"}"#,
      #""register":"licence","subject":"N-12","record":{"kind":"trade","holder":"party:P","scope":["1203"],"issuer":"县局","validFrom":"2025-03-01","validTo":"2028-02-29","revoked":true},"reason":"吊销""#,
    ])
  func roundTrip(text: String) throws {
    let first = try registration(text)
    var writer = JSONWriter()
    writer.beginObject()
    writer.fields(of: first)
    writer.endObject()
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "{" + text + "}")
    #expect(try registration(text) == first)
  }

  @Test("words are Chinese or English, a bare site is the reporter's, a UN number is padded")
  func words() throws {
    let site = try registration(
      #""register":"场所","subject":"T-1","record":{"kind":"储罐"}"#)
    #expect(site.subject == "COUNTY/T-1")
    let chemical = try registration(
      #""register":"化学品","subject":"C","record":{"name":"x","un":"UN 4","flags":["易制爆","剧毒"]}"#)
    guard case .chemical(let record) = chemical.record else { return #expect(Bool(false)) }
    #expect(record.chemical.un == "0004")
    #expect(record.flags == [.highlyToxic, .explosivePrecursor])
    let licence = try registration(
      #""register":"证照","subject":"L","record":{"kind":"道路运输证","holder":"车辆:皖N12345"}"#)
    #expect(licence.stream == StreamKey(kind: .vehicle, id: "皖N12345"))
  }

  @Test(
    "what cannot be is refused with its path",
    arguments: [
      (#""register":"party","subject":"P","record":{"name":"甲"}"#, "$.record.roles"),
      (#""register":"party","subject":"P/Q","record":{"name":"甲","roles":["use"]}"#, "$.subject"),
      (
        #""register":"party","subject":"P","record":{"name":"甲","roles":["king"]}"#,
        "$.record.roles"
      ),
      (
        #""register":"party","subject":"P","record":{"name":"甲","roles":["use","使用"]}"#,
        "$.record.roles"
      ),
      (
        #""register":"person","subject":"x","record":{"roles":["driver"],"name":"王"}"#,
        "$.record.name"
      ),
      (#""register":"site","subject":"S","record":{"kind":"tank","people":-1}"#, "$.record.people"),
      (
        #""register":"site","subject":"S","record":{"kind":"tank","maxima":[{"chemical":"x"}]}"#,
        "$.record.maxima[0]"
      ),
      (
        #""register":"licence","subject":"L","record":{"kind":"trade","holder":"chemical:x"}"#,
        "$.record.holder"
      ),
      (
        #""register":"licence","subject":"L","record":{"kind":"trade","holder":"P","validTo":"2026-02-30"}"#,
        "$.record.validTo"
      ),
      (
        #""register":"chemical","subject":"C","record":{"name":"x","concentration":"strong"}"#,
        "$.record.concentration"
      ),
      (#""register":"chemical","subject":"C","record":{"nam":"x"}"#, "$.record.nam"),
    ])
  func refused(text: String, path: String) throws {
    let file = try ReadFile(RegistrationTests.head + text + "}\n")
    #expect(file.events.isEmpty)
    #expect(file.faults.contains { $0.place == .path(path) }, "\(file.faults)")
  }
}
