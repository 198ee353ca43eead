/// The streams that an event's bytes put its entry on: the stream rule, without any chemistry.
///
/// | kind | its streams |
/// |---|---|
/// | production | the lots of its outputs and inputs |
/// | storage, use, disposal | its lot |
/// | loss | its lot, and its consignment where it names one |
/// | trade | the lots of its goods |
/// | consignment | itself, and the lots of its goods |
/// | transport | its consignment and, unless its step is `position`, the lots of that opening |
/// | correction | those of the entry whose version it corrects, and those of its replacement |
/// | order | its lots, or the party that it is about |
/// | registration | its subject; of a licence its holder |
/// | handling | the party that reports it |
/// | key | its party |
/// | genesis, submission, commitment, rotation | none |
///
/// Every verifier computes this anew: a link that is missing or extra is damage.
/// A transport's own goods name no stream, because they are among the opening's.
public struct EventStreams: Equatable, Sendable {
  /// What the event is.
  public let kind: BodyKind
  /// The streams that the event itself names, in the order of links, none twice.
  public let own: [StreamKey]
  /// The consignment whose opening's lots belong to this event as well.
  public let inheritsLotsOf: Identifier?
  /// The index of the entry whose streams all belong to this event as well: what it corrects.
  public let inheritsStreamsOf: UInt64?

  init(
    kind: BodyKind, own: [StreamKey], inheritsLotsOf: Identifier?,
    inheritsStreamsOf: UInt64? = nil
  ) {
    self.kind = kind
    self.own = own
    self.inheritsLotsOf = inheritsLotsOf
    self.inheritsStreamsOf = inheritsStreamsOf
  }

  /// The lots that the event itself names, in the order of links.
  public var lots: [Identifier] { own.lazy.filter { $0.kind == .lot }.map(\.id) }

  /// All streams of the event's entry, in the order of links.
  ///
  /// - Parameters:
  ///   - openingLots: the lots of the opening that `inheritsLotsOf` names, in any order; ignored where
  ///     it names none.
  ///   - corrected: the streams of the entry that `inheritsStreamsOf` names; ignored likewise.
  public func keys(openingLots: [Identifier], corrected: [StreamKey] = []) -> [StreamKey] {
    var keys = own
    if inheritsLotsOf != nil {
      for lot in openingLots { keys.append(StreamKey(kind: .lot, id: lot)) }
    }
    if inheritsStreamsOf != nil { keys += corrected }
    return keys.count == own.count ? own : EventStreams.ordered(keys)
  }

  /// How an entry's links differ from the streams that the rule expects.
  ///
  /// - Parameter expected: what `keys(openingLots:)` gave, in its order.
  public static func findings(entry: Entry, expected: [StreamKey]) -> StreamFindings {
    var findings = StreamFindings()
    var position = 0
    for link in entry.links {
      while position < expected.count, expected[position] < link.stream {
        findings.missing.append(expected[position])
        position += 1
      }
      if position < expected.count, expected[position] == link.stream {
        position += 1
      } else {
        findings.extra.append(link.stream)
      }
    }
    findings.missing.append(contentsOf: expected[position...])
    return findings
  }

  /// Sorts keys and drops repetitions, which is the order of links.
  ///
  /// Cost: one comparison a key where they are in order already, as they mostly are.
  public static func ordered(_ keys: [StreamKey]) -> [StreamKey] {
    var ordered = keys
    order(&ordered)
    return ordered
  }

  /// Sorts keys where they are, as `ordered` does.
  public static func order(_ keys: inout [StreamKey]) {
    var isOrdered = true
    for position in keys.indices.dropFirst() where !(keys[position - 1] < keys[position]) {
      isOrdered = false
    }
    if isOrdered { return }
    keys.sort()
    var count = 0
    for position in keys.indices where position == 0 || keys[position] != keys[count - 1] {
      keys[count] = keys[position]
      count += 1
    }
    keys.removeLast(keys.count - count)
  }
}

/// How the links of an entry differ from the stream rule; empty when they do not.
public struct StreamFindings: Equatable, Sendable {
  /// Streams that the entry belongs to and has no link for.
  public var missing: [StreamKey]
  /// Streams that the entry has a link for and does not belong to.
  public var extra: [StreamKey]

  public init(missing: [StreamKey] = [], extra: [StreamKey] = []) {
    self.missing = missing
    self.extra = extra
  }

  /// True when the links are exactly those that the rule expects.
  public var isEmpty: Bool { missing.isEmpty && extra.isEmpty }
}
