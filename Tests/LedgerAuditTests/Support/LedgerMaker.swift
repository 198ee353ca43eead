import Custody
import Foundation
import LedgerFormat

/// Writes small ledgers straight from the format, also such as no honest writer would.
final class LedgerMaker {
  static let origin = "example.org/county"
  let entriesPerSegment: UInt64
  let key: VerifierKey
  private let signer: Signer
  /// The bytes of the entries, in order.
  private(set) var entries: [[UInt8]] = []
  private var heads: [StreamKey: Link] = [:]
  private var openings: [Identifier: Event] = [:]
  /// The streams that each entry should be on.
  private var streams: [UInt64: [StreamKey]] = [:]
  private var hasher = LedgerFormat.Hasher()
  var clock: UInt64 = 1_700_000_000_000_000

  /// Another that goes on from what this one has.
  func copy() -> LedgerMaker { LedgerMaker(from: self) }

  private init(from other: LedgerMaker) {
    entriesPerSegment = other.entriesPerSegment
    key = other.key
    signer = other.signer
    ledgerID = other.ledgerID
    take(other)
  }

  /// Takes what the other has, which went on from here.
  func take(_ other: LedgerMaker) {
    (entries, heads, openings, streams) =
      (other.entries, other.heads, other.openings, other.streams)
    clock = other.clock
  }

  /// Holds the key, which cannot be copied.
  private final class Signer {
    let key: SigningKey
    init(_ key: consuming SigningKey) { self.key = key }
  }

  let ledgerID: LedgerID

  init(
    entriesPerSegment: UInt64 = 64, policy: LedgerPolicy = LedgerPolicy(),
    registrars: [VerifierKey] = []
  ) throws {
    ledgerID = .random()
    self.entriesPerSegment = entriesPerSegment
    signer = Signer(try SigningKey.generate(name: LedgerMaker.origin))
    key = signer.key.verifierKey
    let genesis = Genesis(
      ledgerID: ledgerID, logKey: key, policy: policy, registrars: registrars)
    var writer = CBORWriter()
    genesis.encode(into: &writer)
    append(body: writer.bytes, streams: [])
  }

  /// Signs that another key takes the place of the ledger's.
  func rotation(to newKey: borrowing SigningKey) -> LogKeyRotation {
    LogKeyRotation.signed(by: signer.key, and: newKey, ledgerID: ledgerID)
  }

  /// What the checkpoint of so many entries says, unsigned.
  func unsignedCheckpoint(size: Int) -> Checkpoint {
    let hashes = (0..<size).map { leafHash($0) }
    let root = MerkleTree.root(of: hashes.span, &hasher)
    return Checkpoint(origin: LedgerMaker.origin, size: UInt64(size), root: root)
  }

  var size: UInt64 { UInt64(entries.count) }

  /// Records an event; `change` may spoil its links before they are hashed.
  func append(
    _ event: Event, more: Bool = false, change: (inout [Link]) -> Void = { _ in }
  ) throws {
    var writer = CBORWriter()
    try EventCoding.encode(event, into: &writer)
    let rule = try EventStreams(body: writer.bytes.span)
    let lots = rule.inheritsLotsOf.flatMap { openings[$0]?.lotReferences.map(\.id) } ?? []
    let statement = RecordedEvent(index: 0, recordedAt: event.time, event: event).statement
    if case .consignment(let consignment)? = statement?.detail {
      openings[consignment.consignment] = statement
    }
    let corrected = rule.inheritsStreamsOf.flatMap { streams[$0] } ?? []
    append(
      body: writer.bytes, streams: rule.keys(openingLots: lots, corrected: corrected), more: more,
      change: change)
  }

  func append(
    body: [UInt8], streams: [StreamKey], more: Bool = false,
    change: (inout [Link]) -> Void = { _ in }
  ) {
    self.streams[size] = streams
    var links = streams.map { stream in
      var link = heads[stream] ?? Link(stream: stream, ordinal: 0, previous: nil)
      link.stream = stream
      return link
    }
    change(&links)
    let previous = entries.last.map { hasher.leafHash($0.span) }
    let entry = Entry(
      index: size, recordedAt: clock, more: more, previous: previous, links: links, body: body)
    clock += 1_000_000
    var writer = CBORWriter()
    entry.encode(into: &writer)
    append(bytes: writer.bytes, links: links)
  }

  /// Adds an entry's bytes as they are; later links continue these links.
  func append(bytes: [UInt8], links: [Link] = []) {
    let hash = hasher.leafHash(bytes.span)
    for link in links {
      heads[link.stream] = Link(
        stream: link.stream, ordinal: link.ordinal + 1,
        previous: Link.Previous(index: size, hash: hash))
    }
    entries.append(bytes)
  }

  /// The link that the next entry of a stream should have.
  func next(_ stream: StreamKey) -> Link {
    heads[stream] ?? Link(stream: stream, ordinal: 0, previous: nil)
  }

  func leafHash(_ index: Int) -> Hash {
    var hasher = LedgerFormat.Hasher()
    let bytes = entries[index]
    return hasher.leafHash(bytes.span)
  }

  func checkpoint(size: Int? = nil) throws -> [UInt8] {
    let size = size ?? entries.count
    return try unsignedCheckpoint(size: size).signed(by: signer.key).bytes
  }

  /// A well-signed checkpoint of a root that never was.
  func checkpointOfOtherRoot(size: Int) throws -> [UInt8] {
    let checkpoint = Checkpoint(
      origin: LedgerMaker.origin, size: UInt64(size), root: leafHash(size - 1))
    return try checkpoint.signed(by: signer.key).bytes
  }

  /// Writes the whole ledger into a new temporary folder.
  ///
  /// - Parameter keptSizes: the sizes of the checkpoints in the file `checkpoints`.
  func write(keptSizes: [Int] = []) throws -> LedgerFolder {
    let folder = try LedgerFolder()
    for start in stride(from: 0, to: entries.count, by: Int(entriesPerSegment)) {
      let part = entries[start..<min(entries.count, start + Int(entriesPerSegment))]
      let segment = UInt64(start) / entriesPerSegment
      try folder.write(Layout.segmentPath(segment), LedgerMaker.framed(Array(part)))
    }
    var levels: [[UInt8]] = [[]]
    var frontier = MerkleFrontier()
    for index in entries.indices {
      frontier.append(leafHash(index), &hasher) { level, hash in
        while levels.count <= level { levels.append([]) }
        hash.append(to: &levels[level])
      }
    }
    for (level, bytes) in levels.enumerated() {
      try folder.write(Layout.treePath(level: level), bytes)
    }
    let mark = CommittedMark(size: size, leafHash: leafHash(entries.count - 1))
    try folder.write(Layout.committed, mark.bytes(&hasher))
    try folder.write(Layout.checkpoint, checkpoint())
    try folder.write(
      Layout.checkpoints, keptSizes.flatMap { try checkpoint(size: $0) } + checkpoint())
    return folder
  }

  static func framed(_ entries: [[UInt8]]) -> [UInt8] {
    entries.flatMap { [UInt8($0.count >> 8), UInt8($0.count & 0xFF)] + $0 }
  }
}
