/// All that the store asks of the operating system: the one seam to it.
///
/// `HostFileSystem` answers from the real one; a simulated disk may stand here in its place.
/// Inside a ledger's folder no link is followed and nothing but regular files is opened.
/// Every call gives a result of 0 or more, or the negated error number. A call may be interrupted and
/// a read or write may be short: `File` takes care of both.
protocol FileSystem: Sendable {
  /// Opens a file and gives its descriptor.
  func open(_ path: String, _ mode: OpenMode) -> Int
  func close(_ descriptor: Int32) -> Int
  /// Fills `target` from its place `start` with the file's bytes from `offset` and gives their number,
  /// which is 0 at the file's end.
  func read(
    _ descriptor: Int32, into target: inout [UInt8], from start: Int, at offset: Int
  ) -> Int
  /// Writes at most all of `bytes` at `offset` and gives the number written.
  func write(_ descriptor: Int32, _ bytes: Span<UInt8>, at offset: Int) -> Int
  /// The file's length in bytes.
  func size(of descriptor: Int32) -> Int
  func truncate(_ descriptor: Int32, to sizeBytes: Int) -> Int
  /// Makes a file's bytes and what is needed to read them durable; `everything` adds its metadata.
  func sync(_ descriptor: Int32, everything: Bool) -> Int
  /// Takes the file's exclusive lock if it is free.
  func lock(_ descriptor: Int32) -> Int
  /// 1 where the path leads to the open file, 0 where it leads to another or to none.
  func leads(_ path: String, to descriptor: Int32) -> Int
  /// Maps the first `sizeBytes` of a file for reading, also beyond its present end;
  /// nil where that cannot be done, and then the bytes are read.
  func map(_ descriptor: Int32, sizeBytes: Int) -> MappedFile?
  func rename(_ path: String, to target: String) -> Int
  func unlink(_ path: String) -> Int
  func makeDirectory(_ path: String, permissions: UInt32) -> Int
  /// The names in a folder, in no order, without `.` and `..`; the second part is the result.
  func names(in path: String) -> ([String], Int)
  /// Milliseconds of a clock that never goes back.
  func milliseconds() -> Int
  func sleep(milliseconds: Int)
  /// A number that nobody can foresee, for names of temporary files and the seeds of hashes.
  func randomNumber() -> UInt64
  /// The folder for temporary files.
  var temporaryFolder: String { get }
}

/// How a file is opened.
struct OpenMode: Sendable {
  /// What the opener may do, and whether the file must or must not be there.
  enum Access: Sendable { case read, write, create, createNew, directory }

  var access: Access
  /// The permissions of a file that is made.
  var permissions: UInt32 = 0o644

  static let read = OpenMode(access: .read)
  static let write = OpenMode(access: .write)
  static let create = OpenMode(access: .create)
  static let directory = OpenMode(access: .directory)
}

/// The error numbers that the store tells apart; the values are Linux's.
enum ErrorNumber {
  static let notFound = 2
  static let interrupted = 4
  static let tryAgain = 11
  static let accessDenied = 13
  static let exists = 17
  static let notDirectory = 20
  /// What is not to be written: by whoever asks, by nobody, on a file system that is read.
  static let forbidden: Set<Int> = [1, accessDenied, 30]
  /// Inside a ledger: a link, a pipe or something else that is neither a regular file nor a folder.
  static let linkOrSpecial = 40
}
