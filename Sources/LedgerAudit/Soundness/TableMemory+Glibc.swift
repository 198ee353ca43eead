internal import Glibc

/// How much memory of its own the process may still take for its tables; what is beyond lies in files.
final class MemoryBudget {
  /// The memory that tables may take before they lie in files.
  static let sizeBytesStandard = 160 << 20

  private var leftSizeBytes: Int

  init(sizeBytes: Int = sizeBytesStandard) { leftSizeBytes = sizeBytes }

  /// Takes memory out of the budget; false where there is not as much left.
  func take(_ sizeBytes: Int) -> Bool {
    guard sizeBytes <= leftSizeBytes else { return false }
    leftSizeBytes -= sizeBytes
    return true
  }

  func giveBack(_ sizeBytes: Int) { leftSizeBytes += sizeBytes }
}

/// Memory for one table, all zero at first: the process's own, or beyond its budget that of a file.
///
/// The file has no name, is as long as the memory from the beginning on, and goes away with it; so the
/// system can write to the disk what is not looked at, and nothing of it is ever left behind. Where
/// there is no room for a file, the memory is the process's own after all.
@safe struct TableMemory: ~Copyable {
  let base: UnsafeMutableRawPointer
  let sizeBytes: Int
  private let budget: MemoryBudget?

  init(sizeBytes: Int, _ budget: MemoryBudget) {
    self.sizeBytes = sizeBytes
    let isTaken = budget.take(sizeBytes)
    if !isTaken, let mapped = unsafe TableMemory.inFile(sizeBytes) {
      unsafe base = mapped
      self.budget = nil
      return
    }
    let flags = MAP_PRIVATE | MAP_ANONYMOUS
    let mapped = unsafe mmap(nil, sizeBytes, PROT_READ | PROT_WRITE, flags, -1, 0)
    guard let mapped = unsafe mapped, unsafe mapped != MAP_FAILED else {
      preconditionFailure("there is no memory for a table")
    }
    // Look-ups go everywhere: larger pages mean fewer searches for them. It may be refused.
    unsafe _ = madvise(mapped, sizeBytes, MADV_HUGEPAGE)
    unsafe base = mapped
    self.budget = isTaken ? budget : nil
  }

  deinit {
    unsafe munmap(base, sizeBytes)
    budget?.giveBack(sizeBytes)
  }

  /// Maps a new file without a name; nil where none can be made or the disk has no room.
  private static func inFile(_ sizeBytes: Int) -> UnsafeMutableRawPointer? {
    let chosen = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) }
    for folder in [chosen, "/var/tmp", "/tmp"] {
      guard let folder else { continue }
      // mkstemp puts a name of its own in place of the last six letters.
      let path = "\(folder)/hazledger-verify-" + String(repeating: "X", count: 6)
      var template = path.utf8CString
      let descriptor = unsafe template.withUnsafeMutableBufferPointer { template in
        guard let start = template.baseAddress else { return Int32(-1) }
        let made = unsafe mkstemp(start)
        if made >= 0 { unsafe unlink(start) }
        return made
      }
      guard descriptor >= 0 else { continue }
      defer { close(descriptor) }
      // The blocks are taken now: a disk that is full later would end the process.
      guard posix_fallocate(descriptor, 0, sizeBytes) == 0 else { continue }
      let mapped = unsafe mmap(nil, sizeBytes, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0)
      guard unsafe mapped != MAP_FAILED else { continue }
      return unsafe mapped
    }
    return nil
  }
}
