internal import ArgumentParser
internal import HazLedger
internal import LedgerFormat

/// Whom a command trusts: a ledger's key, a policy, or the policy's quorum for that key.
struct TrustOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(zh: "账本的公钥,来自可信渠道", en: "the ledger's key, got from somebody you trust"),
      valueName: "vkey"))
  var key: String?

  @Option(
    help: ArgumentHelp(
      say(
        zh: "信任策略(C2SP tlog-policy):接受哪些账本、须有哪些见证方联署",
        en: "a policy of trust (C2SP tlog-policy): which ledgers, and whose cosignatures"),
      valueName: "file"))
  var policy: String?

  /// The key that was given; nil where none was.
  func verifierKey() throws -> VerifierKey? { try key.map(Typed.verifierKey) }

  /// The policy that was given, where a key was given too for that ledger alone; nil without either.
  ///
  /// A policy that cannot be read is input that is refused.
  func trustPolicy() throws -> TrustPolicy? {
    let key = try verifierKey()
    guard let path = policy else { return key.map { TrustPolicy(logs: [$0]) } }
    let policy = try TrustOptions.policy(path)
    return key.map(policy.accepting(only:)) ?? policy
  }

  /// Reads a policy; one that cannot be read is input that is refused.
  static func policy(_ path: String) throws -> TrustPolicy {
    let bytes = try InputBytes.read(path)
    do throws(TrustPolicyError) { return try TrustPolicy(bytes.span) } catch {
      let reason = Words.of(error)
      throw Failure(
        .refused, zh: "\(path):\(reason.chinese)", en: "\(path): \(reason.english)")
    }
  }

  /// The policy, which must name a ledger.
  ///
  /// - Throws: wrong usage where neither key nor policy names one.
  func requiredPolicy() throws -> TrustPolicy {
    guard let policy = try trustPolicy() else {
      throw ValidationError(
        say(zh: "请用 --key 或 --policy 说明信任谁", en: "say whom to trust, with --key or --policy"))
    }
    guard !policy.logs.isEmpty else {
      throw ValidationError(
        say(
          zh: "策略没有列出账本(log);请另用 --key 给出公钥",
          en: "the policy lists no log; give the ledger's key with --key"))
    }
    return policy
  }
}
