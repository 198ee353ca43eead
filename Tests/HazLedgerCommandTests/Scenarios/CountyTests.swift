import Foundation
import Testing

/// A small county of the generator in tools/county; the large one is `tools/county/run`.
@Suite("A county with planted faults")
struct PlantedCountyTests {
  @Test("every planted fault is found or refused, and nothing else is")
  func everyFaultIsFound() throws {
    let home = try LedgerAtHome()
    let tools = Fixture.root.deletingLastPathComponent().appending(path: "tools/county").path
    let made = try home.run(
      tool: "python3", [tools + "/county.py", home.scratch.folder.path, "2500", "60", "7"])
    try #require(made.status == 0, "\(made.error)")
    try home.create()
    let registered = try home.run("import", home.scratch.path("register.jsonl"))
    try #require(registered.status == 0, "\(registered.error)")
    let imported = try home.run(
      "import", home.scratch.path("events.jsonl"), "--skip-invalid", "--rejects",
      home.scratch.path("rejects.jsonl"), "--format", "json")
    try #require(imported.status == 0, "\(imported.error)")
    let alerts = try home.run(
      "alerts", "--as-of", "2026-03-31T23:59:59+08:00", "--format", "json")
    try #require(alerts.status == 0, "\(alerts.error)")
    let path = try home.file("alerts.json", alerts.output)
    let checked = try home.run(
      tool: "python3",
      [
        tools + "/check.py", home.scratch.path("planted.json"), path,
        home.scratch.path("rejects.jsonl"),
      ])
    #expect(checked.status == 0, "\(checked.output)")
  }
}
