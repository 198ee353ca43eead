extension TrustPolicy {
  /// Reads a policy.
  ///
  /// - Throws: `TrustPolicyError` naming the line that is not what the format allows.
  public init(_ bytes: Span<UInt8>) throws(TrustPolicyError) {
    guard bytes.count <= TrustPolicy.sizeBytesMax else {
      throw .tooLarge(sizeBytes: bytes.count, sizeBytesMax: TrustPolicy.sizeBytesMax)
    }
    var reader = PolicyReader()
    var (start, number) = (0, 0)
    while start < bytes.count {
      number += 1
      var end = start
      while end < bytes.count, bytes[end] != SignedNote.lineFeed {
        guard bytes[end] == UInt8(ascii: "\t") || (bytes[end] >= 0x20 && bytes[end] != 0x7F) else {
          throw .character(line: number)
        }
        end += 1
      }
      guard end < bytes.count else { throw .unfinishedLine(line: number) }
      try reader.read([UInt8](bytes.extracting(start..<end)), number)
      start = end + 1
    }
    self = try reader.policy()
  }
}

/// Gathers what the lines of a policy define, one after another.
private struct PolicyReader {
  private typealias Words = ArraySlice<PolicyName>

  private var logs: [VerifierKey] = []
  private var witnesses: [TrustPolicy.Witness] = []
  private var groups: [TrustPolicy.Group] = []
  private var quorum: TrustPolicy.Member??
  private var defined: [PolicyName: TrustPolicy.Member] = [:]
  private var grouped: Set<PolicyName> = []
  /// The public keys of the witnesses, also of those whose algorithm is unknown.
  private var witnessKeys: Set<[UInt8]> = []

  private static let none = PolicyName("none")

  mutating func read(_ line: [UInt8], _ number: Int) throws(TrustPolicyError) {
    let words = line.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      .map { PolicyName(Array($0)) }
    guard let first = words.first, first.bytes.first != UInt8(ascii: "#") else { return }
    let rest = words.dropFirst()
    switch first {
    case PolicyName("log"): try readLog(rest, number)
    case PolicyName("witness"): try readWitness(rest, number)
    case PolicyName("group"): try readGroup(rest, number)
    case PolicyName("quorum"): try readQuorum(rest, number)
    default: throw .keyword(line: number)
    }
  }

  func policy() throws(TrustPolicyError) -> TrustPolicy {
    guard let quorum else { throw .quorumMissing }
    return TrustPolicy(logs: logs, witnesses: witnesses, groups: groups, quorum: quorum)
  }

  private mutating func readLog(_ words: Words, _ line: Int) throws(TrustPolicyError) {
    guard let text = words.first, words.count <= 2 else { throw .wordCount(line: line) }
    let key: VerifierKey
    do { key = try VerifierKey(PolicyReader.text(text)) } catch { throw .key(line: line, error) }
    guard !logs.contains(where: { $0.publicKey == key.publicKey }) else {
      throw .repeatedKey(line: line)
    }
    logs.append(key)
  }

  private mutating func readWitness(_ words: Words, _ line: Int) throws(TrustPolicyError) {
    guard let name = words.first, (2...3).contains(words.count) else {
      throw .wordCount(line: line)
    }
    let (key, publicKey): (CosignerKey?, [UInt8])
    do {
      (key, publicKey) = try PolicyReader.witnessKey(
        PolicyReader.text(words[words.startIndex + 1]))
    } catch { throw .key(line: line, error) }
    try define(name, as: .witness(witnesses.count), line)
    guard witnessKeys.insert(publicKey).inserted else { throw .repeatedKey(line: line) }
    witnesses.append(TrustPolicy.Witness(name: name, key: key))
  }

  private mutating func readGroup(_ words: Words, _ line: Int) throws(TrustPolicyError) {
    guard let name = words.first, words.count >= 3 else { throw .wordCount(line: line) }
    var members: [TrustPolicy.Member] = []
    for word in words.dropFirst(2) {
      guard let member = defined[word] else { throw .unknownName(line: line, word) }
      guard grouped.insert(word).inserted else { throw .repeatedMember(line: line, word) }
      members.append(member)
    }
    try define(name, as: .group(groups.count), line)
    let threshold: Int
    switch words[words.startIndex + 1] {
    case PolicyName("all"): threshold = members.count
    case PolicyName("any"): threshold = 1
    case let word:
      guard let count = Decimal.read(word.bytes), count >= 1, count <= members.count else {
        throw .threshold(line: line)
      }
      threshold = Int(count)
    }
    groups.append(TrustPolicy.Group(name: name, threshold: threshold, members: members))
  }

  private mutating func readQuorum(_ words: Words, _ line: Int) throws(TrustPolicyError) {
    guard let name = words.first, words.count == 1 else { throw .wordCount(line: line) }
    guard quorum == nil else { throw .repeatedQuorum(line: line) }
    guard name != PolicyReader.none else {
      quorum = .some(nil)
      return
    }
    guard let member = defined[name] else { throw .unknownName(line: line, name) }
    quorum = .some(member)
  }

  private mutating func define(
    _ name: PolicyName, as member: TrustPolicy.Member, _ line: Int
  ) throws(TrustPolicyError) {
    guard name != PolicyReader.none, defined[name] == nil else {
      throw .repeatedName(line: line, name)
    }
    defined[name] = member
  }

  /// The key of a witness and its public bytes; no key for an algorithm that is not known here.
  private static func witnessKey(_ text: String) throws(NoteError) -> (CosignerKey?, [UInt8]) {
    let read = try KeyText(text)
    guard read.type == CosignerKey.mlDSA44 else { return (try CosignerKey(text), read.publicKey) }
    guard read.publicKey.count == CosignerKey.mlDSA44PublicKeySizeBytes else {
      throw .keySize(read.publicKey.count)
    }
    return (nil, read.publicKey)
  }

  /// A word as text; bytes that are no UTF-8 become what no key has.
  private static func text(_ word: PolicyName) -> String {
    String(validating: word.bytes, as: UTF8.self) ?? ""
  }
}
