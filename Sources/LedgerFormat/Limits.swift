/// The format's limits; each has a test at it and one past it.
public enum Limits {
  /// An entry's most bytes: the entry bundle of tlog-tiles counts them in a u16.
  public static let entrySizeBytesMax = 65_535
  /// An event's most bytes, so that a correction can hold its replacement.
  public static let eventSizeBytesMax = 24_000
  /// A correction's most bytes: its replacement may be as large as any event.
  public static let correctionSizeBytesMax = 2 * eventSizeBytesMax
  /// An identifier's most bytes of UTF-8 (batch, party, site, document, consignment, event id).
  public static let identifierSizeBytesMax = 128
  /// A qualified lot's most bytes: party, `/`, batch.
  public static let lotSizeBytesMax = 2 * identifierSizeBytesMax + 1
  /// A free text's most bytes (note, reason, purpose, method, place, names).
  public static let textSizeBytesMax = 4_096
  /// The most different lots that one event may name.
  public static let lotsPerEventMax = 256
  /// The latest instant: 9999-12-31T23:59:59.999999Z in microseconds since 1970.
  public static let instantMax: UInt64 = 253_402_300_799_999_999
  /// How deep nested CBOR items may be; the format itself needs five.
  public static let depthMax = 16
}
