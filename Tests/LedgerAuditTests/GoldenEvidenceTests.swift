import Custody
import Foundation
import LedgerFormat
import Testing

@testable import LedgerAudit

/// Files of evidence that another program made, in another language, from the documentation alone.
@Suite("Evidence that another program made")
struct GoldenEvidenceTests {
  private static let key =
    "county.example/chemicals+4f5ab75a+AT1AF8PoQ4lakrcKp00bfrycmCzPLsSWjMDNVfEq9GYM"

  private struct Sample {
    let subject: StreamKey
    let covered: UInt64
    let later: Int
    let bytes: [UInt8]
  }

  private static func samples() throws -> [Sample] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
    let text = try String(contentsOf: folder.appending(path: "evidence.txt"), encoding: .utf8)
    return try text.split(separator: "\n").filter { $0.hasPrefix("evidence ") }.map { line in
      let parts = line.split(separator: " ").map(String.init)
      let kind = try #require(UInt8(parts[1]).flatMap(StreamKind.init))
      let digits = Array(parts[5].utf8)
      let bytes = stride(from: 0, to: digits.count, by: 2).compactMap { place in
        UInt8(String(decoding: digits[place..<place + 2], as: UTF8.self), radix: 16)
      }
      return Sample(
        subject: StreamKey(kind: kind, id: Identifier(parts[2])),
        covered: try #require(UInt64(parts[3])), later: try #require(Int(parts[4])), bytes: bytes)
    }
  }

  @Test("is read, written again as it was, and proves what that program meant")
  func golden() throws {
    let checker = EvidenceChecker(policy: TrustPolicy(logs: [try VerifierKey(Self.key)]))
    let samples = try GoldenEvidenceTests.samples()
    #expect(samples.count == 5)
    for sample in samples {
      let evidence = try Evidence(sample.bytes.span)
      #expect(evidence.bytes == sample.bytes)
      let proved = try checker.check(evidence)
      #expect(proved.subject == sample.subject)
      #expect(proved.completeTo.size == 12)
      let own = try #require(proved.streams.first { $0.key == sample.subject })
      #expect(own.committedCount == sample.covered, "\(sample.subject)")
      #expect(own.indices.count == Int(sample.covered) + sample.later, "\(sample.subject)")
    }
  }
}
