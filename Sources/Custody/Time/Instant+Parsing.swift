extension Instant {
  /// Reads an RFC 3339 time, such as `2026-01-01T08:00:42.5+08:00`.
  ///
  /// The offset is required: `Z` or `±hh:mm`. At most six decimals, even where they are zeros. Between
  /// date and time stands `T`, `t` or a space (RFC 3339 §5.6). The leap second is refused.
  /// Cost: one pass over the bytes; allocates nothing.
  public init(rfc3339 text: Span<UInt8>) throws(InstantError) {
    var cursor = TimeReader()
    let year = try cursor.number(text, digitCount: 4)
    try cursor.expect(UInt8(ascii: "-"), text)
    let month = try cursor.number(text, digitCount: 2)
    try cursor.expect(UInt8(ascii: "-"), text)
    let day = try cursor.number(text, digitCount: 2)
    try cursor.expectTime(text)
    let hour = try cursor.number(text, digitCount: 2)
    try cursor.expect(UInt8(ascii: ":"), text)
    let minute = try cursor.number(text, digitCount: 2)
    try cursor.expect(UInt8(ascii: ":"), text)
    let second = try cursor.number(text, digitCount: 2)
    let microsecond = try cursor.fraction(text)
    let offsetSeconds = try cursor.offset(text)
    try self.init(
      localYear: year, month: month, day: day, hour: hour, minute: minute, second: second,
      microsecond: microsecond, offsetSeconds: offsetSeconds)
  }

  /// Reads an RFC 3339 time from a string; see `init(rfc3339:)`.
  public init(rfc3339 text: String) throws(InstantError) {
    var text = text
    text.makeContiguousUTF8()
    try self.init(rfc3339: text.utf8.span)
  }
}

/// Reads the parts of a time one after another.
private struct TimeReader {
  private var position = 0

  mutating func number(_ text: Span<UInt8>, digitCount: Int) throws(InstantError) -> Int {
    var value = 0
    for _ in 0..<digitCount {
      guard position < text.count, text[position] &- UInt8(ascii: "0") < 10 else {
        throw .malformed(position: position)
      }
      value = value * 10 + Int(text[position] - UInt8(ascii: "0"))
      position += 1
    }
    return value
  }

  mutating func expect(_ character: UInt8, _ text: Span<UInt8>) throws(InstantError) {
    guard position < text.count, text[position] == character else {
      throw .malformed(position: position)
    }
    position += 1
  }

  mutating func expectTime(_ text: Span<UInt8>) throws(InstantError) {
    guard position < text.count else { throw .malformed(position: position) }
    switch text[position] {
    case UInt8(ascii: "T"), UInt8(ascii: "t"), UInt8(ascii: " "): position += 1
    default: throw .malformed(position: position)
    }
  }

  /// Reads the decimals of a second as microseconds; zero where there are none.
  mutating func fraction(_ text: Span<UInt8>) throws(InstantError) -> Int {
    guard position < text.count, text[position] == UInt8(ascii: ".") else { return 0 }
    position += 1
    var (value, decimals) = (0, 0)
    while position < text.count, text[position] &- UInt8(ascii: "0") < 10 {
      if decimals < 6 { value = value * 10 + Int(text[position] - UInt8(ascii: "0")) }
      decimals += 1
      position += 1
    }
    guard decimals > 0 else { throw .malformed(position: position) }
    guard decimals <= 6 else { throw .tooFine(decimals: decimals) }
    for _ in decimals..<6 { value *= 10 }
    return value
  }

  /// Reads what the clock was ahead of UTC by, in seconds, after which nothing may follow.
  mutating func offset(_ text: Span<UInt8>) throws(InstantError) -> Int {
    guard position < text.count else { throw .missingOffset }
    let sign = text[position]
    position += 1
    switch sign {
    case UInt8(ascii: "Z"), UInt8(ascii: "z"):
      guard position == text.count else { throw .malformed(position: position) }
      return 0
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      let hours = try number(text, digitCount: 2)
      try expect(UInt8(ascii: ":"), text)
      let minutes = try number(text, digitCount: 2)
      guard position == text.count else { throw .malformed(position: position) }
      guard hours < 24, minutes < 60 else { throw .offset(hours: hours, minutes: minutes) }
      let seconds = hours * 3_600 + minutes * 60
      return sign == UInt8(ascii: "+") ? seconds : -seconds
    default: throw .malformed(position: position - 1)
    }
  }
}
