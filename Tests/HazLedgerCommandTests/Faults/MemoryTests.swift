import Foundation
import TestSupport
import Testing

/// What the program holds does not grow with what it is given.
@Suite("Memory and descriptors", .serialized)
struct MemoryTests {
  /// Runs a command to its end and gives the most memory it had, in KiB, and the most open files.
  private func measure(
    _ home: LedgerAtHome, _ arguments: [String]
  ) throws -> (peakKiB: Int, descriptorsMax: Int, status: Int32) {
    let process = Process()
    process.executableURL = Program.url
    process.arguments = arguments
    process.environment = home.environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    let folder = "/proc/\(process.processIdentifier)"
    var (peak, descriptors) = (0, 0)
    while process.isRunning {
      // The system's own count of the peak: the last look is the one that says it.
      if let status = try? String(contentsOfFile: folder + "/status", encoding: .utf8),
        let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM") }),
        let number = line.split(separator: " ", omittingEmptySubsequences: true).dropFirst().first
          ?? line.split(separator: "\t").last
      {
        peak = max(peak, Int(number) ?? 0)
      }
      let open = try? FileManager.default.contentsOfDirectory(atPath: folder + "/fd")
      descriptors = max(descriptors, open?.count ?? 0)
      usleep(2_000)
    }
    return (peak, descriptors, process.terminationStatus)
  }

  /// Writes a file of so many lines of noise, none of which is an event.
  private func garbage(_ home: LedgerAtHome, lines: Int, isJSON: Bool) throws -> String {
    let path = home.scratch.path("garbage")
    try Data().write(to: URL(filePath: path))
    let file = try #require(FileHandle(forWritingAtPath: path))
    var random = SeededGenerator(seed: 5)
    let alphabet = Array("abc,;\"{}[]:0123456789 甲苯\\".unicodeScalars.map(String.init))
    let block =
      (0..<1_000).map { _ in
        let noise = (0..<Int.random(in: 0..<60, using: &random)).map { _ in
          alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
        }
        // Quotes would make one endless row of many lines, which is another test.
        return (isJSON ? "{" : "") + noise.joined().replacing("\"", with: "")
      }.joined(separator: "\n") + "\n"
    if !isJSON { try file.write(contentsOf: Data("id,kind,time,party,lot,quantity\n".utf8)) }
    for _ in 0..<max(1, lines / 1_000) { try file.write(contentsOf: Data(block.utf8)) }
    try file.close()
    return path
  }

  @Test("a file of garbage takes no more memory however long it is", arguments: [true, false])
  func garbage(isJSON: Bool) throws {
    let home = try LedgerAtHome()
    try home.create()
    let lines = Host.count("GARBAGE_LINES", ordinarily: 100_000)
    var peaks: [Int] = []
    for count in [lines / 10, lines] {
      let path = try garbage(home, lines: count, isJSON: isJSON)
      let measured = try measure(
        home, ["import", path, "--skip-invalid", "--rejects", home.scratch.path("rejects")])
      #expect(measured.status == 0)
      peaks.append(measured.peakKiB)
      try FileManager.default.removeItem(atPath: home.scratch.path("rejects"))
    }
    #expect(peaks[0] > 0 && peaks[1] < peaks[0] + 24 * 1_024, "\(peaks) KiB")
    print("faults: \(lines) lines of garbage, JSON \(isJSON): at most \(peaks[1]) KiB")
  }

  @Test("a file that is one endless row is refused without being held")
  func endlessRow() throws {
    let home = try LedgerAtHome()
    try home.create()
    let row = "id,kind,time,party\n\"" + String(repeating: "x\n", count: 20 << 20)
    let path = try home.file("endless.csv", row)
    let measured = try measure(home, ["import", path])
    #expect(measured.status == 65)
    #expect(measured.peakKiB < 120 * 1_024, "\(measured.peakKiB) KiB")
  }

  @Test("a hundred files imported by one process leave no descriptor and little memory behind")
  func manyFiles() throws {
    let home = try LedgerAtHome()
    try home.create()
    var measured: [(peakKiB: Int, descriptorsMax: Int, status: Int32)] = []
    for (name, count) in [("few", 10), ("many", 100)] {
      let files = try (0..<count).map { number in
        let id = "\(name)\(number)"
        return try home.file(id + ".jsonl", MadeEvents.file(id, count: 20))
      }
      measured.append(try measure(home, ["import"] + files))
    }
    #expect(measured.allSatisfy { $0.status == 0 })
    #expect(measured[1].descriptorsMax <= measured[0].descriptorsMax + 4, "\(measured)")
    #expect(measured[1].peakKiB < measured[0].peakKiB + 16 * 1_024, "\(measured)")
  }
}
