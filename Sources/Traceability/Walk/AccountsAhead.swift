internal import Custody
internal import Dispatch
internal import Synchronization

/// Reads and folds the lots that a walk down will come to, on a thread of its own.
///
/// Two processors share a large genealogy: one splits what went into a production over its outputs and the
/// other has by then read the lots that were made. The walk takes what is done, reads the outputs of a
/// production itself that nobody has begun, and reads others where the thread is at those that it needs; so it
/// never depends on this, and an error of the other thread is met again by the one who may tell it. The thread
/// begins with the first productions beyond `productionsMin`, so that a small trace pays nothing. Whoever makes
/// one calls `stop`, whatever happened.
final class AccountsAhead: Sendable {
  /// So many productions are expected before a thread is worth it.
  private static let productionsMin = 256
  /// So many productions may be done and not taken, which bounds the memory.
  private static let doneMax = 1_024

  /// A production whose outputs are to be read; a class, for many may wait, and an event is large.
  final class Waiting: Sendable {
    let production: Production
    let recorded: RecordedEvent

    fileprivate init(_ production: Production, _ recorded: RecordedEvent) {
      (self.production, self.recorded) = (production, recorded)
    }
  }

  private struct State {
    /// The productions that nobody has begun, by the entry of each.
    var waiting: [UInt64: Waiting] = [:]
    var queue = IndexQueue()
    /// What was read; nil where it could not be.
    var done: [UInt64: OutputAccounts?] = [:]
    /// The production that the thread is at.
    var current: UInt64?
    /// True while the walk waits for the current one.
    var isAwaited = false
    /// True while the thread waits for something to do.
    var isIdle = false
    var isBegun = false
    var isStopped = false
  }

  private let state = Mutex(State())
  private let work = DispatchSemaphore(value: 0)
  private let finished = DispatchSemaphore(value: 0)
  private let thread = DispatchGroup()
  private let tracer: Tracer
  private let reading: @Sendable () -> LotReading?

  /// - Parameter reading: makes the thread's reader, on that thread; nil where it cannot.
  init(_ tracer: Tracer, _ reading: @escaping @Sendable () -> LotReading?) {
    self.tracer = tracer
    self.reading = reading
  }

  /// Says that the outputs of a production will be asked for, each only once.
  func expect(_ production: Production, _ recorded: RecordedEvent) {
    let waiting = Waiting(production, recorded)
    let index = recorded.index
    let (isFirst, isIdle) = state.withLock { state in
      state.waiting[index] = waiting
      state.queue.insert(index)
      let isFirst = !state.isBegun && state.waiting.count > AccountsAhead.productionsMin
      if isFirst { state.isBegun = true }
      defer { state.isIdle = false }
      return (isFirst, state.isIdle)
    }
    if isFirst { DispatchQueue(label: "lots").async(group: thread) { self.run() } }
    if isIdle { work.signal() }
  }

  /// What there is of a production when the walk comes to it.
  enum Found {
    /// The outputs, in their order.
    case read(OutputAccounts)
    /// Nothing: the walk reads them.
    case nothing
    /// The other thread is at it; meanwhile the walk reads these, and puts them here.
    case later(Waiting)
  }

  /// What there is of a production; waits where the other thread is at it and nothing else is to be read.
  func take(_ index: UInt64) -> Found {
    let (found, isAwaited, isIdle) = state.withLock { state -> (Found, Bool, Bool) in
      if state.waiting.removeValue(forKey: index) != nil { return (.nothing, false, false) }
      if state.current == index {
        if let other = AccountsAhead.oldest(&state) { return (.later(other), false, false) }
        state.isAwaited = true
        return (.nothing, true, false)
      }
      // There is room again for one more.
      defer { state.isIdle = false }
      let done = state.done.removeValue(forKey: index) ?? nil
      return (done.map(Found.read) ?? .nothing, false, state.isIdle)
    }
    if isIdle { work.signal() }
    guard isAwaited else { return found }
    finished.wait()
    return state.withLock { state in
      (state.done.removeValue(forKey: index) ?? nil).map(Found.read) ?? .nothing
    }
  }

  /// Keeps what the walk read of a production before its turn.
  func put(_ accounts: OutputAccounts, of production: Waiting) {
    state.withLock { $0.done[production.recorded.index] = .some(accounts) }
  }

  /// Ends the thread, wherever it is, and waits for it.
  func stop() {
    let isIdle = state.withLock { state in
      state.isStopped = true
      return state.isIdle
    }
    if isIdle { work.signal() }
    thread.wait()
  }

  private enum Next {
    case production(UInt64, Waiting)
    case nothing
    case end
  }

  private func run() {
    let read = reading()
    while true {
      switch state.withLock({ AccountsAhead.next(&$0, canRead: read != nil) }) {
      case .end: return
      case .nothing: work.wait()
      case .production(let index, let production):
        let accounts = OutputAccounts(
          of: production.production, production.recorded, untouched: read?.untouched
        ) { lot in
          read?.history(lot, production.recorded).map {
            LotAccount(lot, $0, policy: tracer.policy, horizon: tracer.horizon)
          }
        }
        let isAwaited = state.withLock { state in
          state.done[index] = .some(accounts)
          state.current = nil
          defer { state.isAwaited = false }
          return state.isAwaited
        }
        if isAwaited { finished.signal() }
      }
    }
  }

  /// Takes the oldest production out that nobody has begun.
  private static func oldest(_ state: inout State) -> Waiting? {
    while let index = state.queue.popLeast() {
      if let waiting = state.waiting.removeValue(forKey: index) { return waiting }
    }
    return nil
  }

  /// Chooses the production to read next: the oldest, but where nothing is done the one behind it, for the
  /// oldest is what the walk comes to now.
  private static func next(_ state: inout State, canRead: Bool) -> Next {
    if state.isStopped || !canRead { return .end }
    var oldest: UInt64?
    while state.done.count < doneMax, let index = state.queue.popLeast() {
      guard state.waiting[index] != nil else { continue }
      if state.done.isEmpty, oldest == nil {
        oldest = index
        continue
      }
      if let oldest { state.queue.insert(oldest) }
      guard let waiting = state.waiting.removeValue(forKey: index) else { continue }
      state.current = index
      return .production(index, waiting)
    }
    if let oldest { state.queue.insert(oldest) }
    state.isIdle = true
    return .nothing
  }
}
