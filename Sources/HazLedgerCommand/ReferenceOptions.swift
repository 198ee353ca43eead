internal import ArgumentParser
internal import LedgerAudit
internal import LedgerFormat

/// What a whole ledger is held against, kept by whoever asks: checkpoints, and the key that signs.
struct ReferenceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        zh: "账本必须接续的检查点文件,可多次给出", en: "a checkpoint that the ledger must continue; may be repeated"),
      valueName: "file"))
  var checkpoint: [String] = []

  @Option(
    help: ArgumentHelp(
      say(zh: "必须签名的公钥(默认取创世记录中的)", en: "the key that must have signed (default: the genesis's)"),
      valueName: "vkey"))
  var key: String?

  /// The key that was given; nil where none was.
  func verifierKey() throws -> VerifierKey? { try key.map(Typed.verifierKey) }

  /// The checkpoints that were given, each by its file's name.
  func keptCheckpoints() throws -> [VerificationOptions.KeptCheckpoint] {
    try checkpoint.map { path in
      VerificationOptions.KeptCheckpoint(name: path, note: try InputBytes.read(path))
    }
  }
}
