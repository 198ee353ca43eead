/// An open file that closes with its owner; every failure says the call, the path and the number.
///
/// Reads and writes at given offsets, completes short ones and repeats interrupted ones. A failed sync
/// is never repeated: after it nothing is known about what the disk holds.
final class File: Sendable {
  let path: String
  private let files: any FileSystem
  private let descriptor: Int32

  init(_ files: any FileSystem, _ path: String, _ mode: OpenMode) throws(StoreError) {
    let outcome = File.repeated { files.open(path, mode) }
    self.descriptor = Int32(try File.checked(outcome, .open, path))
    self.path = path
    self.files = files
  }

  deinit { _ = files.close(descriptor) }

  /// Opens a file, or gives nil where there is none.
  static func ifPresent(
    _ files: any FileSystem, _ path: String, _ mode: OpenMode
  ) throws(StoreError) -> File? {
    do { return try File(files, path, mode) } catch {
      if case .system(_, _, let code) = error, Int(code) == ErrorNumber.notFound { return nil }
      throw error
    }
  }

  /// Makes a file that has no name and ends with its owner.
  static func temporary(_ files: any FileSystem) throws(StoreError) -> File {
    let name =
      files.temporaryFolder + "/hazledger-" + String(files.randomNumber(), radix: 36)
    let file = try File(files, name, OpenMode(access: .createNew, permissions: 0o600))
    _ = try File.checked(files.unlink(name), .unlink, name)
    return file
  }

  /// The file's length in bytes.
  func size() throws(StoreError) -> Int {
    try File.checked(files.size(of: descriptor), .size, path)
  }

  /// The bytes from `offset`, at most `count`; fewer only at the file's end.
  func read(at offset: Int, count: Int) throws(StoreError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let filled = try read(into: &bytes, at: offset)
    if filled < count { bytes.removeLast(count - filled) }
    return bytes
  }

  /// Fills `bytes` from `offset` and gives how many were there.
  func read(into bytes: inout [UInt8], at offset: Int) throws(StoreError) -> Int {
    var filled = 0
    let count = bytes.count
    while filled < count {
      let outcome = files.read(descriptor, into: &bytes, from: filled, at: offset + filled)
      if outcome == -ErrorNumber.interrupted { continue }
      let part = try File.checked(outcome, .read, path)
      if part == 0 { break }
      filled += part
    }
    return filled
  }

  /// Writes all of `bytes` at `offset`.
  func write(_ bytes: Span<UInt8>, at offset: Int) throws(StoreError) {
    var written = 0
    while written < bytes.count {
      let rest = bytes.extracting(written..<bytes.count)
      let outcome = files.write(descriptor, rest, at: offset + written)
      if outcome == -ErrorNumber.interrupted { continue }
      let part = try File.checked(outcome, .write, path)
      // A disk that takes nothing and says nothing would be asked for ever.
      guard part > 0 else { throw .system(call: .write, path: path, code: 5) }
      written += part
    }
  }

  /// Writes all of `bytes` at `offset`.
  func write(_ bytes: [UInt8], at offset: Int) throws(StoreError) {
    try write(bytes.span, at: offset)
  }

  func truncate(to sizeBytes: Int) throws(StoreError) {
    let outcome = File.repeated { files.truncate(descriptor, to: sizeBytes) }
    _ = try File.checked(outcome, .truncate, path)
  }

  /// Makes the file's bytes durable; `everything` adds its metadata, which a folder needs.
  func sync(everything: Bool = false) throws(StoreError) {
    _ = try File.checked(files.sync(descriptor, everything: everything), .sync, path)
  }

  /// Takes the file's lock; false when somebody else has it.
  func lock() throws(StoreError) -> Bool {
    let outcome = File.repeated { files.lock(descriptor) }
    if outcome == -ErrorNumber.tryAgain || outcome == -ErrorNumber.accessDenied { return false }
    _ = try File.checked(outcome, .lock, path)
    return true
  }

  /// True as long as the file's path leads to it, and neither to another file nor to none.
  func isAtItsPath() throws(StoreError) -> Bool {
    try File.checked(files.leads(path, to: descriptor), .size, path) == 1
  }

  /// Maps the file for reading, or gives nil where that cannot be done.
  func map(sizeBytes: Int) -> MappedFile? { files.map(descriptor, sizeBytes: sizeBytes) }

  /// Turns a call's result into its value or its error.
  static func checked(
    _ outcome: Int, _ call: SystemCall, _ path: String
  ) throws(StoreError) -> Int {
    guard outcome != -ErrorNumber.linkOrSpecial else { throw .linkOrSpecial(path: path) }
    guard outcome >= 0 else { throw .system(call: call, path: path, code: Int32(-outcome)) }
    return outcome
  }

  private static func repeated(_ call: () -> Int) -> Int {
    var outcome = call()
    while outcome == -ErrorNumber.interrupted { outcome = call() }
    return outcome
  }
}
