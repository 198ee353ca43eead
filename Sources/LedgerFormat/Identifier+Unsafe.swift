internal import Glibc

// Byte comparison through the strings' own storage: no copy, one `memcmp`.
extension Identifier: Hashable, Comparable {
  public static func == (left: Identifier, right: Identifier) -> Bool {
    compare(left, right) == 0
  }

  /// Orders by bytes; of two names that begin alike the shorter comes first.
  public static func < (left: Identifier, right: Identifier) -> Bool {
    compare(left, right) < 0
  }

  public func hash(into hasher: inout Swift.Hasher) {
    var text = self.text
    text.withUTF8 { bytes in unsafe hasher.combine(bytes: UnsafeRawBufferPointer(bytes)) }
  }

  /// Negative, zero or positive as `left` sorts before, with or after `right`.
  private static func compare(_ left: Identifier, _ right: Identifier) -> Int {
    var (first, second) = (left.text, right.text)
    return first.withUTF8 { first in
      second.withUTF8 { second in
        let shared = min(first.count, second.count)
        if shared > 0, let start = first.baseAddress, let other = second.baseAddress {
          let order = unsafe memcmp(start, other, shared)
          if order != 0 { return Int(order) }
        }
        return first.count - second.count
      }
    }
  }
}
