internal import Dispatch
internal import LedgerFormat
internal import Synchronization

/// Gathers the streams of many entries on two processors.
extension StreamChanges {
  /// The streams that some neighbouring entries are on as the map has them, in the order of their keys.
  ///
  /// Where the entries are of several segments a second thread reads the older ones, from files of its own:
  /// a segment that another one follows is whole in its file.
  static func leaves(
    of log: EntryLog, _ range: Range<UInt64>, _ hasher: inout Hasher
  ) throws(StoreError) -> [StreamMapLeaf] {
    let lowest = log.shape.segment(of: range.lowerBound)
    let highest = log.shape.segment(of: range.upperBound - 1)
    guard lowest < highest, range.count >= log.shape.entriesOfTwoThreadsMin,
      log.tail.trial == nil
    else {
      return try StreamChanges(log, range, &hasher).leaves(&hasher)
    }
    let middle = log.shape.firstIndex(ofSegment: (lowest + highest + 1) / 2)
    let (root, shape) = (log.root, log.shape)
    let oldest = OtherThread { () -> Result<StreamChanges, StoreError> in
      do throws(StoreError) {
        let offsets = try OffsetTable(
          file: try root.openIfPresent(OffsetTable.path, .read), size: middle)
        let log = EntryLog(
          root: root, shape: shape, offsets: offsets, size: middle, lastLeafHash: nil)
        var hasher = Hasher()
        return .success(try StreamChanges(log, range.lowerBound..<middle, &hasher))
      } catch { return .failure(error) }
    }
    let newer: StreamChanges
    do throws(StoreError) {
      newer = try StreamChanges(log, middle..<range.upperBound, &hasher)
    } catch {
      _ = oldest.result()
      throw error
    }
    var older = try oldest.result().get()
    older.giveWay(to: newer)
    let remaining = older
    let olderLeaves = OtherThread { () -> [StreamMapLeaf] in
      var hasher = Hasher()
      return remaining.leaves(&hasher)
    }
    let newerLeaves = newer.leaves(&hasher)
    return merged(olderLeaves.result(), newerLeaves)
  }

  /// The leaves of two lists that are in the order of their keys.
  private static func merged(
    _ left: [StreamMapLeaf], _ right: [StreamMapLeaf]
  ) -> [StreamMapLeaf] {
    var merged: [StreamMapLeaf] = []
    merged.reserveCapacity(left.count + right.count)
    var position = 0
    for leaf in left {
      while position < right.count, right[position].key < leaf.key {
        merged.append(right[position])
        position += 1
      }
      merged.append(leaf)
    }
    merged.append(contentsOf: right[position...])
    return merged
  }
}

/// Work that is done on another thread, and waited for.
private final class OtherThread<Value: Sendable>: Sendable {
  private let done = Mutex<Value?>(nil)
  private let thread = DispatchGroup()

  init(_ work: @escaping @Sendable () -> Value) {
    DispatchQueue.global().async(group: thread) {
      let value = work()
      self.done.withLock { $0 = value }
    }
  }

  /// Waits for the work's end and gives what came of it.
  func result() -> Value {
    thread.wait()
    guard let value = done.withLock({ $0 }) else { preconditionFailure("the work was done") }
    return value
  }
}
