@testable import LedgerStore

/// A file without a name that holds a simulated file's bytes, so that they can be mapped.
///
/// In memory where the system has a folder for that. A simulated disk makes one only of a file that the
/// store maps, and writes to it whatever is written to that file.
final class SimulatedMapping: Sendable {
  private let host = HostFileSystem()
  private let descriptor: Int32

  init(_ bytes: [UInt8]) {
    let name = "/hazledger-simulated-" + String(host.randomNumber(), radix: 36)
    let mode = OpenMode(access: .createNew, permissions: 0o600)
    var path = "/dev/shm" + name
    var outcome = host.open(path, mode)
    if outcome < 0 {
      path = host.temporaryFolder + name
      outcome = host.open(path, mode)
    }
    precondition(outcome >= 0, "no file for a simulated mapping: error \(-outcome)")
    descriptor = Int32(outcome)
    _ = host.unlink(path)
    write(bytes, at: 0)
  }

  deinit { _ = host.close(descriptor) }

  func write(_ bytes: [UInt8], at offset: Int) {
    var written = 0
    while written < bytes.count {
      let rest = bytes.span.extracting(written..<bytes.count)
      let count = host.write(descriptor, rest, at: offset + written)
      precondition(count > 0, "a simulated mapping cannot be written: error \(-count)")
      written += count
    }
  }

  func truncate(to sizeBytes: Int) {
    let outcome = host.truncate(descriptor, to: sizeBytes)
    precondition(outcome == 0, "a simulated mapping cannot be cut: error \(-outcome)")
  }

  func map(sizeBytes: Int) -> MappedFile? { host.map(descriptor, sizeBytes: sizeBytes) }
}
