/// The offsets from UTC by which local times of a file are read.
///
/// A fixed offset, or the history and the future rule of a place as its zone file tells them.
public struct LocalTimeZone: Equatable, Sendable {
  /// By which offset from UTC, in seconds, a local time is read.
  enum Meaning: Equatable {
    case once(offsetSeconds: Int)
    /// The clock was put forward over it.
    case never
    /// The clock was put back over it: it came with each of these offsets.
    case twice(offsetsSeconds: [Int])
  }

  /// When an offset begins; the first span begins before all times.
  struct OffsetSpan: Equatable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z.
    var start: Int64
    var offsetSeconds: Int
  }

  /// How the person named it: `Asia/Shanghai` or `+08:00`.
  public let name: String
  private let spans: [OffsetSpan]

  /// Takes spans in the order of their starts, at least one.
  init(name: String, spans: [OffsetSpan]) {
    self.name = name
    self.spans = spans
  }

  /// The zone of a fixed offset.
  public init(offsetSeconds: Int) {
    let minutes = abs(offsetSeconds) / 60
    let digits = [minutes / 600, minutes / 60 % 10, minutes % 60 / 10, minutes % 10]
    let sign = offsetSeconds < 0 ? "-" : "+"
    name = "\(sign)\(digits[0])\(digits[1]):\(digits[2])\(digits[3])"
    spans = [OffsetSpan(start: .min, offsetSeconds: offsetSeconds)]
  }

  /// Reads `Z`, `+08:00`, `+0800` or `+8`; nil for what is no such offset, up to 18 hours.
  public init?(offset: String) {
    guard offset != "Z" && offset != "UTC" else {
      self.init(offsetSeconds: 0)
      return
    }
    var digits = Array(offset.utf8)
    guard let sign = digits.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else {
      return nil
    }
    digits.removeFirst()
    if digits.count == 5 && digits[2] == UInt8(ascii: ":") { digits.remove(at: 2) }
    guard [1, 2, 4].contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    let numbers = digits.map { Int($0) - 0x30 }
    let hours = numbers.count == 1 ? numbers[0] : numbers[0] * 10 + numbers[1]
    let minutes = numbers.count == 4 ? numbers[2] * 10 + numbers[3] : 0
    guard minutes < 60, hours * 60 + minutes <= 18 * 60 else { return nil }
    let seconds = (hours * 60 + minutes) * 60
    self.init(offsetSeconds: sign == UInt8(ascii: "-") ? -seconds : seconds)
  }

  /// Tells what a local time means, given in seconds from 1970-01-01 00:00:00 on the same wall.
  ///
  /// Cost: a binary search over the zone's spans; near a change a few more looks.
  func meaning(ofLocalSeconds local: Int64) -> Meaning {
    // No offset is over 26 hours, so only the spans so near can hold the moment.
    let reach: Int64 = 26 * 3_600
    var index = span(at: local - reach)
    guard index + 1 < spans.count, spans[index + 1].start <= local + reach else {
      return .once(offsetSeconds: spans[index].offsetSeconds)
    }
    var offsets: [Int] = []
    while index < spans.count && spans[index].start <= local + reach {
      let offset = spans[index].offsetSeconds
      let moment = local - Int64(offset)
      let isBeforeNext = index + 1 == spans.count || moment < spans[index + 1].start
      if moment >= spans[index].start && isBeforeNext {
        offsets.append(offset)
      }
      index += 1
    }
    switch offsets.count {
    case 0: return .never
    case 1: return .once(offsetSeconds: offsets[0])
    default: return .twice(offsetsSeconds: offsets)
    }
  }

  /// How far the clocks are ahead of UTC at a moment, in seconds since 1970-01-01T00:00:00Z.
  func offsetSeconds(at moment: Int64) -> Int { spans[span(at: moment)].offsetSeconds }

  /// The span that holds a moment.
  private func span(at moment: Int64) -> Int {
    var low = 0
    var high = spans.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if spans[middle].start <= moment { low = middle } else { high = middle - 1 }
    }
    return low
  }
}
