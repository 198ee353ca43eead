/// How well a fact of regulation is known.
///
/// A fact marked `c` may raise a warning that shows 待核; it never refuses anything.
public enum Confidence: String, Comparable, Hashable, Sendable, CaseIterable {
  /// Read in the primary text or the official repository.
  case a = "A"
  /// Read in a secondary source.
  case b = "B"
  /// Recalled, not verified.
  case c = "C"

  public static func < (left: Confidence, right: Confidence) -> Bool {
    left.rawValue < right.rawValue
  }
}
