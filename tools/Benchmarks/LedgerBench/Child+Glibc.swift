import Glibc

/// What a process took.
struct ChildCost {
  var status: Int32
  var wallSeconds: Double
  /// Of both processors, the system's share included.
  var processorSeconds: Double
  /// Everything that was in memory at once, mapped files included.
  var peakResidentBytes: Int
  /// What was in memory at once and came from no file.
  var peakAnonymousBytes: Int
}

/// Runs other programs and measures them.
enum Child {
  /// Runs a program to its end, its output going nowhere.
  ///
  /// - Parameter killedAfter: ends it by SIGKILL after so many seconds, if it still runs.
  static func run(
    _ arguments: [String], output: String = "/dev/null", killedAfter: Double? = nil
  ) -> ChildCost {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    var process = pid_t()
    let start = Clock.now()
    let outcome = posix_spawnp(&process, arguments[0], &actions, nil, &words, environ)
    precondition(outcome == 0, "cannot run \(arguments[0])")
    var anonymous = 0
    var usage = rusage()
    var status: Int32 = 0
    while wait4(process, &status, WNOHANG, &usage) == 0 {
      let elapsed = Clock.now() - start
      if let killedAfter, elapsed > killedAfter { kill(process, SIGKILL) }
      if elapsed > 0.2 {
        anonymous = max(anonymous, anonymousBytes(of: process))
        usleep(20_000)
      } else {
        usleep(200)
      }
    }
    let wall = Clock.now() - start
    return ChildCost(
      status: status, wallSeconds: wall,
      processorSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime),
      peakResidentBytes: Int(usage.ru_maxrss) * 1_024, peakAnonymousBytes: anonymous)
  }

  /// Runs a program that must succeed.
  @discardableResult
  static func mustRun(_ arguments: [String], output: String = "/dev/null") -> ChildCost {
    let cost = run(arguments, output: output)
    guard cost.status == 0 else {
      preconditionFailure("failed with \(cost.status): \(arguments.joined(separator: " "))")
    }
    return cost
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }

  private static func anonymousBytes(of process: pid_t) -> Int {
    guard let text = try? Files.text("/proc/\(process)/status"),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("RssAnon:") }),
      let kibibytes = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first
    else { return 0 }
    return (Int(kibibytes) ?? 0) * 1_024
  }
}

/// A clock that only goes forward.
enum Clock {
  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// How long `work` takes, in seconds.
  static func seconds<Failure: Error>(_ work: () throws(Failure) -> Void) throws(Failure) -> Double
  {
    let start = now()
    try work()
    return now() - start
  }
}

/// The few things that are done with files here.
enum Files {
  struct Missing: Error {}

  static func bytes(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "r") else { throw Missing() }
    defer { fclose(file) }
    var status = stat()
    fstat(fileno(file), &status)
    var content: [UInt8] = []
    content.reserveCapacity(Int(status.st_size))
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { return content }
      content.append(contentsOf: buffer[..<count])
    }
  }

  static func text(_ path: String) throws -> String {
    String(decoding: try bytes(path), as: UTF8.self)
  }

  static func sizeBytes(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// The bytes of all files under a folder.
  static func totalBytes(under folder: String) -> Int {
    var total = 0
    for name in names(in: folder) {
      let path = folder + "/" + name
      var status = stat()
      guard lstat(path, &status) == 0 else { continue }
      total += status.st_mode & S_IFMT == S_IFDIR ? totalBytes(under: path) : Int(status.st_size)
    }
    return total
  }

  /// Removes a file, or a folder with all in it.
  static func remove(_ path: String) {
    for name in names(in: path) { remove(path + "/" + name) }
    Glibc.remove(path)
  }

  static func makeFolder(_ path: String) { mkdir(path, 0o755) }
}
