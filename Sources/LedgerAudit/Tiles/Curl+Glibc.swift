internal import Glibc

/// The system's program `curl`, which fetches what a verification reads from the web.
///
/// A well-kept program instead of a client of our own: it knows HTTP, TLS, proxies and certificates. It is told
/// to follow no redirection, to read no configuration, and to give up on a server that does not answer.
enum Curl {
  private static let options = [
    // First, or the user's configuration is read.
    "--disable", "--silent", "--globoff", "--proto", "=http,https",
    "--connect-timeout", "20", "--max-time", "300", "--speed-limit", "100", "--speed-time", "60",
    // Behind each answer a line on the other channel: the bytes themselves have no end mark.
    "--write-out", "%{stderr}hazledger %{http_code} %{size_download} %{errormsg}\\n",
  ]
  /// The variables of the environment that it may see: where programs lie, proxies and certificates.
  private static let environment = [
    "PATH", "HOME", "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY",
    "no_proxy",
    "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR", "CURL_CA_BUNDLE",
  ]
  /// The statuses by which a server says that a file is not there.
  private static let absent: Set<Int> = [404, 410]

  /// Fetches files one after another; nil for one that is not there.
  ///
  /// - Parameter sizeBytesMax: the most bytes of one file.
  /// - Throws: `AuditError.curlMissing`, `.web` where all of them together are larger than allowed.
  static func get(
    _ addresses: [String], sizeBytesMax: Int
  ) throws(AuditError) -> [Result<[UInt8]?, AuditError>] {
    let arguments = options + addresses.flatMap { ["--url", $0] }
    let run = try run(arguments, sizeBytesMax: addresses.count * (sizeBytesMax + 1))
    guard let run else { throw .web(address: addresses[0], .tooLarge(sizeBytesMax: sizeBytesMax)) }
    var start = 0
    var lines = String(decoding: run.told, as: UTF8.self).split(separator: "\n")
      .filter { $0.hasPrefix("hazledger ") }[...]
    return addresses.map { address in
      guard let line = lines.popFirst() else {
        return .failure(.web(address: address, .broken("curl")))
      }
      let parts = line.split(separator: " ", maxSplits: 3)
      guard parts.count > 2, let status = Int(parts[1]), let count = Int(parts[2]), count >= 0,
        count <= run.output.count - start
      else { return .failure(.web(address: address, .broken(String(line)))) }
      let bytes = run.output[start..<start + count]
      start += count
      if absent.contains(status) { return .success(nil) }
      let fault = parts.count > 3 ? String(parts[3]) : ""
      guard status != 0, fault.isEmpty else {
        return .failure(.web(address: address, .broken(fault)))
      }
      guard status == 200 else { return .failure(.web(address: address, .status(status))) }
      return .success([UInt8](bytes))
    }
  }

  /// Runs the program, and gives what it wrote on both channels; nil where that was more than allowed.
  private static func run(
    _ arguments: [String], sizeBytesMax: Int
  ) throws(AuditError) -> (output: [UInt8], told: [UInt8])? {
    let (output, told) = (try Pipe(), try Pipe())
    let pid = try spawn(arguments, output: output.write, told: told.write)
    output.closeWrite()
    told.closeWrite()
    let limits = [sizeBytesMax, 1 << 16]
    let contents = withExtendedLifetime((output, told)) {
      drain([output.read, told.read], limits: limits)
    }
    if contents == nil { kill(pid, SIGKILL) }
    var status: Int32 = 0
    while unsafe waitpid(pid, &status, 0) < 0, errno == EINTR {}
    return contents.map { ($0[0], $0[1]) }
  }

  private static func spawn(
    _ arguments: [String], output: Int32, told: Int32
  ) throws(AuditError) -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    unsafe posix_spawn_file_actions_adddup2(&actions, told, STDERR_FILENO)
    var pid: pid_t = 0
    let variables = environment.compactMap { name in
      unsafe getenv(name).map { unsafe name + "=" + String(cString: $0) }
    }
    let code = unsafe withPointers(["curl"] + arguments) { arguments in
      unsafe withPointers(variables) { variables in
        unsafe posix_spawnp(&pid, "curl", &actions, nil, arguments, variables)
      }
    }
    if code == ENOENT { throw .curlMissing }
    guard code == 0 else { throw .system(path: "curl", code: code) }
    return pid
  }

  /// Reads both channels to their ends; nil where one has more than its limit.
  private static func drain(_ channels: [Int32], limits: [Int]) -> [[UInt8]]? {
    var waits = channels.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    var contents = channels.map { _ in [UInt8]() }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var openCount = channels.count
    while openCount > 0 {
      if unsafe poll(&waits, nfds_t(waits.count), -1) < 0 {
        if errno == EINTR { continue }
        return nil
      }
      for place in waits.indices where waits[place].revents != 0 {
        let count = unsafe read(waits[place].fd, &buffer, buffer.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else {
          // A channel of a negative number is passed over.
          waits[place].fd = -1
          openCount -= 1
          continue
        }
        contents[place].append(contentsOf: buffer[..<count])
        if contents[place].count > limits[place] { return nil }
      }
    }
    return contents
  }

  /// Lends strings out as C has them, with a null behind.
  private static func withPointers<Result>(
    _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    var pointers = unsafe strings.map { unsafe strdup($0) } + [nil]
    defer { for place in unsafe pointers.indices { unsafe free(pointers[place]) } }
    return unsafe pointers.withUnsafeMutableBufferPointer { unsafe body($0.baseAddress!) }
  }
}

/// A channel between two processes; both ends are closed with their owner, or before.
private final class Pipe {
  let read: Int32
  private(set) var write: Int32

  init() throws(AuditError) {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { throw .system(path: "curl", code: errno) }
    // The other process has its own ends, and would never see this one's close.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (read, write) = (ends[0], ends[1])
  }

  deinit {
    close(read)
    closeWrite()
  }

  func closeWrite() {
    if write >= 0 { close(write) }
    write = -1
  }
}
