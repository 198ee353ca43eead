internal import Dispatch
internal import LedgerFormat
internal import Synchronization

/// Threads that read, hash and decode batches, and hand them over in the order of the ledger.
///
/// Threads of Dispatch and not tasks, because they wait for files and for one another. Cutting a
/// segment into entries is done by one thread at a time, under a lock; it takes a small part of the
/// time. At most `AuditShape.batchesUnderWay` batches are in memory.
final class Workforce: Sendable {
  private let source: Mutex<Source>
  private let slots: [Slot]
  private let threads = DispatchGroup()
  /// Batches that are done: their memory is used again, their entries are dropped where they were made.
  private let used = Mutex<[ExaminedBatch]>([])
  private let hashesEvents: Bool
  private let isStopped = Atomic<Bool>(false)

  private struct Source: ~Copyable {
    var batches: BatchSource
    /// The number of the batch that is read next.
    var number = 0
    var isEnded = false
  }

  /// What a batch's examination gave: nil after the last batch.
  private typealias Outcome = Result<ExaminedBatch?, AuditError>

  /// A place where one batch after another is handed over.
  private final class Slot: Sendable {
    let outcome = Mutex<Outcome?>(nil)
    /// Starts at zero and is raised once, for such a semaphore may be given up at any value.
    let free = DispatchSemaphore(value: 0)
    let filled = DispatchSemaphore(value: 0)

    init() { free.signal() }
  }

  /// - Parameter hashesEvents: whether the events' bytes are hashed alone as well, for submissions.
  init(
    _ batches: consuming BatchSource, workerCount: Int, hashesEvents: Bool, _ shape: AuditShape
  ) {
    self.hashesEvents = hashesEvents
    source = Mutex(Source(batches: batches))
    slots = (0..<max(1, shape.batchesUnderWay)).map { _ in Slot() }
    let queue = DispatchQueue(label: "audit", attributes: .concurrent)
    for _ in 0..<max(1, min(workerCount, slots.count)) {
      queue.async(group: threads) { self.work() }
    }
  }

  /// Gives each examined batch to `body`, in order, on the thread of the caller.
  func forEachBatch(
    _ body: (borrowing ExaminedBatch) throws(AuditError) -> Void
  ) throws(AuditError) {
    defer { stop() }
    var number = 0
    while true {
      let slot = slots[number % slots.count]
      slot.filled.wait()
      let outcome = slot.outcome.withLock { stored in
        defer { stored = nil }
        return stored
      }
      guard let batch = try outcome?.get() else { return }
      try body(batch)
      used.withLock { $0.append(batch) }
      slot.free.signal()
      number += 1
    }
  }

  private func work() {
    var hasher = LedgerFormat.Hasher()
    while let (number, read) = next() {
      let slot = slots[number % slots.count]
      let outcome: Outcome =
        switch read {
        case .success(let batch): .success(batch?.examined(&hasher, hashesEvents: hashesEvents))
        case .failure(let error): .failure(error)
        }
      slot.outcome.withLock { $0 = outcome }
      slot.filled.signal()
    }
  }

  /// The memory of a batch that is done, whose entries are dropped.
  private func usedBuffer() -> [UInt8] { used.withLock { $0.popLast() }?.buffer ?? [] }

  /// Reads the next batch once its place is free; nil when there is nothing left to do.
  private func next() -> (number: Int, Result<Batch?, AuditError>)? {
    var buffer = usedBuffer()
    return source.withLock { source in
      guard !source.isEnded else { return nil }
      let number = source.number
      source.number += 1
      slots[number % slots.count].free.wait()
      guard !isStopped.load(ordering: .acquiring) else { return nil }
      do throws(AuditError) {
        var taken: [UInt8] = []
        swap(&taken, &buffer)
        let batch = try source.batches.nextBatch(reusing: taken)
        if batch == nil { source.isEnded = true }
        return (number, .success(batch))
      } catch {
        source.isEnded = true
        return (number, .failure(error))
      }
    }
  }

  /// Ends the threads, whatever they were doing, and waits for them.
  private func stop() {
    isStopped.store(true, ordering: .releasing)
    // A thread may be waiting for any of the places, with others waiting behind it.
    for slot in slots { for _ in slots { slot.free.signal() } }
    threads.wait()
  }
}
