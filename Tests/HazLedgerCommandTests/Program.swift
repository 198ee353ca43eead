import Foundation

/// The built program, run as a process of its own.
enum Program {
  struct Outcome {
    var status: Int32
    var output: String
    var error: String
    /// True where a signal ended the program, whose number then is the status.
    var isEndedBySignal = false

    /// The one JSON object on standard output.
    func json() throws -> [String: Any] {
      let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
      guard let object = value as? [String: Any] else { throw CocoaError(.coderReadCorrupt) }
      return object
    }

    /// The JSON objects of standard output, one a line.
    func jsonLines() throws -> [[String: Any]] {
      try output.split(separator: "\n").map { line in
        let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
        guard let object = value as? [String: Any] else { throw CocoaError(.coderReadCorrupt) }
        return object
      }
    }
  }

  /// The product lies beside the test bundle; the long runs name the one that is shipped.
  static let url: URL = {
    if let path = ProcessInfo.processInfo.environment["HAZLEDGER_PROGRAM"] {
      return URL(filePath: path)
    }
    let bundle = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    return bundle.deletingLastPathComponent().appending(path: "hazledger")
  }()

  /// Runs the program, or another one, and waits for its end.
  static func run(
    _ arguments: [String], input: Data? = nil, environment: [String: String] = [:],
    folder: URL? = nil, executable: URL = url
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    var variables = ProcessInfo.processInfo.environment
    variables["LC_ALL"] = "C.UTF-8"
    variables.merge(environment) { $1 }
    process.environment = variables
    if let folder { process.currentDirectoryURL = folder }
    let files = try Scratch()
    let (output, error) = (files.url("output"), files.url("error"))
    process.standardOutput = try emptyFile(output)
    process.standardError = try emptyFile(error)
    if let input {
      try input.write(to: files.url("input"))
      process.standardInput = try FileHandle(forReadingFrom: files.url("input"))
    } else {
      process.standardInput = FileHandle.nullDevice
    }
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: try text(output), error: try text(error),
      isEndedBySignal: process.terminationReason == .uncaughtSignal)
  }

  private static func emptyFile(_ url: URL) throws -> FileHandle {
    try Data().write(to: url)
    return try FileHandle(forWritingTo: url)
  }

  private static func text(_ url: URL) throws -> String {
    String(decoding: try Data(contentsOf: url), as: UTF8.self)
  }
}

/// A folder that goes away with its owner.
final class Scratch {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "hazledger test \(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func url(_ name: String) -> URL { folder.appending(path: name) }

  func path(_ name: String) -> String { url(name).path }
}

/// A ledger in a folder of its own, driven through the command line.
struct LedgerAtHome {
  let scratch: Scratch
  let folder: String

  init(named name: String = "账本 ledger") throws {
    scratch = try Scratch()
    folder = scratch.path(name)
  }

  /// Makes the ledger and gives what `init` answered.
  @discardableResult
  func create(origin: String = "county.example/test") throws -> Program.Outcome {
    try run("init", "--origin", origin, "--format", "json")
  }

  /// Runs a command on this ledger.
  @discardableResult
  func run(_ arguments: String..., input: String? = nil) throws -> Program.Outcome {
    try run(arguments, input: input)
  }

  @discardableResult
  func run(_ arguments: [String], input: String? = nil) throws -> Program.Outcome {
    try Program.run(
      arguments, input: input.map { Data($0.utf8) }, environment: environment,
      folder: scratch.folder)
  }

  /// Runs another program, such as one that runs ours, in this ledger's environment.
  @discardableResult
  func run(
    tool: String, _ arguments: [String], environment more: [String: String] = [:]
  ) throws -> Program.Outcome {
    try Program.run(
      [tool] + arguments, environment: environment.merging(more) { $1 }, folder: scratch.folder,
      executable: URL(filePath: "/usr/bin/env"))
  }

  /// Tells the program where the ledger and the keys are.
  var environment: [String: String] {
    ["HAZLEDGER_DIR": folder, "XDG_STATE_HOME": scratch.path("state")]
  }

  /// The number of entries.
  func size() throws -> Int? { try run("status", "--format", "json").json()["size"] as? Int }

  /// Starts a command and does not wait for it; what it says is thrown away.
  func start(_ arguments: String...) throws -> Process {
    let process = Process()
    process.executableURL = Program.url
    process.arguments = arguments
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Writes a file beside the ledger and gives its path.
  func file(_ name: String, _ content: String) throws -> String {
    try Data(content.utf8).write(to: scratch.url(name))
    return scratch.path(name)
  }

  /// A file inside the ledger's folder.
  func url(_ name: String) -> URL { URL(filePath: folder).appending(path: name) }
}

/// The package's own fixtures.
enum Fixture {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "fixtures")

  static func path(_ name: String) -> String { root.appending(path: name).path }
}
