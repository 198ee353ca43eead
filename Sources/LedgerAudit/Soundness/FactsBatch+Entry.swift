internal import Custody
internal import LedgerFormat

/// Reading an entry: its envelope and its links.
extension FactsBatch {
  /// Reads the entry of a frame; false where anything is not as it should be, or may not be.
  ///
  /// - Parameter hashesEvents: whether the event's bytes are hashed alone as well, for submissions.
  mutating func read(
    _ frame: Frame, _ bytes: Span<UInt8>, previous: inout Hash?, hashesEvents: Bool,
    _ keys: borrowing DigestKeys, _ hasher: inout LedgerFormat.Hasher
  ) -> Bool {
    guard frame.lengthFound == nil, frame.range.count <= Limits.entrySizeBytesMax else {
      return false
    }
    let content = bytes.extracting(frame.range)
    var facts = EntryFacts(leafHash: hasher.leafHash(content))
    facts.firstLink = links.count
    facts.firstGood = goods.count
    var reader = FactsReader(at: frame.range.lowerBound, end: frame.range.upperBound)
    let remembered = readEnvelope(&reader, bytes, frame.position, &facts)
    readLinks(&reader, bytes, frame.position, &facts, keys, &hasher)
    guard !reader.isBroken else { return false }
    if entries.isEmpty {
      firstPosition = frame.position
      firstPrevious = remembered
    } else {
      guard remembered == previous else { return false }
    }
    previous = facts.leafHash
    let body = reader.position..<reader.end
    guard let kind = FactsBatch.kind(of: bytes, in: body) else { return false }
    facts.kind = UInt8(kind.rawValue)
    if hashesEvents, kind.isTrade { bodyHashes.append(hasher.leafHash(bytes.extracting(body))) }
    switch kind {
    case .production, .storage, .trade, .consignment, .transport, .use, .disposal, .loss:
      guard body.count <= Limits.eventSizeBytesMax else { return false }
      var event = EventFacts(reader, kind)
      event.read(&self, bytes, &facts, keys)
      guard event.isSound, isOnStreams(event, kind, facts) else { return false }
    default:
      guard readRare(frame, content, facts.leafHash) else { return false }
      facts.rare = Int32(rare.count - 1)
    }
    facts.linkCount = UInt16(links.count - facts.firstLink)
    facts.goodCount = UInt16(goods.count - facts.firstGood)
    entries.append(facts)
    leafHashes.append(facts.leafHash)
    return true
  }

  /// Reads what stands before the links, and gives what the entry remembers of the one before it.
  @inline(__always)
  private func readEnvelope(
    _ reader: inout FactsReader, _ bytes: Span<UInt8>, _ position: UInt64,
    _ facts: inout EntryFacts
  ) -> Hash? {
    reader.require(reader.argument(4, bytes) == 7)
    reader.require(reader.unsigned(bytes) == Entry.version)
    reader.require(reader.unsigned(bytes) == position)
    facts.recordedAt = reader.unsigned(bytes)
    reader.require(facts.recordedAt <= Limits.instantMax)
    facts.hasMore = reader.boolean(bytes)
    let remembered = reader.isNull(bytes) ? nil : reader.hash(bytes)
    reader.require((position == 0) == (remembered == nil))
    return remembered
  }

  @inline(__always)
  private mutating func readLinks(
    _ reader: inout FactsReader, _ bytes: Span<UInt8>, _ position: UInt64,
    _ facts: inout EntryFacts, _ keys: borrowing DigestKeys, _ hasher: inout LedgerFormat.Hasher
  ) {
    let count = reader.count(4, bytes)
    // An opening has a link for itself beside those of its lots.
    reader.require(count <= Limits.lotsPerEventMax + 1)
    for number in 0..<count {
      reader.require(reader.argument(4, bytes) == 5)
      let raw = reader.unsigned(bytes)
      guard raw < 24, let kind = StreamKind(rawValue: UInt8(raw)) else { return reader.fail() }
      let (start, end) = reader.textRange(bytes)
      guard end > start, end - start <= kind.idSizeBytesMax else { return reader.fail() }
      var scan = NameScan()
      let stream = scan.digest(bytes, from: start, to: end, tag: NameDigest.tag(of: kind), keys)
      if scan.unusual != 0 {
        reader.require((try? UTF8Span(validating: bytes.extracting(start..<end))) != nil)
      }
      let ordinal = reader.unsigned(bytes)
      var link = LinkFacts(
        stream: stream, previousHash: MerkleTree.emptyRoot, previousIndex: .max,
        ordinal: ordinal, kind: kind, idStart: start, idEnd: end)
      if ordinal == 0 {
        reader.require(reader.isNull(bytes))
        reader.require(reader.isNull(bytes))
        streamKeys.append(
          (
            links.count,
            StreamMap.key(
              streamKind: kind.rawValue, id: bytes.extracting(start..<end), &hasher)
          ))
      } else {
        link.previousIndex = reader.unsigned(bytes)
        link.previousHash = reader.hash(bytes)
        reader.require(link.previousIndex < position)
      }
      guard !reader.isBroken else { return }
      if number > 0 { reader.require(FactsBatch.precedes(links[links.count - 1], link, bytes)) }
      if kind == .consignment {
        reader.require(facts.consignmentLink == EntryFacts.none)
        facts.consignmentLink = UInt16(number)
      }
      links.append(link)
    }
  }

  /// True where the link's stream stands before the other's in the order of links.
  private static func precedes(
    _ left: LinkFacts, _ right: LinkFacts, _ bytes: Span<UInt8>
  ) -> Bool {
    guard left.kind == right.kind else { return left.kind.rawValue < right.kind.rawValue }
    let (leftCount, rightCount) = (left.idEnd - left.idStart, right.idEnd - right.idStart)
    for offset in 0..<min(leftCount, rightCount) {
      let (one, other) = (bytes[left.idStart + offset], bytes[right.idStart + offset])
      if one != other { return one < other }
    }
    return leftCount < rightCount
  }

  private static func kind(of bytes: Span<UInt8>, in body: Range<Int>) -> BodyKind? {
    var reader = FactsReader(at: body.lowerBound, end: body.upperBound)
    guard reader.argument(5, bytes) > 0, reader.unsigned(bytes) == EventKey.kind.rawValue else {
      return nil
    }
    let number = reader.unsigned(bytes)
    return reader.isBroken ? nil : BodyKind(rawValue: number)
  }

  /// Reads an entry as a value, and keeps it where it can be read.
  private mutating func readRare(
    _ frame: Frame, _ content: Span<UInt8>, _ leafHash: Hash
  ) -> Bool {
    let (entry, record) = Batch.read(content)
    guard entry != nil else { return false }
    if case .unreadable = record { return false }
    rare.append(
      ExaminedEntry(segment: segment, frame, leafHash: leafHash, entry: entry, record: record))
    return true
  }

  /// True where the entry's links are on just the streams that the event says, as far as it says it.
  ///
  /// Of a step of a consignment but `position` the opening says which lots it is on.
  private func isOnStreams(
    _ event: borrowing EventFacts, _ kind: BodyKind, _ facts: EntryFacts
  ) -> Bool {
    let linkCount = links.count - facts.firstLink
    let hasConsignment = facts.consignmentLink != EntryFacts.none
    if event.namesConsignment {
      guard hasConsignment,
        links[facts.firstLink + Int(facts.consignmentLink)].stream == event.consignment
      else { return false }
    } else if hasConsignment {
      return false
    }
    let lotCount = linkCount - (hasConsignment ? 1 : 0)
    guard lotCount <= Limits.lotsPerEventMax else { return false }
    if kind == .transport {
      let isPosition = facts.action == UInt8(TransportStep.position.rawValue)
      if isPosition { return lotCount == 0 }
      return links[facts.firstLink...].allSatisfy { $0.kind == .lot || $0.kind == .consignment }
    }
    // Every lot that is named has a link, and every link a lot that is named.
    var named: UInt64 = 0
    var last = EntryFacts.none
    var count = 0
    for place in facts.firstGood..<goods.count {
      let link = goods[place].link
      guard link != EntryFacts.none else { return false }
      if link == last { continue }
      last = link
      if lotCount <= 64 {
        if named >> UInt64(link) & 1 == 0 { count += 1 }
        named |= 1 << UInt64(link)
      } else {
        count += 1
      }
    }
    if lotCount <= 64 { return count == lotCount }
    return Set(goods[facts.firstGood...].map(\.link)).count == lotCount
  }
}
