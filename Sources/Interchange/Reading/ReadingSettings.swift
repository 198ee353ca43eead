/// What a reader of files needs to be told.
public struct ReadingSettings: Sendable {
  /// The zone by which local times are read; nil refuses them.
  public var timeZone: LocalTimeZone?
  /// Brings a text to Unicode's Normalization Form C.
  ///
  /// The room has no tables of its own for it. Called only for texts that hold characters which can
  /// change, which neither ASCII nor the common Chinese characters are.
  public var normalise: (@Sendable (String) -> String)?

  /// What stands in every row of a sheet for columns that it does not have.
  public var absentColumns: [EventField: String] = [:]
  /// Makes the ids of a sheet that has no column for them, of what each row says.
  public var makesIDs = false

  public init(timeZone: LocalTimeZone? = nil, normalise: (@Sendable (String) -> String)? = nil) {
    self.timeZone = timeZone
    self.normalise = normalise
  }
}

extension ReadingSettings {
  /// The fields that need no column of a sheet.
  var givenFields: EventFieldSet {
    var fields: EventFieldSet = makesIDs ? [.id] : []
    for field in absentColumns.keys { fields.insert(field) }
    return fields
  }
}
