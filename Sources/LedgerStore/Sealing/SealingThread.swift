internal import Dispatch
internal import LedgerFormat
internal import Synchronization

/// Seals chunks on a thread of its own, in their order.
///
/// A thread of Dispatch and not a task, because it waits for the disk. At most `chunksMax` chunks wait, or are at
/// work. After a failure nothing more is sealed, and whoever hands over or waits is told.
final class SealingThread: Sendable {
  private static let chunksMax = 4

  private struct State {
    var failure: StoreError?
    /// The entries that stand in files.
    var writtenSize: UInt64
    /// Marks of the offset table that nobody took yet, and how many there are with those taken.
    var marks: [Int] = []
    var markCount: UInt64
  }

  private let sealer: EntrySealer
  private let state: Mutex<State>
  /// One more than are away, in the order in which they are handed over: so whoever has got room for one more
  /// knows that the next of them is back.
  private let chunks = (0...SealingThread.chunksMax).map { _ in EntryChunk() }
  private let handedOver = Atomic<Int>(0)
  private let queue = DispatchQueue(label: "sealing")
  // Starts at zero, for such a semaphore may be given up at any value.
  private let room = DispatchSemaphore(value: 0)
  private let work = DispatchGroup()

  /// - Parameter sealer: which nobody else uses before he has waited.
  init(_ sealer: EntrySealer) {
    self.sealer = sealer
    state = Mutex(
      State(writtenSize: sealer.log.writtenSize, markCount: sealer.log.offsets.count))
    for _ in 0..<SealingThread.chunksMax { room.signal() }
  }

  /// The chunk to fill.
  var chunk: EntryChunk {
    chunks[handedOver.load(ordering: .relaxed) % chunks.count]
  }

  /// Hands the chunk over, which another takes the place of.
  ///
  /// - Throws: what went wrong before.
  func handOver() throws(StoreError) {
    let chunk = chunk
    room.wait()
    if let failure {
      room.signal()
      throw failure
    }
    handedOver.add(1, ordering: .relaxed)
    queue.async(group: work) { self.seal(chunk) }
  }

  /// Waits until all that was handed over is sealed, or something went wrong.
  func wait() { work.wait() }

  /// What went wrong; nil as long as nothing did.
  var failure: StoreError? { state.withLock { $0.failure } }

  /// Lets a log that reads files alone know how far they reach now.
  func extend(_ log: EntryLog) {
    state.withLock { state in
      guard state.writtenSize > log.size else { return }
      log.extend(to: state.writtenSize, marks: state.marks)
      state.marks.removeAll(keepingCapacity: true)
    }
  }

  private func seal(_ chunk: EntryChunk) {
    if failure == nil {
      do throws(StoreError) { try sealer.seal(chunk) } catch {
        state.withLock { $0.failure = error }
      }
      publish()
    }
    chunk.removeAll()
    room.signal()
  }

  private func publish() {
    let log = sealer.log
    state.withLock { state in
      guard log.writtenSize > state.writtenSize else { return }
      state.writtenSize = log.writtenSize
      while state.markCount < log.offsets.count {
        if let offset = log.offsets.offset(ofMark: state.markCount) { state.marks.append(offset) }
        state.markCount += 1
      }
    }
  }
}
