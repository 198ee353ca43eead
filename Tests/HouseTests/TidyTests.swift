import Foundation
import Testing

/// The house rules that a machine can see.
@Suite("A tidy house")
struct TidyTests {
  @Test("no source file is over 600 lines")
  func filesAreShort() throws {
    for folder in ["Sources", "Tests"] {
      for file in try SourceTree.swiftFiles(in: folder) {
        #expect(try SourceTree.lines(of: file).count <= 600, "\(file.path)")
      }
    }
  }

  @Test("nothing is left open")
  func nothingIsLeftOpen() throws {
    let marks = ["TO" + "DO", "FIX" + "ME", "fatalError(\"not " + "implemented"]
    for folder in ["Sources", "Tests"] {
      for file in try SourceTree.swiftFiles(in: folder) {
        let text = try String(contentsOf: file, encoding: .utf8)
        for mark in marks { #expect(!text.contains(mark), "\(file.path) says \(mark)") }
      }
    }
  }

  @Test("unsafe code stands only in files named for it")
  func unsafeCodeIsNamed() throws {
    let names = ["Unsafe", "Glibc", "OpenSSL", "MappedFile", "+Iconv"]
    for file in try SourceTree.swiftFiles(in: "Sources") {
      let name = file.lastPathComponent
      guard !names.contains(where: name.contains) else { continue }
      let isUnsafe = try SourceTree.lines(of: file).contains { line in
        !line.trimmingPrefix(while: \.isWhitespace).hasPrefix("//")
          && line.firstMatch(of: /\bunsafe\s/) != nil
      }
      #expect(!isUnsafe, "\(file.path) has unsafe code and no name for it")
    }
  }

  @Test("the top of the checkout holds the package and nothing else")
  func topIsBare() throws {
    let known: Set = ["Package.swift", "Sources", "Tests", "fixtures", "tools", "README.md"]
    let found = try FileManager.default.contentsOfDirectory(atPath: SourceTree.root.path)
    let strange = found.filter { !$0.hasPrefix(".") && $0 != "Package.resolved" }
    #expect(Set(strange).subtracting(known).isEmpty)
  }
}
