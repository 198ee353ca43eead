internal import Glibc

/// A path as the operating system is asked for it: a name in a folder that is held open.
///
/// Whoever can write a ledger's folder can put a link where the store expects a file or a folder, and a
/// writer that followed it would copy, overwrite or unlink what the link names: the operator's key, say.
/// So inside a ledger every folder on the way is opened by itself and no link is followed. The ledger's own
/// folder, and whatever lies outside of it, may be reached by links.
struct LedgerPath: ~Copyable {
  /// Linux's `O_PATH`, which the C library shows only to those who ask for its extensions.
  private static let pathOnly: Int32 = 0o10_000_000

  /// The folder, or `AT_FDCWD`.
  let folder: Int32
  /// What is looked for in it.
  let name: String
  let isInside: Bool

  /// - Parameters:
  ///   - path: what is asked for.
  ///   - ledger: the ledger's folder; nil where no path is inside of one.
  ///   - outcome: the negated error number where this gives nil.
  init?(_ path: String, ledger: String?, _ outcome: inout Int) {
    guard let ledger, path.utf8.count > ledger.utf8.count + 1, path.hasPrefix(ledger + "/") else {
      (folder, name, isInside) = (AT_FDCWD, path, false)
      return
    }
    var parts = path.utf8.dropFirst(ledger.utf8.count + 1).split(separator: UInt8(ascii: "/"))
      .map { String(Substring($0)) }
    guard let last = parts.popLast() else {
      (folder, name, isInside) = (AT_FDCWD, path, false)
      return
    }
    var open = unsafe Glibc.open(ledger, O_DIRECTORY | O_CLOEXEC | LedgerPath.pathOnly, 0)
    guard open >= 0 else {
      outcome = -Int(errno)
      return nil
    }
    for part in parts {
      let flags = O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC | LedgerPath.pathOnly
      let next = unsafe openat(open, part, flags, 0)
      if next < 0 { outcome = LedgerPath.failure(of: part, in: open) }
      Glibc.close(open)
      guard next >= 0 else { return nil }
      open = next
    }
    (folder, name, isInside) = (open, last, true)
  }

  deinit { if folder != AT_FDCWD { Glibc.close(folder) } }

  /// Opens the file or folder. Inside a ledger a file is a regular one, and nothing else is waited for.
  borrowing func open(_ flags: Int32, permissions: UInt32) -> Int {
    guard isInside else {
      let opened = unsafe Glibc.open(name, flags | O_CLOEXEC, permissions)
      return opened < 0 ? -Int(errno) : Int(opened)
    }
    // A pipe put in a file's place would hold us for ever, a terminal become ours.
    let all = flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY
    let opened = unsafe openat(folder, name, all, permissions)
    guard opened >= 0 else { return LedgerPath.failure(of: name, in: folder) }
    if flags & O_DIRECTORY != 0 { return Int(opened) }
    var status = stat()
    let outcome = unsafe fstat(opened, &status) == 0 ? 0 : -Int(errno)
    let isRegular = status.st_mode & S_IFMT == S_IFREG
    if outcome < 0 || !isRegular { Glibc.close(opened) }
    if outcome < 0 { return outcome }
    return isRegular ? Int(opened) : -ErrorNumber.linkOrSpecial
  }

  /// Why something could not be opened: Linux says of a link that it is no folder, and of a socket that
  /// there is no device.
  private static func failure(of name: String, in folder: Int32) -> Int {
    let code = errno
    guard code != ENOENT, code != EEXIST, code != EINTR else { return -Int(code) }
    var status = stat()
    guard unsafe fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      return -Int(code)
    }
    let kind = status.st_mode & S_IFMT
    return kind == S_IFREG || kind == S_IFDIR ? -Int(code) : -ErrorNumber.linkOrSpecial
  }
}
