import Dispatch
import Synchronization

/// A value handed from a task to the thread that waits for it.
final class Handed<Value: Sendable>: Sendable {
  private let value = Mutex<Value?>(nil)
  private let isThere = DispatchSemaphore(value: 0)

  func put(_ new: Value) {
    value.withLock { $0 = new }
    isThere.signal()
  }

  func take() -> Value {
    isThere.wait()
    guard let taken = value.withLock({ $0 }) else { preconditionFailure("a value was put") }
    return taken
  }
}
