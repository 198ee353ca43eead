import Foundation

/// The writer's lock, held as another writer would hold it.
struct HeldLock {
  /// Linux's `F_OFD_SETLK`, which the C library's headers hide.
  private static let setLock: Int32 = 37
  private let descriptor: Int32

  /// Takes the lock at once, or throws.
  init(path: String) throws {
    descriptor = unsafe open(path, O_RDWR)
    var region = flock()
    region.l_type = Int16(F_WRLCK)
    region.l_whence = Int16(SEEK_SET)
    guard descriptor >= 0, unsafe fcntl(descriptor, HeldLock.setLock, &region) == 0 else {
      throw CocoaError(.fileLocking)
    }
  }

  func release() { close(descriptor) }
}
