import LedgerFormat
import Synchronization
import TestSupport

@testable import LedgerStore

/// A disk and the operating system before it, in memory: the whole seam that the store has.
///
/// What was not synced may be lost, torn, reordered or garbled when the power goes, and any call may
/// fail. Everything follows from the seed and the calls, so that a failing test fails again.
final class SimulatedDisk: FileSystem {
  private let state: Mutex<SimulatedDiskState>

  init(seed: UInt64) { state = Mutex(SimulatedDiskState(seed: seed)) }

  /// Another disk with all that is on `other`, which costs next to nothing until it is changed.
  init(copying other: SimulatedDisk) {
    state = Mutex(other.state.withLock { $0.copy() })
  }

  /// What fails from now on.
  var faults: SimulatedFaults {
    get { state.withLock { $0.faults } }
    set { state.withLock { $0.faults = newValue } }
  }

  /// The bytes that fit on the disk; `Int.max` where there is no limit.
  var capacityBytes: Int {
    get { state.withLock { $0.capacityBytes } }
    set { state.withLock { $0.capacityBytes = newValue } }
  }

  /// The bytes of all files.
  var usedBytes: Int { state.withLock { $0.usedBytes } }

  /// Ends every process: their files are closed and their locks free, and nothing else is lost.
  func endProcesses() { state.withLock { $0.endProcesses() } }

  /// Takes the power away and gives it back.
  func losePower() { state.withLock { $0.losePower() } }

  /// The bytes of a file, or nil where there is none.
  func contents(of path: String) -> [UInt8]? { state.withLock { $0.contents(of: path) } }

  /// Replaces a file's bytes, durably, as somebody would while no process runs.
  func replace(_ path: String, with bytes: [UInt8]?) {
    state.withLock { $0.replace(path, with: bytes) }
  }

  func open(_ path: String, _ mode: OpenMode) -> Int {
    let isMade = mode.access == .create || mode.access == .createNew
    return state.withLock { state in
      state.doing(.open, isChange: isMade) { $0.open(path, mode) }
    }
  }

  func close(_ descriptor: Int32) -> Int { state.withLock { $0.close(descriptor) } }

  func read(
    _ descriptor: Int32, into target: inout [UInt8], from start: Int, at offset: Int
  ) -> Int {
    let room = target.count - start
    let (part, outcome): ([UInt8], Int) = state.withLock { state in
      var part: [UInt8] = []
      let outcome = state.doing(.read, isChange: false, amount: room) { state, amount in
        state.read(descriptor, at: offset, count: amount, to: &part)
      }
      return (part, outcome)
    }
    guard outcome >= 0 else { return outcome }
    target.replaceSubrange(start..<start + part.count, with: part)
    return part.count
  }

  func write(_ descriptor: Int32, _ bytes: Span<UInt8>, at offset: Int) -> Int {
    let whole = [UInt8](bytes)
    return state.withLock { state in
      state.doing(.write, isChange: true, amount: whole.count) { state, amount in
        state.write(descriptor, Array(whole[..<amount]), at: offset)
      }
    }
  }

  func size(of descriptor: Int32) -> Int {
    state.withLock { state in
      state.doing(.size, isChange: false) { $0.size(of: descriptor) }
    }
  }

  func truncate(_ descriptor: Int32, to sizeBytes: Int) -> Int {
    state.withLock { state in
      state.doing(.truncate, isChange: true) { $0.truncate(descriptor, to: sizeBytes) }
    }
  }

  func sync(_ descriptor: Int32, everything: Bool) -> Int {
    state.withLock { $0.sync(descriptor) }
  }

  func lock(_ descriptor: Int32) -> Int {
    state.withLock { state in state.doing(.lock, isChange: false) { $0.lock(descriptor) } }
  }

  func leads(_ path: String, to descriptor: Int32) -> Int {
    state.withLock { state in
      state.doing(.size, isChange: false) { $0.leads(path, to: descriptor) }
    }
  }

  func map(_ descriptor: Int32, sizeBytes: Int) -> MappedFile? {
    state.withLock { $0.map(descriptor, sizeBytes: sizeBytes) }
  }

  func rename(_ path: String, to target: String) -> Int {
    state.withLock { state in
      state.doing(.rename, isChange: true) { $0.rename(path, to: target) }
    }
  }

  func unlink(_ path: String) -> Int {
    state.withLock { state in state.doing(.unlink, isChange: true) { $0.unlink(path) } }
  }

  func makeDirectory(_ path: String, permissions: UInt32) -> Int {
    state.withLock { state in
      state.doing(.makeDirectory, isChange: true) { $0.makeDirectory(path) }
    }
  }

  func names(in path: String) -> ([String], Int) {
    state.withLock { state in
      var names: [String] = []
      let outcome = state.doing(.list, isChange: false) { $0.names(in: path, to: &names) }
      return (outcome < 0 ? [] : names, outcome)
    }
  }

  func milliseconds() -> Int { state.withLock { $0.milliseconds } }

  func sleep(milliseconds: Int) { state.withLock { $0.milliseconds += milliseconds } }

  func randomNumber() -> UInt64 { state.withLock { $0.random.next() } }

  var temporaryFolder: String { "/temporary" }
}
