internal import LedgerFormat

/// The streams that changed since the last commitment, and the map that they change.
struct StreamChanges: ~Copyable {
  /// Beyond so many, the tables are searched for what changed.
  private static let listedMax = 1 << 16

  var map: StreamMapCheck
  private var listed: [(stream: NameDigest, isConsignment: Bool)] = []
  private var isListed = true

  /// - Parameter streamCount: as many streams as there will probably be.
  init(_ budget: MemoryBudget, streamCount: Int) {
    map = StreamMapCheck(budget, streamCount: streamCount)
  }

  /// Notes a stream that did not change before.
  @inline(__always)
  mutating func note(_ stream: NameDigest, isConsignment: Bool) {
    guard isListed else { return }
    if listed.count == StreamChanges.listedMax {
      isListed = false
      listed.removeAll()
      return
    }
    listed.append((stream, isConsignment))
  }

  /// The map's root with all that changed.
  mutating func root(
    _ lots: inout RecordTable<LotRecord>, _ consignments: inout RecordTable<ConsignmentRecord>
  ) -> Hash {
    if isListed {
      for (stream, isConsignment) in listed {
        if isConsignment {
          if let place = consignments.find(stream) { take(&consignments[place].stream) }
        } else {
          if let place = lots.find(stream) { take(&lots[place].stream) }
        }
      }
    } else {
      for place in 0..<lots.placeCount where lots[place].stream.isChanged {
        take(&lots[place].stream)
      }
      for place in 0..<consignments.placeCount where consignments[place].stream.isChanged {
        take(&consignments[place].stream)
      }
    }
    listed.removeAll(keepingCapacity: true)
    isListed = true
    return map.root()
  }

  private mutating func take(_ stream: inout StreamRecord) {
    stream.count &= ~StreamRecord.changedBit
    map.renew(stream.number, count: UInt64(stream.count), head: stream.head)
  }
}

extension StreamRecord {
  fileprivate var isChanged: Bool { count & StreamRecord.changedBit != 0 }
}
