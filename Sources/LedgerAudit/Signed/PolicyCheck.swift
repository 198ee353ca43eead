internal import LedgerFormat

/// Holds the ledger's checkpoints against the caller's policy: who cosigned, and whether enough did.
struct PolicyCheck {
  private let policy: TrustPolicy?
  /// The newest checkpoint that has the quorum.
  private(set) var witnessed: AcceptedCheckpoint?
  /// Why the newest of those that have it not has it not.
  private var refusal: (size: UInt64, error: NoteError)?

  /// - Parameter key: the ledger's key, which stands for the policy's logs where it names none.
  init(_ policy: TrustPolicy?, key: VerifierKey?) {
    guard let policy else {
      self.policy = nil
      return
    }
    let isOpen = policy.logs.isEmpty
    self.policy = isOpen ? key.map(policy.accepting(only:)) : policy
  }

  /// Judges one checkpoint, whose ledger's signature is good.
  ///
  /// - Returns: the earliest time that one of the policy's witnesses told; nil for none.
  /// - Throws: `NoteError.badSignature` where a witness that the policy names signed something else.
  mutating func judge(_ note: SignedNote, size: UInt64) throws(NoteError) -> UInt64? {
    guard let policy else { return nil }
    let cosigned = try note.cosigners(among: policy.witnesses.compactMap(\.key))
    do throws(NoteError) {
      let accepted = try policy.judge(note)
      if witnessed.map({ $0.checkpoint.size <= size }) ?? true { witnessed = accepted }
    } catch {
      if case .badSignature = error { throw error }
      if refusal.map({ $0.size <= size }) ?? true { refusal = (size, error) }
    }
    return cosigned.map(\.seconds).min()
  }

  /// Reports that no checkpoint is cosigned as the policy asks.
  func finish(_ findings: inout Findings) {
    guard policy != nil, witnessed == nil, let refusal else { return }
    findings.add(Damage(.notWitnessed(refusal.error), file: Layout.checkpoint))
  }
}

extension TrustPolicy {
  /// The key among the policy's ledgers that bears this name; nil where none does.
  func log(named name: String) -> VerifierKey? {
    logs.first { $0.name.utf8.elementsEqual(name.utf8) }
  }
}
