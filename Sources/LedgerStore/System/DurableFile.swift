/// Replaces small files so that a reader, now or after a power loss, finds the old or the new whole.
public enum DurableFile {
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
    let temporary = path + "." + String(UInt64.random(in: 0 ... .max), radix: 36) + ".new"
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

  /// The folder that a path's last part is in.
  static func parent(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
