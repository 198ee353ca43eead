/// What a reader of files needs to be told.
public struct ReadingSettings: Sendable {
  /// The zone by which local times are read; nil refuses them.
  public var timeZone: LocalTimeZone?
  /// Brings a text to Unicode's Normalization Form C.
  ///
  /// The room has no tables of its own for it. Called only for texts that hold characters which can
  /// change, which neither ASCII nor the common Chinese characters are.
  public var normalise: (@Sendable (String) -> String)?

  public init(timeZone: LocalTimeZone? = nil, normalise: (@Sendable (String) -> String)? = nil) {
    self.timeZone = timeZone
    self.normalise = normalise
  }
}
