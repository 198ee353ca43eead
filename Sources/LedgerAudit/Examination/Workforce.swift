internal import Dispatch
internal import LedgerFormat
internal import Synchronization

/// Threads that read, hash and decode batches, and hand them over in the order of the ledger.
///
/// Threads of Dispatch and not tasks, because they wait for files and for one another. Cutting a
/// segment into entries is done by one thread at a time, under a lock; it takes a small part of the
/// time. At most `AuditShape.batchesUnderWay` batches are in memory.
final class Workforce<Product: BatchProduct>: Sendable {
  private let source: Mutex<Source>
  private let slots: [Slot]
  private let threads = DispatchGroup()
  /// Batches that are done: their memory is used again, their entries are dropped where they were made.
  private let used = Mutex<[Product]>([])
  private let examine: Examine
  private let isStopped = Atomic<Bool>(false)

  /// Finds out about a batch what can be found out without the others.
  ///
  /// - Parameter used: a batch that is done, whose memory may be used again.
  typealias Examine =
    @Sendable (
      _ batch: consuming Batch, _ used: consuming Product?, _ hasher: inout LedgerFormat.Hasher
    ) -> Product

  private struct Source: ~Copyable {
    var batches: BatchSource
    /// The number of the batch that is read next.
    var number = 0
    var isEnded = false
  }

  /// What a batch's examination gave: nil after the last batch.
  private typealias Outcome = Result<Product?, AuditError>

  /// A place where one batch after another is handed over.
  private final class Slot: Sendable {
    let outcome = Mutex<Outcome?>(nil)
    /// Starts at zero and is raised once, for such a semaphore may be given up at any value.
    let free = DispatchSemaphore(value: 0)
    let filled = DispatchSemaphore(value: 0)

    init() { free.signal() }
  }

  init(
    _ batches: consuming BatchSource, workerCount: Int, _ shape: AuditShape,
    examine: @escaping Examine
  ) {
    self.examine = examine
    source = Mutex(Source(batches: batches))
    slots = (0..<max(1, shape.batchesUnderWay)).map { _ in Slot() }
    let queue = DispatchQueue(label: "audit", attributes: .concurrent)
    for _ in 0..<max(1, min(workerCount, slots.count)) {
      queue.async(group: threads) { self.work() }
    }
  }

  /// Gives each examined batch to `body`, in order, on the thread of the caller, as long as it gives true.
  func forEachBatch(
    _ body: (borrowing Product) throws(AuditError) -> Bool
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
      guard try body(batch) else { return }
      used.withLock { $0.append(batch) }
      slot.free.signal()
      number += 1
    }
  }

  private func work() {
    var hasher = LedgerFormat.Hasher()
    while true {
      var used = self.used.withLock { $0.popLast() }
      let buffer = used?.takeBuffer() ?? []
      guard let (number, read) = next(reusing: buffer) else { return }
      let slot = slots[number % slots.count]
      let outcome: Outcome
      switch read {
      case .success(let batch?): outcome = .success(examine(batch, used, &hasher))
      case .success(nil): outcome = .success(nil)
      case .failure(let error): outcome = .failure(error)
      }
      slot.outcome.withLock { $0 = outcome }
      slot.filled.signal()
    }
  }

  /// Reads the next batch once its place is free; nil when there is nothing left to do.
  private func next(
    reusing buffer: consuming [UInt8]
  ) -> (number: Int, Result<Batch?, AuditError>)? {
    var buffer = buffer
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

/// What is known of a batch without the others.
protocol BatchProduct: Sendable {
  /// The memory that the batch was read into.
  var buffer: [UInt8] { get set }
}

extension BatchProduct {
  /// Takes the memory away, to be used again.
  fileprivate mutating func takeBuffer() -> [UInt8] {
    var taken: [UInt8] = []
    swap(&taken, &buffer)
    return taken
  }
}
