internal import Glibc

/// The real operating system, which only this file and `LedgerPath` call.
struct HostFileSystem: FileSystem {
  /// The ledger's folder, inside of which no link is followed; nil to go by paths as they are.
  var ledger: String?

  /// Linux's `F_OFD_SETLK`, which the C library shows only to those who ask for its extensions.
  private static let setOpenFileLock: Int32 = 37

  func open(_ path: String, _ mode: OpenMode) -> Int {
    let flags: Int32
    switch mode.access {
    case .read: flags = O_RDONLY
    case .write: flags = O_RDWR
    case .create: flags = O_RDWR | O_CREAT
    case .createNew: flags = O_RDWR | O_CREAT | O_EXCL
    case .directory: flags = O_RDONLY | O_DIRECTORY
    }
    return at(path) { $0.open(flags, permissions: mode.permissions) }
  }

  func close(_ descriptor: Int32) -> Int { result(Int(Glibc.close(descriptor))) }

  func read(
    _ descriptor: Int32, into target: inout [UInt8], from start: Int, at offset: Int
  ) -> Int {
    let outcome = unsafe target.withUnsafeMutableBytes { bytes in
      let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[start...])
      return unsafe pread(descriptor, rest.baseAddress, rest.count, offset)
    }
    return result(outcome)
  }

  func write(_ descriptor: Int32, _ bytes: Span<UInt8>, at offset: Int) -> Int {
    let outcome = unsafe bytes.withUnsafeBytes { bytes in
      unsafe pwrite(descriptor, bytes.baseAddress, bytes.count, offset)
    }
    return result(outcome)
  }

  func size(of descriptor: Int32) -> Int {
    var status = stat()
    let outcome = result(Int(unsafe fstat(descriptor, &status)))
    return outcome < 0 ? outcome : Int(status.st_size)
  }

  func truncate(_ descriptor: Int32, to sizeBytes: Int) -> Int {
    result(Int(ftruncate(descriptor, sizeBytes)))
  }

  func sync(_ descriptor: Int32, everything: Bool) -> Int {
    result(Int(everything ? fsync(descriptor) : fdatasync(descriptor)))
  }

  func lock(_ descriptor: Int32) -> Int {
    // Of the open file and not of the process, so that two writers of one process meet as well.
    var region = flock()
    region.l_type = Int16(F_WRLCK)
    region.l_whence = Int16(SEEK_SET)
    return result(Int(unsafe fcntl(descriptor, HostFileSystem.setOpenFileLock, &region)))
  }

  func leads(_ path: String, to descriptor: Int32) -> Int {
    var (opened, named) = (stat(), stat())
    let outcome = result(Int(unsafe fstat(descriptor, &opened)))
    guard outcome >= 0 else { return outcome }
    let found = at(path) {
      result(Int(unsafe fstatat($0.folder, $0.name, &named, AT_SYMLINK_NOFOLLOW)))
    }
    if found == -ErrorNumber.notFound || found == -ErrorNumber.notDirectory { return 0 }
    guard found >= 0 else { return found }
    return opened.st_dev == named.st_dev && opened.st_ino == named.st_ino ? 1 : 0
  }

  func map(_ descriptor: Int32, sizeBytes: Int) -> MappedFile? {
    guard sizeBytes > 0 else { return nil }
    let address = unsafe mmap(nil, sizeBytes, PROT_READ, MAP_SHARED, descriptor, 0)
    guard let address = unsafe address, unsafe address != MAP_FAILED else { return nil }
    return unsafe MappedFile(UnsafeRawBufferPointer(start: address, count: sizeBytes))
  }

  func rename(_ path: String, to target: String) -> Int {
    at(path) { source in
      at(target) { target in
        result(Int(unsafe renameat(source.folder, source.name, target.folder, target.name)))
      }
    }
  }

  func unlink(_ path: String) -> Int {
    at(path) { result(Int(unsafe unlinkat($0.folder, $0.name, 0))) }
  }

  func makeDirectory(_ path: String, permissions: UInt32) -> Int {
    at(path) { result(Int(unsafe mkdirat($0.folder, $0.name, permissions))) }
  }

  func names(in path: String) -> ([String], Int) {
    let opened = open(path, .directory)
    guard opened >= 0 else { return ([], opened) }
    guard let folder = unsafe fdopendir(Int32(opened)) else {
      defer { _ = close(Int32(opened)) }
      return ([], result(-1))
    }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while true {
      errno = 0
      guard let item = unsafe readdir(folder) else { break }
      let name = unsafe withUnsafePointer(to: &item.pointee.d_name) { start in
        unsafe start.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return (names, -Int(errno))
  }

  func milliseconds() -> Int {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
  }

  func sleep(milliseconds: Int) { usleep(UInt32(milliseconds) * 1_000) }

  func randomNumber() -> UInt64 { UInt64.random(in: 0 ... .max) }

  var temporaryFolder: String {
    guard let folder = unsafe getenv("TMPDIR") else { return "/tmp" }
    let path = unsafe String(cString: folder)
    return path.isEmpty ? "/tmp" : path
  }

  private func at(_ path: String, _ call: (borrowing LedgerPath) -> Int) -> Int {
    var outcome = 0
    guard let place = LedgerPath(path, ledger: ledger, &outcome) else { return outcome }
    return call(place)
  }

  private func result(_ value: Int) -> Int { value < 0 ? -Int(errno) : value }
}

/// Owns a read-only mapping of a file's first bytes, which ends with it.
///
/// The mapping may reach beyond the file's end, where bytes must not be touched: callers take only
/// bytes that they know to be written, and no writer truncates below the published head.
@safe final class MappedFile: @unchecked Sendable {
  private let base: UnsafeRawBufferPointer

  init(_ base: UnsafeRawBufferPointer) { unsafe self.base = base }

  deinit { unsafe munmap(UnsafeMutableRawPointer(mutating: base.baseAddress), base.count) }

  /// The mapping's length, which may be more than the file's.
  var capacity: Int { unsafe base.count }

  /// Gives the bytes of a range that is known to be written.
  func withBytes<Result>(
    _ range: Range<Int>, _ body: (Span<UInt8>) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    precondition(range.lowerBound >= 0 && range.upperBound <= capacity, "outside the mapping")
    let part = unsafe UnsafeRawBufferPointer(rebasing: base[range])
    return try body(unsafe Span<UInt8>(_unsafeBytes: part))
  }
}
