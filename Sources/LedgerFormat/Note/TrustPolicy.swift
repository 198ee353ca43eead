/// Whom somebody trusts: the ledgers' keys that are accepted, and which witnesses must have cosigned.
///
/// ```
/// log <vkey> [<url>]                  a ledger's key
/// witness <name> <vkey> [<url>]       a witness's key, under a name of the policy's own
/// group <name> all|any|<k> <names…>   witnessed where so many of its members are
/// quorum <name>|none                  what a checkpoint needs; exactly one such line
/// # anything                          ignored, as are empty lines
/// ```
/// Names are bytes, defined before they are used, and in at most one group each, so that a witness
/// counts once. URLs are passed over: nothing here uses a network. Source: C2SP tlog-policy.
public struct TrustPolicy: Equatable, Sendable {
  /// The most bytes of a policy that is read.
  public static let sizeBytesMax = 1 << 20

  /// A witness by the name that the policy gives it.
  public struct Witness: Equatable, Sendable {
    public var name: PolicyName
    /// Nil for a key of an algorithm that this version does not know, whose cosignatures it cannot
    /// check and therefore never counts.
    public var key: CosignerKey?
  }

  /// Members of which so many must have witnessed.
  public struct Group: Equatable, Sendable {
    public var name: PolicyName
    /// From 1 to the number of members.
    public var threshold: Int
    /// Each defined before the group.
    public var members: [Member]
  }

  /// A witness or a group, by its place in the policy.
  public enum Member: Equatable, Sendable {
    case witness(Int)
    case group(Int)
  }

  /// The ledgers' keys, of which one must have signed.
  public private(set) var logs: [VerifierKey]
  public private(set) var witnesses: [Witness]
  public private(set) var groups: [Group]
  /// What a checkpoint needs besides a ledger's signature; nil for nothing.
  public private(set) var quorum: Member?

  /// Trusts these ledgers' keys and asks for no witness.
  public init(logs: [VerifierKey]) {
    self.init(logs: logs, witnesses: [], groups: [], quorum: nil)
  }

  init(logs: [VerifierKey], witnesses: [Witness], groups: [Group], quorum: Member?) {
    self.logs = logs
    self.witnesses = witnesses
    self.groups = groups
    self.quorum = quorum
  }

  /// The same quorum for the ledger of one key, in place of the ledgers that the policy lists.
  public func accepting(only log: VerifierKey) -> TrustPolicy {
    TrustPolicy(logs: [log], witnesses: witnesses, groups: groups, quorum: quorum)
  }

  /// The name that the policy gives a member.
  public func name(of member: Member) -> PolicyName {
    switch member {
    case .witness(let position): witnesses[position].name
    case .group(let position): groups[position].name
    }
  }
}

/// A name in a policy: bytes that are compared as bytes.
public struct PolicyName: Hashable, Sendable, CustomStringConvertible {
  public let bytes: [UInt8]

  public init(_ bytes: [UInt8]) { self.bytes = bytes }
  public init(_ text: String) { bytes = Array(text.utf8) }

  /// The name for people; bytes that are no UTF-8 show as replacement characters.
  public var description: String { String(decoding: bytes, as: UTF8.self) }
}
