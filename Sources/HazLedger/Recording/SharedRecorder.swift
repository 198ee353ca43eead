internal import Dispatch
internal import Synchronization

/// A ledger open for recording by many callers at once, who share the waiting for the disk.
///
/// What `append` returns is durable by then. Whoever appends while the disk is busy waits, and all who
/// wait are made durable together, by one sync: so sixty-four callers get far more than one does, and
/// one alone waits for no other. Each batch stays all or none; a refused one harms nobody else's.
/// Checkpoints follow by themselves, `checkpointInterval` after the first unsigned entry at the latest
/// that the disk allows. To be closed before it is let go.
public final class SharedRecorder: Sendable {
  /// The most batches that one sync waits for.
  private static let batchesPerGroupMax = 4_096

  private let line = Mutex(Line())
  private let served: Mutex<Served>
  private let queue = DispatchQueue(label: "recorder")
  private let checkpointInterval: Double

  /// Those who wait for their turn.
  private struct Line {
    var waiting: [Caller] = []
    /// True while somebody is being served, who then serves those behind as well.
    var isServed = false
    var isClosed = false
  }

  private struct Caller {
    let batch: EventBatch
    let answer: CheckedContinuation<Result<AppendOutcome, LedgerError>, Never>
  }

  /// The recorder, which one thread at a time works with.
  private struct Served: ~Copyable {
    let recorder: Recorder
    /// Since when there are entries that no checkpoint speaks of; nil where there are none.
    var unsignedSince: Double?
  }

  /// Takes over a recorder, which nobody else uses from now on.
  ///
  /// - Parameter checkpointInterval: the seconds for which entries may stay unsigned.
  public init(_ recorder: sending Recorder, checkpointInterval: Double = 1) {
    served = Mutex(Served(recorder: recorder))
    self.checkpointInterval = checkpointInterval
  }

  /// Appends a batch of events, all of them or none, and returns when they are durable.
  ///
  /// Traps after `close`.
  /// - Throws: what the store throws; nothing of the batch was then acknowledged.
  public func append(_ batch: EventBatch) async throws(LedgerError) -> AppendOutcome {
    let outcome = await withCheckedContinuation { answer in
      let isFirst = line.withLock { line in
        precondition(!line.isClosed, "nothing is appended to a closed recorder")
        line.waiting.append(Caller(batch: batch, answer: answer))
        defer { line.isServed = true }
        return !line.isServed
      }
      if isFirst { queue.async { self.serveAll() } }
    }
    return try outcome.get()
  }

  /// Serves those who wait, brings the derived files up to date, and signs what was recorded.
  ///
  /// - Throws: `LedgerError` where that cannot be signed; what was acknowledged is durable all the same.
  public func close() async throws(LedgerError) {
    line.withLock { $0.isClosed = true }
    let outcome: Result<Void, LedgerError> = await withCheckedContinuation { answer in
      // Behind everybody who came before.
      queue.async {
        answer.resume(
          returning: self.served.withLock { served in
            served.unsignedSince = nil
            do throws(LedgerError) { return .success(try served.recorder.close()) } catch {
              return .failure(error)
            }
          })
      }
    }
    try outcome.get()
  }

  private func serveAll() {
    while let callers = nextCallers() {
      let outcomes = served.withLock { served in
        defer { if served.unsignedSince == nil { served.unsignedSince = now() } }
        return served.recorder.append(together: callers.map(\.batch))
      }
      for (caller, outcome) in zip(callers, outcomes) { caller.answer.resume(returning: outcome) }
      signIfDue()
    }
    queue.asyncAfter(deadline: .now() + checkpointInterval) { [weak self] in self?.signIfDue() }
  }

  /// Those who are served next; nil where nobody waits.
  private func nextCallers() -> [Caller]? {
    line.withLock { line in
      guard !line.waiting.isEmpty else {
        line.isServed = false
        return nil
      }
      let count = min(line.waiting.count, SharedRecorder.batchesPerGroupMax)
      let callers = Array(line.waiting[..<count])
      line.waiting.removeFirst(count)
      return callers
    }
  }

  /// Signs what has waited for it long enough; what cannot be signed is tried again, last by `close`.
  private func signIfDue() {
    served.withLock { served in
      guard let since = served.unsignedSince, now() - since >= checkpointInterval else { return }
      served.unsignedSince = (try? served.recorder.close()) == nil ? now() : nil
    }
  }

  private func now() -> Double { WallClock.monotonicSeconds() }
}
