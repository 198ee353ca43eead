internal import Custody
internal import HazLedger
internal import Interchange
internal import LedgerFormat

/// What the commands that change a party's keys have in common.
enum KeyChangeCommand {
  /// Records the change and tells what was recorded.
  static func record(
    _ change: KeyChange, _ common: CommonOptions, _ writing: WaitOption
  ) throws {
    let recorder = try writing.open(writing.places(common))
    let recorded: RecordedKeyChange
    do { recorded = try recorder.record(change) } catch {
      try? recorder.close()
      throw error
    }
    try recorder.close()
    switch common.format {
    case .json:
      Output.object { json in
        json.field("index", recorded.index)
        json.field("action", change.action.word)
        json.field("party", change.party.text)
        json.field("vkey", change.key.text)
        json.field("keyId", VerifierKey.hex(change.key.id))
        json.field("expires", change.expires?.text)
        json.field("leafHash", recorded.leafHash.hex)
      }
    case .text: Output.lines([sentence(change, recorded.index).text])
    }
  }

  private static func sentence(_ change: KeyChange, _ index: UInt64) -> Bilingual {
    let (party, id) = (change.party, VerifierKey.hex(change.key.id))
    let until = change.expires.map { $0.text }
    switch change.action {
    case .register:
      return Bilingual(
        zh: "已登记 \(party) 的密钥 \(id)(第 \(index) 条)\(until.map { ",有效至 \($0)" } ?? "")。",
        en:
          "Registered key \(id) of \(party), entry \(index)\(until.map { ", until \($0)" } ?? "").")
    case .rotate:
      return Bilingual(
        zh: "\(party) 的密钥已更换为 \(id)(第 \(index) 条)\(until.map { ",有效至 \($0)" } ?? "")。",
        en: "Key \(id) takes the old one's place for \(party), entry \(index)"
          + "\(until.map { ", until \($0)" } ?? "").")
    case .revoke:
      return Bilingual(
        zh: "已吊销 \(party) 的密钥 \(id)(第 \(index) 条)。",
        en: "Revoked key \(id) of \(party), entry \(index).")
    }
  }
}
