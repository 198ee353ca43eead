import Foundation

/// The system calls that a command makes on files, once it has found its ledger, as `strace` tells.
struct TracedCalls {
  /// The calls that read, write or name files.
  static let names = [
    "openat", "read", "pread64", "write", "pwrite64", "fsync", "fdatasync", "ftruncate", "rename",
    "unlink", "mkdir", "getdents64", "newfstatat", "fstat", "fcntl",
  ]
  /// Those that need room on the disk.
  static let spaceNames = [
    "openat", "pwrite64", "fsync", "fdatasync", "rename", "mkdir",
  ]

  /// Of each call the numbers that its calls have in the first thread, from 1.
  private(set) var numbers: [String: Range<Int>] = [:]

  /// Reads the log of an undisturbed run; calls before the first one on `folder` are the loader's.
  init(log: String, folder: String) {
    var (counts, firsts): ([String: Int], [String: Int]) = ([:], [:])
    var process: Substring?
    var isInside = false
    for line in log.split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
      guard parts.count == 2, process == nil || process == parts[0] else { continue }
      process = parts[0]
      // Short process ids are padded.
      let name = String(parts[1].drop { $0 == " " }.prefix { $0 != "(" })
      if line.contains(folder), name != "execve" { isInside = true }
      guard TracedCalls.names.contains(name) else { continue }
      counts[name, default: 0] += 1
      if isInside, firsts[name] == nil { firsts[name] = counts[name] }
    }
    for (name, first) in firsts { numbers[name] = first..<(counts[name] ?? 0) + 1 }
  }

  /// Every fault: each call in turn with an error, and with a kill.
  var faults: [String] {
    var faults: [String] = []
    for name in numbers.keys.sorted() {
      for number in numbers[name] ?? 0..<0 {
        faults.append("\(name):error=EIO:when=\(number)")
        faults.append("\(name):signal=SIGKILL:when=\(number)")
        if TracedCalls.spaceNames.contains(name) {
          faults.append("\(name):error=ENOSPC:when=\(number)")
        }
      }
    }
    return faults
  }
}
