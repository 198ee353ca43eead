import Foundation
import Testing

/// A web server on this machine that serves a folder, for one test: Python's own.
final class WebServer {
  let address: String
  private let process = Process()

  /// Serves a folder; nil, with the reason printed, where there is no Python.
  init?(_ folder: URL) throws {
    let output = Foundation.Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-u", "-m", "http.server", "0", "--bind", "127.0.0.1"]
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    // Serving HTTP on 127.0.0.1 port 40123 (http://127.0.0.1:40123/) ...
    var text = ""
    while !text.contains("...") {
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else {
        print("skipped: python3 is not here to serve a published tree")
        return nil
      }
      text += String(decoding: more, as: UTF8.self)
    }
    let start = try #require(text.range(of: "(http://"))
    let end = try #require(text.range(of: "/)"))
    address = "http://" + text[start.upperBound..<end.lowerBound]
  }

  deinit {
    // Not by a signal that it can hold back: it inherits what the thread that starts it blocks.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}
