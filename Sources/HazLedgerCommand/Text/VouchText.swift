internal import HazLedger
internal import Interchange

/// Who vouched for an event, for scripts.
enum VouchText {
  /// Writes `signed` and, where somebody vouched, the `submission` and the `keyId` of its party's key.
  static func write(_ vouch: Vouch?, to json: inout JSONWriter) {
    json.field("signed", vouch != nil)
    guard let vouch else { return }
    json.field("submission", vouch.submission)
    json.field("keyId", vouch.keyName)
  }

  /// How many events of a history somebody vouched for, for people; nothing where nobody could.
  static func lines(
    _ vouches: [UInt64: Vouch], of count: Int, _ identity: LedgerIdentity
  ) -> [String] {
    guard count > 0, !identity.registrars.isEmpty else { return [] }
    let signed = vouches.count
    return [
      say(
        zh: "  其中 \(signed) 个事件有企业签名,\(count - signed) 个没有",
        en: "  \(signed) of these events are signed by their party, \(count - signed) are not")
    ]
  }
}
