import Synchronization

@testable import LedgerStore

/// The real file system, in which one call fails, or everything comes in small pieces.
final class FailingFileSystem: FileSystem {
  private static let inputOutputError = -5

  private let host = HostFileSystem()
  /// The calls still to come before the one that fails; negative for none.
  private let remaining: Mutex<Int>
  private let isInPieces: Bool
  private let isInterrupted = Mutex(false)

  init(failingCall: Int = -1, isInPieces: Bool = false) {
    remaining = Mutex(failingCall)
    self.isInPieces = isInPieces
  }

  /// True once the call that was to fail has failed.
  var hasFailed: Bool { remaining.withLock { $0 == 0 } }

  private func fails() -> Bool {
    remaining.withLock { count in
      guard count > 0 else { return false }
      count -= 1
      return count == 0
    }
  }

  private func failing(_ call: () -> Int) -> Int {
    fails() ? FailingFileSystem.inputOutputError : call()
  }

  /// Every other call of those that can be is interrupted.
  private func interrupted() -> Bool {
    guard isInPieces else { return false }
    return isInterrupted.withLock { value in
      value.toggle()
      return value
    }
  }

  func open(_ path: String, _ mode: OpenMode) -> Int { failing { host.open(path, mode) } }

  func close(_ descriptor: Int32) -> Int { host.close(descriptor) }

  func read(
    _ descriptor: Int32, into target: inout [UInt8], from start: Int, at offset: Int
  ) -> Int {
    if fails() { return FailingFileSystem.inputOutputError }
    if interrupted() { return -ErrorNumber.interrupted }
    guard isInPieces, target.count - start > 7 else {
      return host.read(descriptor, into: &target, from: start, at: offset)
    }
    var piece = [UInt8](repeating: 0, count: 7)
    let count = host.read(descriptor, into: &piece, from: 0, at: offset)
    for position in 0..<max(0, count) { target[start + position] = piece[position] }
    return count
  }

  func write(_ descriptor: Int32, _ bytes: Span<UInt8>, at offset: Int) -> Int {
    if fails() {
      // As on a full disk: a part is written, and then no more.
      _ = host.write(descriptor, bytes.extracting(0..<bytes.count / 2), at: offset)
      return FailingFileSystem.inputOutputError
    }
    if interrupted() { return -ErrorNumber.interrupted }
    let count = isInPieces ? min(7, bytes.count) : bytes.count
    return host.write(descriptor, bytes.extracting(0..<count), at: offset)
  }

  func size(of descriptor: Int32) -> Int { failing { host.size(of: descriptor) } }

  func truncate(_ descriptor: Int32, to sizeBytes: Int) -> Int {
    interrupted()
      ? -ErrorNumber.interrupted : failing { host.truncate(descriptor, to: sizeBytes) }
  }

  func sync(_ descriptor: Int32, everything: Bool) -> Int {
    failing { host.sync(descriptor, everything: everything) }
  }

  func lock(_ descriptor: Int32) -> Int { failing { host.lock(descriptor) } }

  func leads(_ path: String, to descriptor: Int32) -> Int {
    failing { host.leads(path, to: descriptor) }
  }

  func map(_ descriptor: Int32, sizeBytes: Int) -> MappedFile? {
    isInPieces ? nil : host.map(descriptor, sizeBytes: sizeBytes)
  }

  func rename(_ path: String, to target: String) -> Int {
    failing { host.rename(path, to: target) }
  }

  func unlink(_ path: String) -> Int { failing { host.unlink(path) } }

  func makeDirectory(_ path: String, permissions: UInt32) -> Int {
    failing { host.makeDirectory(path, permissions: permissions) }
  }

  func names(in path: String) -> ([String], Int) {
    fails() ? ([], FailingFileSystem.inputOutputError) : host.names(in: path)
  }

  func milliseconds() -> Int { host.milliseconds() }

  func sleep(milliseconds: Int) {}

  func randomNumber() -> UInt64 { host.randomNumber() }

  var temporaryFolder: String { host.temporaryFolder }
}
