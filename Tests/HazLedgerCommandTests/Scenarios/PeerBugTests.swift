import Foundation
import Testing

/// Bugs that were reported of other systems, and are none here.
@Suite("Bugs of peer systems")
struct PeerBugTests {
  @Test("negative weights are refused (Trackdéchets #150)")
  func negativeWeights() throws {
    let tale = try Tale()
    let told = try tale.refused(
      "2026-03-02 08:00", "化工厂", "production", Tale.made("B", "-5 kg", Sample.methanol, site: "罐一"))
    #expect(told.contains("-5 kg"))
    try tale.tell(
      "2026-03-02 08:00", "化工厂", "production", Tale.made("B", "5 kg", Sample.methanol, site: "罐一"))
    #expect(
      try tale.refused(
        "2026-03-02 09:00", "化工厂", "use", #""lot":"B","quantity":"0 kg","site":"罐一","purpose":"x""#
      ).contains("0 kg"))
  }

  @Test("quantities are not integers only (USEPA e-Manifest)")
  func integerOnlyQuantities() throws {
    let tale = try Tale()
    try tale.tell(
      "2026-03-02 08:00", "化工厂", "production",
      Tale.made("B", "0.000001 kg", Sample.methanol, site: "罐一"))
    #expect(try tale.json("trace", "化工厂/B")["quantity"] as? String == "0.000001 kg")
  }

  @Test("kilograms become tonnes exactly (Trackdéchets 4675)")
  func kilogramsToTonnes() throws {
    let tale = try Tale()
    try tale.tell([
      tale.line(
        "2026-03-02 08:00", "化工厂", "production",
        Tale.made("B", "1234567.891 kg", Sample.methanol, site: "罐一")),
      tale.line(
        "2026-03-02 09:00", "化工厂", "use",
        #""lot":"化工厂/B","quantity":"1234.567891 t","site":"罐一","purpose":"x""#),
    ])
    let totals =
      (try tale.json("trace", "化工厂/B")["destination"] as? [String: Any])?["totals"]
      as? [String: String]
    #expect(totals?["used"] == "1234567.891 kg")
    #expect(totals?["held"] == "0 kg")
  }

  @Test("what was reported cannot be edited afterwards (Trackdéchets #2086)")
  func editableAfterSignature() throws {
    let tale = try Tale()
    let made = Tale.made("B", "5 kg", Sample.methanol, site: "罐一")
    try tale.tell("2026-03-02 08:00", "化工厂", "production", made, id: "A-1")
    let again = try tale.home.run(
      "append", input: tale.line("2026-03-02 08:00", "化工厂", "production", made, id: "A-1"))
    #expect(again.output.contains(#""recorded":false"#))
    let edited = try tale.home.run(
      "append",
      input: tale.line(
        "2026-03-02 08:00", "化工厂", "production",
        Tale.made("B", "6 kg", Sample.methanol, site: "罐一"), id: "A-1"))
    #expect(edited.status == 65)
    #expect(edited.error.contains("A-1"))
  }

  @Test("a message names the field, the value and the repair (USEPA e-Manifest #1542)")
  func genericMessages() throws {
    let tale = try Tale()
    let event = tale.line(
      "2026-03-02 08:00", "化工厂", "production",
      Tale.made("B", "1,234.5 t", Sample.methanol, site: "罐一"))
    for (language, words) in [
      ("zh", ["outputs[0].quantity", "1,234.5", "千位分隔符"]),
      ("en", ["outputs[0].quantity", "1,234.5", "12.5 t"]),
    ] {
      let told = try tale.home.run(["append", "--lang", language], input: event)
      #expect(told.status == 65)
      for word in words { #expect(told.error.contains(word), "\(word): \(told.error)") }
    }
  }
}
