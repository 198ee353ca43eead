internal import LedgerFormat

/// A published tree on a web server, read through the system's program `curl`.
///
/// Nothing that the server says is believed but that a file is not there: the bytes go through the same checks
/// as those of a folder. Files that are asked for one after another are fetched by one run of the program, over one
/// connection. For one thread at a time.
final class WebTree: TileSource {
  /// The tree's address, without a slash at its end.
  let place: String
  /// What was fetched and not yet asked for.
  private var fetched: [String: Result<[UInt8]?, AuditError>] = [:]
  /// What will be asked for next.
  private var expected: [String] = []

  /// True for an address that is fetched and no folder.
  static func isAddress(_ place: String) -> Bool {
    place.hasPrefix("http://") || place.hasPrefix("https://")
  }

  init(_ address: String) {
    place = String(address.reversed().drop { $0 == "/" }.reversed())
  }

  func expect(_ paths: [String]) { expected = paths }

  func content(of path: String, sizeBytesMax: Int) throws(AuditError) -> [UInt8]? {
    if let known = fetched.removeValue(forKey: path) { return try known.get() }
    // One that nobody expected is fetched alone, and ends what was expected before.
    let paths = expected.first == path ? expected : [path]
    expected = []
    let answers = try Curl.get(paths.map { place + "/" + $0 }, sizeBytesMax: sizeBytesMax)
    for (path, answer) in zip(paths, answers) { fetched[path] = answer }
    return try fetched.removeValue(forKey: path)?.get() ?? nil
  }
}
