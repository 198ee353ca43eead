/// A checkpoint that a policy accepts, and who vouches for it.
public struct AcceptedCheckpoint: Equatable, Sendable {
  /// A witness that cosigned.
  public struct Cosigner: Equatable, Sendable {
    /// What the policy calls the witness.
    public var name: PolicyName
    public var key: CosignerKey
    /// The earliest time that it told, in seconds since 1970-01-01T00:00:00Z.
    public var seconds: UInt64
  }

  public var checkpoint: Checkpoint
  /// The ledger's keys that signed, at least one.
  public var signers: [VerifierKey]
  /// The policy's witnesses that cosigned, whether or not the quorum needs them.
  public var cosigners: [Cosigner]
}

extension TrustPolicy {
  /// Judges a signed checkpoint.
  ///
  /// Signatures of keys that the policy does not name are ignored. Cost: one verification for each
  /// signature of a key that it names.
  /// - Throws: `NoteError.badSignature` where the signature of a key that it names does not fit,
  ///   `.unsigned` where no ledger of the policy signed, `.origin` where the ledger that signed is
  ///   not the checkpoint's, `.checkpointLine` where the text is no checkpoint, `.quorum` where too
  ///   few witnesses cosigned.
  public func judge(_ note: SignedNote) throws(NoteError) -> AcceptedCheckpoint {
    let signers = try note.verify(with: logs)
    let checkpoint = try Checkpoint(text: note.text)
    let own = signers.filter { $0.name.utf8.elementsEqual(checkpoint.origin.utf8) }
    guard !own.isEmpty else {
      throw .origin(expected: signers[0].name, found: checkpoint.origin)
    }
    let cosigned = try note.cosigners(among: witnesses.compactMap(\.key))
    var times: [CosignerKey: UInt64] = [:]
    for (key, seconds) in cosigned { times[key] = seconds }
    var cosigners: [AcceptedCheckpoint.Cosigner] = []
    for witness in witnesses {
      guard let key = witness.key, let seconds = times[key] else { continue }
      cosigners.append(.init(name: witness.name, key: key, seconds: seconds))
    }
    if let quorum, !isMet(quorum, by: times) {
      throw .quorum(name: name(of: quorum), cosigners: cosigners.map(\.name))
    }
    return AcceptedCheckpoint(checkpoint: checkpoint, signers: own, cosigners: cosigners)
  }

  /// True where the member has witnessed. Groups stand after their members, so that one pass counts.
  private func isMet(_ quorum: Member, by times: [CosignerKey: UInt64]) -> Bool {
    var isGroupMet: [Bool] = []
    func isMet(_ member: Member) -> Bool {
      switch member {
      case .witness(let position): witnesses[position].key.map { times[$0] != nil } ?? false
      case .group(let position): isGroupMet[position]
      }
    }
    for group in groups {
      isGroupMet.append(group.members.count { isMet($0) } >= group.threshold)
    }
    return isMet(quorum)
  }
}
