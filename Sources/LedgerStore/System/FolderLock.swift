/// Holds a folder for one process at a time, until this value goes.
///
/// The operating system lets go of it when the process ends, however it ends.
public struct FolderLock: ~Copyable {
  private let lock: WriterLock

  /// Takes the lock of a folder that is there.
  ///
  /// - Throws: `StoreError.locked` where another process still holds it after so long.
  public init(_ path: String, waitMilliseconds: Int) throws(StoreError) {
    lock = try WriterLock(Folder(HostFileSystem(), path), waitMilliseconds: waitMilliseconds)
  }
}
