/// Replaces small files so that a reader, now or after a power loss, finds the old or the new whole.
public enum DurableFile {
  private static let temporarySuffix = ".new"

  /// Writes `bytes` under a new name, syncs, renames it to `path` and syncs the folder.
  ///
  /// The folder is held open throughout, so that the folder synced is the one renamed in.
  /// Cost: two syncs. For the checkpoint, the anti-rollback record and the key file.
  /// - Parameter permissions: of the file, such as 0o600 for a key.
  /// - Throws: `StoreError.system`; the old file then stands, or after a failed folder sync either.
  public static func replace(
    _ path: String, with bytes: Span<UInt8>, permissions: UInt32 = 0o644
  ) throws(StoreError) {
    try replace(HostFileSystem(), path, with: bytes, permissions: permissions)
  }

  static func replace(
    _ files: any FileSystem, _ path: String, with bytes: Span<UInt8>, permissions: UInt32 = 0o644,
    isDurable: Bool = true
  ) throws(StoreError) {
    let folder = try File(files, parent(of: path), .directory)
    let temporary = path + "." + String(files.randomNumber(), radix: 36) + temporarySuffix
    do {
      let file = try File(
        files, temporary, OpenMode(access: .createNew, permissions: permissions))
      try file.write(bytes, at: 0)
      if isDurable { try file.sync(everything: true) }
      _ = try File.checked(files.rename(temporary, to: path), .rename, path)
    } catch {
      _ = files.unlink(temporary)
      throw error
    }
    if isDurable { try folder.sync(everything: true) }
  }

  /// Writes a file's bytes anew, as another file under its name, and makes that durable.
  ///
  /// For bytes whose sync may have failed in another process: the system then shows them as if they
  /// were on the disk, and a second sync says so without writing them. The old file is not touched.
  /// Cost: reads and writes the whole file; two syncs.
  static func writeAnew(
    _ folder: Folder, _ name: String, permissions: UInt32 = 0o644
  ) throws(StoreError) {
    let source = try folder.open(name, .read)
    try copy(source, count: try source.size(), to: folder, name, permissions: permissions)
  }

  /// Writes a file's first `count` bytes as a file of the folder, whole or not at all, and durable.
  ///
  /// Cost: reads and writes the bytes; two syncs.
  /// - Parameter keepsHoles: does not write pieces of nothing but zeros, so that a file of holes takes no more
  ///   room than before.
  static func copy(
    _ source: File, count: Int, to folder: Folder, _ name: String, permissions: UInt32 = 0o644,
    keepsHoles: Bool = false
  ) throws(StoreError) {
    let pieceSizeBytes = 1 << 20
    let temporary = name + "." + String(folder.files.randomNumber(), radix: 36) + temporarySuffix
    do {
      let copy = try folder.open(
        temporary, OpenMode(access: .createNew, permissions: permissions))
      var copied = 0
      while copied < count {
        let piece = try source.read(at: copied, count: min(pieceSizeBytes, count - copied))
        if piece.isEmpty { break }
        let isHole = keepsHoles && piece.allSatisfy { $0 == 0 }
        if !isHole { try copy.write(piece.span, at: copied) }
        copied += piece.count
        if isHole, copied >= count { try copy.truncate(to: copied) }
      }
      try copy.sync(everything: true)
      try folder.rename(temporary, to: name)
    } catch {
      try? folder.remove(temporary)
      throw error
    }
    try folder.sync()
  }

  /// True for the name of a file that is to replace another.
  static func isTemporary(_ name: String) -> Bool { name.hasSuffix(temporarySuffix) }

  /// Removes what a crash left of files that were to replace those whose names begin with `prefix`.
  static func removeLeftovers(_ folder: Folder, prefix: String = "") throws(StoreError) {
    for name in try folder.names() ?? []
    where name.hasPrefix(prefix) && isTemporary(name) {
      try folder.remove(name)
    }
  }

  /// The folder that a path's last part is in.
  static func parent(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
