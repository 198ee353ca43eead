import TestSupport

@testable import LedgerStore

/// One file of a simulated disk: what every process reads, and what the disk has of it.
///
/// A change is pending until a sync. When the power goes, each sector that pending changes touch is found
/// as it was after any number of them, or garbled where they wrote; bytes of the sector beside those
/// are not harmed. The length found is any from the old one to the new one.
struct SimulatedFile {
  static let sectorSizeBytes = 512

  private enum Change {
    case write(offset: Int, bytes: [UInt8])
    case truncate(sizeBytes: Int)
  }

  /// The bytes as the operating system shows them.
  private(set) var bytes: [UInt8] = []
  private var durable: [UInt8] = []
  private var pending: [Change] = []
  private var mirror: SimulatedMapping?

  mutating func write(_ part: [UInt8], at offset: Int) {
    SimulatedFile.apply(part, at: offset, to: &bytes)
    pending.append(.write(offset: offset, bytes: part))
    mirror?.write(part, at: offset)
  }

  mutating func truncate(to sizeBytes: Int) {
    SimulatedFile.resize(&bytes, to: sizeBytes)
    pending.append(.truncate(sizeBytes: sizeBytes))
    mirror?.truncate(to: sizeBytes)
  }

  /// Maps the file, so that later writes are seen through the mapping.
  mutating func map(sizeBytes: Int) -> MappedFile? {
    if mirror == nil { mirror = SimulatedMapping(bytes) }
    return mirror?.map(sizeBytes: sizeBytes)
  }

  /// Later writes are not seen through mappings made before.
  mutating func forgetMapping() { mirror = nil }

  /// Everything written so far is on the disk.
  mutating func sync() {
    for change in pending {
      switch change {
      case .write(let offset, let part): SimulatedFile.apply(part, at: offset, to: &durable)
      case .truncate(let sizeBytes): SimulatedFile.resize(&durable, to: sizeBytes)
      }
    }
    pending = []
  }

  /// A sync that failed: pages count as clean from now on, whether they reached the disk or not.
  mutating func failSync(_ survival: Survival, _ random: inout SeededGenerator) {
    settle(survival, &random, isTruncateCertain: true)
  }

  /// The power goes: what every process reads is from now on what the disk has.
  mutating func losePower(_ survival: Survival, _ random: inout SeededGenerator) {
    settle(survival, &random, isTruncateCertain: false)
    bytes = durable
    mirror = nil
  }

  private mutating func settle(
    _ survival: Survival, _ random: inout SeededGenerator, isTruncateCertain: Bool
  ) {
    let sizeBefore = durable.count
    var fates = fates(survival, &random)
    for change in pending {
      switch change {
      case .truncate(let sizeBytes):
        if isTruncateCertain || survival.keeps(&random) {
          SimulatedFile.resize(&durable, to: sizeBytes)
        }
      case .write(let offset, let part):
        settle(part, at: offset, &fates, &random)
      }
    }
    pending = []
    settleSize(before: sizeBefore, &random)
  }

  /// Decides for each touched sector how many of its changes reach the disk, and whether well.
  private func fates(
    _ survival: Survival, _ random: inout SeededGenerator
  ) -> [Int: (remaining: Int, isGarbled: Bool)] {
    var touches: [Int: Int] = [:]
    for case .write(let offset, let part) in pending where !part.isEmpty {
      for sector in SimulatedFile.sectors(offset, part.count) { touches[sector, default: 0] += 1 }
    }
    var fates: [Int: (remaining: Int, isGarbled: Bool)] = [:]
    for (sector, count) in touches.sorted(by: { $0.key < $1.key }) {
      fates[sector] = (survival.kept(of: count, &random), survival.garbles(&random))
    }
    return fates
  }

  private mutating func settle(
    _ part: [UInt8], at offset: Int, _ fates: inout [Int: (remaining: Int, isGarbled: Bool)],
    _ random: inout SeededGenerator
  ) {
    guard !part.isEmpty else { return }
    for sector in SimulatedFile.sectors(offset, part.count) {
      guard let fate = fates[sector], fate.remaining > 0 || fate.isGarbled else { continue }
      fates[sector]?.remaining -= 1
      let start = max(0, sector * SimulatedFile.sectorSizeBytes - offset)
      let end = min(part.count, (sector + 1) * SimulatedFile.sectorSizeBytes - offset)
      var piece = Array(part[start..<end])
      if fate.isGarbled {
        let isZeroed = random.chance(1, in: 3)
        for position in piece.indices {
          piece[position] = isZeroed ? 0 : UInt8.random(in: 0 ... .max, using: &random)
        }
      }
      SimulatedFile.apply(piece, at: offset + start, to: &durable)
    }
  }

  private mutating func settleSize(before: Int, _ random: inout SeededGenerator) {
    switch Int.random(in: 0..<3, using: &random) {
    case 0 where bytes.count > durable.count:
      // The length is on the disk, and the bytes up to it never were.
      SimulatedFile.resize(&durable, to: bytes.count)
    case 1 where durable.count > before:
      durable.removeLast(Int.random(in: 0...durable.count - before, using: &random))
    default: break
    }
  }

  private static func sectors(_ offset: Int, _ count: Int) -> ClosedRange<Int> {
    offset / sectorSizeBytes...(offset + count - 1) / sectorSizeBytes
  }

  private static func apply(_ part: [UInt8], at offset: Int, to bytes: inout [UInt8]) {
    if offset > bytes.count { resize(&bytes, to: offset) }
    let end = offset + part.count
    let rest = end < bytes.count ? Array(bytes[end...]) : []
    bytes.removeLast(bytes.count - offset)
    bytes.append(contentsOf: part)
    bytes.append(contentsOf: rest)
  }

  private static func resize(_ bytes: inout [UInt8], to sizeBytes: Int) {
    if sizeBytes < bytes.count {
      bytes.removeLast(bytes.count - sizeBytes)
    } else {
      bytes.append(contentsOf: repeatElement(0, count: sizeBytes - bytes.count))
    }
  }
}

/// How much of what was not synced a failure leaves.
struct Survival {
  /// Of a hundred sectors or names, so many are as if they had been synced.
  var keptPercent: Int
  /// Of a hundred sectors, so many are garbled.
  var garbledPercent: Int

  /// Nothing, everything, or any share between.
  static func any(_ random: inout SeededGenerator) -> Survival {
    Survival(
      keptPercent: random.pick([0, 10, 50, 90, 100]), garbledPercent: random.pick([0, 0, 5, 50]))
  }

  func keeps(_ random: inout SeededGenerator) -> Bool { random.chance(keptPercent, in: 100) }

  func garbles(_ random: inout SeededGenerator) -> Bool { random.chance(garbledPercent, in: 100) }

  /// The number of changes of a sector that reach the disk.
  func kept(of count: Int, _ random: inout SeededGenerator) -> Int {
    guard keeps(&random) else { return 0 }
    return random.chance(3, in: 4) ? count : Int.random(in: 0...count, using: &random)
  }
}
