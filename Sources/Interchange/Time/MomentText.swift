public import Custody

/// A moment as people type it in a question.
public enum MomentText {
  /// Reads RFC 3339, or a local time or date in a zone; a date alone means its first moment.
  ///
  /// - Throws: `TimeFlaw`, which says what was found.
  public static func instant(_ text: String, zone: LocalTimeZone?) throws(TimeFlaw) -> Instant {
    var text = text
    if let written = WrittenDate(text), !written.hasHour { text = written.plain + " 00:00" }
    text.makeContiguousUTF8()
    return try TimeReader.instant(text.utf8.span, zone: zone)
  }
}
