import Foundation
import Testing

/// Which rooms a room may import, as the architecture draws them; a missing arrow is forbidden.
private let arrows: [String: Set<String>] = [
  "LedgerFormat": ["COpenSSL"],
  "LedgerStore": ["LedgerFormat"],
  "Custody": ["LedgerFormat"],
  "Traceability": ["Custody", "LedgerFormat"],
  "Regulation": ["Custody", "LedgerFormat"],
  "LedgerAudit": ["LedgerFormat", "Custody"],
  "Interchange": ["Custody", "Traceability", "LedgerFormat"],
  "HazLedger": [
    "LedgerFormat", "LedgerStore", "Custody", "Traceability", "Regulation", "LedgerAudit",
    "Interchange",
  ],
  "HazLedgerCommand": [
    "HazLedger", "LedgerAudit", "Interchange", "Custody", "Traceability", "Regulation",
    "LedgerFormat", "LedgerStore", "ArgumentParser",
  ],
]

/// Modules of the toolchain that any room may import.
private let systemModules: Set<String> = ["Glibc", "Synchronization", "Dispatch"]

@Suite("The rooms and their arrows")
struct ArrowTests {
  @Test("every import follows an arrow of the architecture", arguments: arrows.keys.sorted())
  func importsFollowArrows(room: String) throws {
    let allowed = try #require(arrows[room]).union(systemModules)
    let files = try SourceTree.swiftFiles(in: "Sources/\(room)")
    #expect(!files.isEmpty)
    for file in files {
      for module in try SourceTree.imports(of: file) where !allowed.contains(module) {
        let isAtHome = ["HazLedger", "HazLedgerCommand"].contains(room)
        #expect(isAtHome && module == "Foundation", "\(file.path) imports \(module)")
      }
    }
  }

  @Test("every room of Sources has its arrows written down")
  func everyRoomIsDrawn() throws {
    let rooms = try FileManager.default.contentsOfDirectory(
      atPath: SourceTree.root.appending(path: "Sources").path)
    #expect(Set(rooms) == Set(arrows.keys).union(["COpenSSL"]))
  }
}
