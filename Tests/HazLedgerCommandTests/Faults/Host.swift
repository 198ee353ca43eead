import Foundation

/// What this machine permits, where a test needs more than every machine does.
enum Host {
  /// A number that a long run sets; else what every run of the tests takes.
  static func count(_ name: String, ordinarily ordinary: Int) -> Int {
    ProcessInfo.processInfo.environment["HAZLEDGER_FAULTS_" + name].flatMap { Int($0) } ?? ordinary
  }

  static let isRoot = geteuid() == 0

  /// Whether processes may be traced: `strace` is there, and the system lets it.
  static let canTrace = succeeds(["strace", "-o", "/dev/null", "true"])

  /// Whether file systems may be mounted.
  static let canMount: Bool = {
    guard isRoot, let scratch = try? Scratch() else { return false }
    let path = scratch.folder.path
    guard succeeds(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", path]) else { return false }
    return succeeds(["umount", path])
  }()

  /// Whether the program can be run as a user without rights.
  static let canDropRights =
    isRoot && succeeds(["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "true"])

  /// Whether there is a compiler for a small library in C.
  static let canCompile = succeeds(["clang", "--version"])

  /// Runs a command; true where it ends with 0.
  static func succeeds(_ command: [String]) -> Bool {
    let outcome = try? Program.run(command, executable: URL(filePath: "/usr/bin/env"))
    return outcome?.status == 0 && outcome?.isEndedBySignal == false
  }
}

/// A file system of its own, which goes away with its owner.
final class Mount {
  let path: String

  init(_ options: [String], at path: String) throws {
    self.path = path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    guard Host.succeeds(["mount"] + options + [path]) else { throw CocoaError(.fileWriteUnknown) }
  }

  /// Mounts it anew with other options.
  func change(_ options: String) throws {
    guard Host.succeeds(["mount", "-o", options, path]) else { throw CocoaError(.fileWriteUnknown) }
  }

  deinit { _ = Host.succeeds(["umount", "-l", path]) }
}

/// Events that are made for a test: each of a lot of its own, with a private field.
enum MadeEvents {
  static func line(_ id: String) -> String {
    """
    {"id":"\(id)","kind":"production","time":"2026-01-05T08:00:00+08:00","party":"P",\
    "process":"produce","handler":"Handler of \(id)","outputs":[{"lot":"L-\(id)","quantity":"1 t"}]}
    """
  }

  /// A file of so many events, whose ids begin with `name`.
  static func file(_ name: String, count: Int) -> String {
    (0..<count).map { line("\(name)-\($0)") }.joined(separator: "\n") + "\n"
  }
}
