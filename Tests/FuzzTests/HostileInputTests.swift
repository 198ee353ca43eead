import Foundation
import FuzzTargets
import TestSupport
import Testing

/// What fuzzing began with and what it found, on every run of the tests.
@Suite("Hostile bytes")
struct HostileInputTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "fixtures/hostile")

  /// The bytes that are kept for a target.
  private static func kept(_ target: HostileInput) throws -> [(name: String, bytes: [UInt8])] {
    let folder = folder.appending(path: target.rawValue)
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map {
      ($0, Array(try Data(contentsOf: folder.appending(path: $0))))
    }
  }

  @Test("seeds and past failures break no promise", arguments: HostileInput.allCases)
  func replayed(target: HostileInput) throws {
    let kept = try HostileInputTests.kept(target)
    #expect(!kept.isEmpty)
    for (name, bytes) in kept {
      #expect(throws: Never.self, "\(target) \(name)") { try target.check(bytes) }
    }
  }

  @Test("seeds that were changed at random break no promise", arguments: HostileInput.allCases)
  func mutated(target: HostileInput) throws {
    let seeds = try HostileInputTests.kept(target).map(\.bytes)
    var random = SeededGenerator(seed: 11)
    // A folder or a tree is files on the disk for each.
    for round in 0..<(target == .folder || target == .tiles ? 150 : 1_500) {
      let seed = try #require(seeds.randomElement(using: &random))
      let bytes = HostileInputTests.mutation(of: seed, with: seeds, &random)
      #expect(throws: Never.self, "\(target) in round \(round)") { try target.check(bytes) }
    }
  }

  /// Bytes with up to four changes: a bit, a byte, a cut, a repetition, a piece of another seed.
  private static func mutation(
    of seed: [UInt8], with seeds: [[UInt8]], _ random: inout SeededGenerator
  ) -> [UInt8] {
    var bytes = seed
    for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
      let place = Int.random(in: bytes.indices, using: &random)
      let end = min(bytes.count, place + Int.random(in: 1...9, using: &random))
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1: bytes[place] = UInt8.random(in: 0 ... .max, using: &random)
      case 2: bytes.removeSubrange(place..<end)
      case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
      case 4: bytes.removeSubrange(place...)
      default:
        let other = seeds.randomElement(using: &random) ?? []
        guard !other.isEmpty else { continue }
        let start = Int.random(in: other.indices, using: &random)
        let piece = other[start..<min(other.count, start + 16)]
        bytes.replaceSubrange(place..<end, with: piece)
      }
    }
    return bytes
  }
}
