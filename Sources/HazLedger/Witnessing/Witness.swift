public import LedgerFormat
internal import LedgerStore

/// A witness: cosigns what a ledger signed, once it has stored that this is its largest tree.
///
/// Its folder holds, for each ledger, `HEX/checkpoint` with HEX the SHA-256 of the ledger's name: the
/// newest checkpoint that it cosigned. That file is its memory and, under the same path, what a
/// witness's monitoring address serves. Whoever sets it back makes a witness that forgets: it belongs
/// on a disk of the witness's own, and into no backup. Source: C2SP tlog-witness.
public final class Witness: Sendable {
  /// The key that others know the witness by.
  public let key: CosignerKey
  private let signer: SigningKey
  private let folder: String

  /// What a witness is shown.
  public enum Submission: Sendable {
    /// A signed checkpoint, with this package's own proof of growth where one is needed.
    case checkpoint(SignedNote, ConsistencyProof?)
    /// The body of tlog-witness's `add-checkpoint`.
    case request(AddCheckpointRequest)

    public var note: SignedNote {
      switch self {
      case .checkpoint(let note, _): note
      case .request(let request): request.note
      }
    }
  }

  /// What a witness gives.
  public struct Cosigned: Sendable {
    public var checkpoint: Checkpoint
    /// When, in seconds since 1970.
    public var seconds: UInt64
    /// The signature line.
    public var signature: SignedNote.Signature
    /// The size of the tree that it knew before; nil for a ledger that it met first.
    public var knownSize: UInt64?
  }

  /// Reads the witness's key, an unencrypted PKCS#8 file.
  ///
  /// - Throws: `LedgerError.notThere`, `.privateKeyUnusable`.
  public init(name: String, keyPath: String, folder: String) throws(LedgerError) {
    let loaded = try SigningKey.load(keyPath, name: name)
    let named: CosignerKey
    do {
      named = try CosignerKey(name: name, publicKey: loaded.verifierKey.publicKey)
    } catch { throw .privateKeyUnusable(path: keyPath, reason: error) }
    signer = loaded
    key = named
    self.folder = folder
  }

  /// Cosigns a checkpoint of the ledger of `log`.
  ///
  /// The lock is held, the rule asked, and the tree stored durably before the cosignature is given:
  /// after a crash at any moment none is in the world that the folder does not know.
  /// - Parameters:
  ///   - requiresKnown: refuses a ledger of which the folder knows nothing, as it does once its memory
  ///     was lost.
  ///   - wait: how long another run on the same folder is waited for, in seconds.
  /// - Throws: `LedgerError.notCosigned`; `.witnessUnreadable` where the memory is not the witness's.
  public func cosign(
    _ submission: Submission, of log: VerifierKey, requiresKnown: Bool = false, wait: Double = 5
  ) throws(LedgerError) -> Cosigned {
    var hasher = LedgerFormat.Hasher()
    guard key.publicKey != log.publicKey else {
      throw .notCosigned(.note(.name(log.name)))
    }
    let name = hasher.digest(Array(log.name.utf8).span).hex
    let path = folder + "/" + name + "/" + Layout.checkpoint
    try PrivateFolder.make(parentOf: path)
    do {
      let lock = try FolderLock(
        folder + "/" + name, waitMilliseconds: Int(wait * 1_000))
      defer { _ = lock }
      let known = try known(at: path, of: log)
      let checkpoint = try WitnessRule(log: log, known: known).judge(
        submission, requiresKnown, &hasher)
      let seconds = WallClock.microseconds() / 1_000_000
      let signature = try signature(submission.note, of: log, seconds, storedAt: path)
      return Cosigned(
        checkpoint: checkpoint, seconds: seconds, signature: signature, knownSize: known?.size)
    } catch let error as StoreError {
      throw LedgerError(error)
    } catch let error as WitnessRefusal {
      throw .notCosigned(error)
    } catch let error as LedgerError {
      throw error
    } catch { preconditionFailure("only these are thrown: \(error)") }
  }

  /// The largest tree that the witness has cosigned of a ledger, told by its own signature.
  private func known(
    at path: String, of log: VerifierKey
  ) throws(LedgerError) -> WitnessRule.Tree? {
    guard let bytes = try SmallFile.read(path) else { return nil }
    guard let note = try? SignedNote(bytes.span),
      let cosigners = try? note.cosigners(among: [key]), !cosigners.isEmpty,
      let checkpoint = try? Checkpoint(text: note.text),
      checkpoint.origin.utf8.elementsEqual(log.name.utf8)
    else { throw .witnessUnreadable(path: path) }
    return WitnessRule.Tree(size: checkpoint.size, root: checkpoint.root)
  }

  /// Signs, stores the note under both signatures, and only then gives the signature.
  private func signature(
    _ note: SignedNote, of log: VerifierKey, _ seconds: UInt64, storedAt path: String
  ) throws -> SignedNote.Signature {
    let signature = try note.cosignature(by: signer, seconds: seconds)
    var stored = try SignedNote(text: note.text)
    for signature in note.signatures where log.claims(signature) { stored.add(signature) }
    stored.add(signature)
    try DurableFile.replace(path, with: stored.bytes.span)
    return signature
  }
}

extension WitnessRule {
  fileprivate func judge(
    _ submission: Witness.Submission, _ requiresKnown: Bool, _ hasher: inout LedgerFormat.Hasher
  ) throws(WitnessRefusal) -> Checkpoint {
    if requiresKnown, known == nil { throw .firstUse }
    switch submission {
    case .checkpoint(let note, let proof): return try judge(note, proof: proof, &hasher)
    case .request(let request): return try judge(request, &hasher)
    }
  }
}
