import Custody
import LedgerFormat

/// Small events to change one thing of.
enum Sample {
  static let time = Instant(microseconds: 1_767_225_642_000_000)!

  static var use: Event {
    Event(
      id: "E-1", time: time, party: "PLANT", site: "TANK-1",
      detail: .use(
        Use(
          lot: "PLANT/B-1", quantity: Quantity(amount: 12_500, unit: .gram), purpose: "cleaning")))
  }
}

extension Event {
  /// Reads an event from an array of bytes.
  init(bytes: [UInt8]) throws(EntryError) { self = try Event(body: bytes.span) }

  /// The event's bytes.
  func encoded() throws(EntryError) -> [UInt8] {
    var writer = CBORWriter()
    try EventCoding.encode(self, into: &writer)
    return writer.bytes
  }
}
