internal import Glibc

// Byte comparison through the strings' own storage: no copy, no reference count, one `memcmp`.
extension Identifier: Hashable, Comparable {
  public static func == (left: Identifier, right: Identifier) -> Bool {
    compare(left, right) == 0
  }

  /// Orders by bytes; of two names that begin alike the shorter comes first.
  public static func < (left: Identifier, right: Identifier) -> Bool {
    compare(left, right) < 0
  }

  public func hash(into hasher: inout Swift.Hasher) {
    let isHashed: Void? = unsafe text.utf8.withContiguousStorageIfAvailable { bytes in
      unsafe hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
    }
    precondition(isHashed != nil, "a name's bytes lie in one piece")
  }

  /// Negative, zero or positive as `left` sorts before, with or after `right`.
  private static func compare(_ left: Identifier, _ right: Identifier) -> Int {
    let order = unsafe left.text.utf8.withContiguousStorageIfAvailable { first in
      unsafe right.text.utf8.withContiguousStorageIfAvailable { second in
        unsafe compare(first, second)
      }
    }
    guard let order = order ?? nil else {
      preconditionFailure("a name's bytes lie in one piece")
    }
    return order
  }

  private static func compare(
    _ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>
  ) -> Int {
    let shared = min(first.count, second.count)
    if shared > 0, let start = first.baseAddress, let other = second.baseAddress {
      let order = unsafe memcmp(start, other, shared)
      if order != 0 { return Int(order) }
    }
    return first.count - second.count
  }
}
