internal import Glibc

/// How much memory of its own the process may still take for its tables; what is beyond lies in files.
final class MemoryBudget {
  /// The memory that tables may take before they lie in files.
  static let sizeBytesStandard = 160 << 20

  let sizeBytes: Int
  private var leftSizeBytes: Int

  init(sizeBytes: Int = sizeBytesStandard) {
    self.sizeBytes = sizeBytes
    leftSizeBytes = sizeBytes
  }

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
/// Of addresses the process's own has as many as the whole budget, so that a table grows where it is: the
/// system clears what is added and nothing twice, and nothing is copied. Addresses are not memory.
/// The file has no name, is as long as the memory from the beginning on, and goes away with it; so the
/// system can write to the disk what is not looked at, and nothing of it is ever left behind. Where
/// there is no room for a file, the memory is the process's own after all.
@safe struct TableMemory: ~Copyable {
  let base: UnsafeMutableRawPointer
  private(set) var sizeBytes: Int
  private let budget: MemoryBudget?
  /// The bytes from `base` on that are mapped.
  private let reservedSizeBytes: Int

  init(sizeBytes: Int, _ budget: MemoryBudget) {
    self.sizeBytes = sizeBytes
    let isTaken = budget.take(sizeBytes)
    if !isTaken, let mapped = unsafe TableMemory.inFile(sizeBytes) {
      unsafe base = mapped
      self.budget = nil
      reservedSizeBytes = sizeBytes
      return
    }
    let most = isTaken ? max(sizeBytes, budget.sizeBytes) : sizeBytes
    if let mapped = unsafe TableMemory.reserved(most) {
      unsafe base = mapped
      reservedSizeBytes = most
    } else if let mapped = unsafe TableMemory.reserved(sizeBytes) {
      unsafe base = mapped
      reservedSizeBytes = sizeBytes
    } else {
      preconditionFailure("there is no memory for a table")
    }
    // Look-ups go everywhere: larger pages mean fewer searches for them. It may be refused.
    unsafe _ = madvise(base, sizeBytes, MADV_HUGEPAGE)
    self.budget = isTaken ? budget : nil
  }

  deinit {
    unsafe munmap(base, reservedSizeBytes)
    budget?.giveBack(sizeBytes)
  }

  /// Makes the memory larger where it is, zero behind what there was; false where it has to move.
  mutating func grow(to sizeBytes: Int) -> Bool {
    guard let budget, sizeBytes <= reservedSizeBytes, budget.take(sizeBytes - self.sizeBytes)
    else { return false }
    self.sizeBytes = sizeBytes
    unsafe _ = madvise(base, sizeBytes, MADV_HUGEPAGE)
    return true
  }

  /// Addresses of which nothing is memory before it is touched; nil where there are none.
  private static func reserved(_ sizeBytes: Int) -> UnsafeMutableRawPointer? {
    let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
    let mapped = unsafe mmap(nil, sizeBytes, PROT_READ | PROT_WRITE, flags, -1, 0)
    return unsafe mapped == MAP_FAILED ? nil : mapped
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
