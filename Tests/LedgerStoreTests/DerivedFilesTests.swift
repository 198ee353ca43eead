import Foundation
import LedgerFormat
import TestSupport
import Testing

@testable import LedgerStore

@Suite("Derived files")
struct DerivedFilesTests {
  private func ledger(size: Int = 330) throws -> TemporaryLedger {
    let ledger = try TemporaryLedger()
    let writer = try ledger.create()
    for start in stride(from: 0, to: size - 1, by: 7) {
      let numbers = start..<min(start + 7, size - 1)
      try ledger.commit(numbers.map { ("e-\($0)", ["P/\($0 % 40)"]) }, to: writer)
    }
    return ledger
  }

  private func expectAnswers(_ ledger: TemporaryLedger, size: UInt64 = 330) throws {
    try expectWhole(try ledger.read(), size: size)
    let writer = try ledger.open()
    try expectWhole(writer.view, size: size)
    try ledger.commit([("more", ["P/3"])], to: writer)
    try expectWhole(writer.view, size: size + 1)
  }

  @Test("nothing is lost with them", arguments: [["index"], ["tree"], ["index", "tree"]])
  func deleted(folders: [String]) throws {
    let ledger = try ledger()
    for folder in folders { try ledger.remove(folder) }
    try expectAnswers(ledger)
  }

  @Test("each missing, cut or full of noise is noticed")
  func spoiled() throws {
    let whole = try ledger()
    var random = SeededGenerator(seed: 3)
    for folder in ["index", "tree"] {
      for name in try whole.names(in: folder) {
        let path = folder + "/" + name
        let bytes = try whole.bytes(of: path)
        let noise = bytes.map { _ in UInt8.random(in: 0 ... .max, using: &random) }
        let cut = Array(bytes[..<(bytes.count / 2)])
        for content in [nil, cut, noise, []] as [[UInt8]?] {
          let copy = try TemporaryLedger()
          try FileManager.default.copyItem(atPath: whole.path, toPath: copy.path)
          if let content { try copy.write(content, to: path) } else { try copy.remove(path) }
          if folder == "index" {
            try expectAnswers(copy)
          } else {
            // What lies further back in the tree is found before a root is signed.
            let writer = try copy.open()
            let root = try whole.read().root(at: 330)
            do { #expect(try writer.checkedRoot(since: nil) == root) } catch {
              guard case StoreError.treeDamaged = error else { throw error }
              try writer.reindex()
              #expect(try writer.checkedRoot(since: nil) == root)
            }
          }
        }
      }
    }
  }

  @Test("every block of every run is checked before it is believed")
  func flippedBlocks() throws {
    let whole = try ledger()
    var random = SeededGenerator(seed: 4)
    for name in try whole.names(in: "index") where name.hasPrefix("run-") {
      let bytes = try whole.bytes(of: "index/" + name)
      for block in stride(from: 0, to: bytes.count, by: IndexBlock.sizeBytes) {
        let place = block + Int.random(in: 0..<IndexBlock.sizeBytes, using: &random)
        let copy = try TemporaryLedger()
        try FileManager.default.copyItem(atPath: whole.path, toPath: copy.path)
        var spoiled = bytes
        spoiled[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        try copy.write(spoiled, to: "index/" + name)
        try expectAnswers(copy)
      }
    }
  }

  @Test("an index of another ledger is not believed")
  func strangersIndex() throws {
    let (first, second) = (try ledger(), try ledger())
    try second.commit([("other", ["P/99"])], to: second.open())
    try first.remove("index")
    try FileManager.default.copyItem(
      atPath: second.path + "/index", toPath: first.path + "/index")
    try expectAnswers(first)
  }

  @Test("a tree that was changed since it was signed is found, and so are entries")
  func signedRoot() throws {
    let ledger = try ledger()
    let writer = try ledger.open()
    let signed = (size: writer.view.size, root: try writer.checkedRoot(since: nil))
    try ledger.commit([("more", ["P/3"])], to: writer)
    let root = try writer.checkedRoot(since: signed)
    #expect(try root == writer.checkedRoot(since: nil))
    var hasher = Hasher()
    let other = hasher.digest([1].span)
    #expect(
      throws: StoreError.rootMismatch(size: signed.size, expected: other, found: signed.root)
    ) { _ = try writer.checkedRoot(since: (signed.size, other)) }
    var bytes = try ledger.bytes(of: "tree/0")
    bytes[32 * 5] ^= 1
    try ledger.write(bytes, to: "tree/0")
    #expect(throws: StoreError.self) { _ = try writer.checkedRoot(since: nil) }
    try writer.reindex()
    #expect(try writer.checkedRoot(since: signed) == root)
  }

  @Test("checkpoints keeps what is worth it and the newest hundred")
  func checkpoints() throws {
    let ledger = try TemporaryLedger()
    let writer = try ledger.create()
    for number in 0..<500 {
      let note = Array("origin\n\(number)\nroot\n\n\u{2014} origin AAAAAAA=\n".utf8)
      try writer.writeCheckpoint(note) { $0[7] == UInt8(ascii: "3") }
    }
    let bytes = try ledger.bytes(of: "checkpoints")
    let notes = CheckpointsFile.notes(in: bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
    #expect(notes.allSatisfy { $0.hasSuffix("\u{2014} origin AAAAAAA=\n") })
    let numbers = notes.compactMap { Int($0.split(separator: "\n")[1]) }
    #expect(numbers == numbers.sorted() && numbers.suffix(100) == Array(400..<500)[...])
    #expect(Set(numbers).isSuperset(of: Set(300..<400).union([3, 30, 39])))
    #expect(numbers.count < 320)
    #expect(try ledger.read().checkpoints().map { String(decoding: $0, as: UTF8.self) } == notes)
    #expect(try ledger.read().checkpoint() == writer.view.checkpoints().last)
    #expect(try ledger.bytes(of: "checkpoint") == Array(notes[notes.count - 1].utf8))
  }
}
