internal import Glibc

extension Array {
  /// Fewer bytes than these lie on few pages anyway.
  private static var largeSizeBytesMin: Int { 4 << 20 }

  /// An array whose memory is asked for in large pages, where the system has them.
  ///
  /// For tables that are looked into all over: with pages of 4 KiB the processor would have to find out
  /// nearly every time where in memory the page is, which costs more than the memory itself.
  init(onLargePages element: Element, count: Int) {
    self = unsafe Array(unsafeUninitializedCapacity: count) { buffer, initializedCount in
      let sizeBytes = count * MemoryLayout<Element>.stride
      if sizeBytes >= Array.largeSizeBytesMin, let start = buffer.baseAddress {
        let pageMask = UInt(getpagesize() - 1)
        let first = (UInt(bitPattern: start) + pageMask) & ~pageMask
        let end = (UInt(bitPattern: start) + UInt(sizeBytes)) & ~pageMask
        // Advice: nothing depends on whether it is taken.
        _ = unsafe madvise(
          UnsafeMutableRawPointer(bitPattern: first), Int(end - first), MADV_HUGEPAGE)
      }
      unsafe buffer.initialize(repeating: element)
      initializedCount = count
    }
  }
}
