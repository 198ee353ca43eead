internal import Custody
internal import HazLedger
internal import Interchange
internal import LedgerFormat

/// The keys of parties and how they stand, for people and for scripts.
struct KeyListText {
  let identity: LedgerIdentity
  let size: UInt64
  /// By which states are told, in microseconds since 1970.
  let time: UInt64
  let parties: [(party: Identifier, keys: [RegisteredKey])]

  func write(to json: inout JSONWriter) {
    json.field("size", size)
    PolicyText.write(identity, to: &json)
    json.key("parties")
    json.array(parties) { json, item in
      json.object { json in
        json.field("party", item.party.text)
        json.key("keys")
        json.array(item.keys) { json, key in KeyListText.write(key, at: time, to: &json) }
      }
    }
  }

  /// - Parameter party: whose it is, where that is not said around it.
  static func write(
    _ key: RegisteredKey, of party: Identifier? = nil, at time: UInt64, to json: inout JSONWriter
  ) {
    json.object { json in
      if let party { json.field("party", party.text) }
      json.field("vkey", key.key.text)
      json.field("keyId", VerifierKey.hex(key.key.id))
      json.field("state", key.state(at: time).rawValue)
      json.field("index", key.index)
      json.field("expires", key.expires.flatMap(Instant.init(microseconds:))?.text)
      json.key("endedBy")
      if let end = key.end { json.value(end.index) } else { json.null() }
    }
  }

  func lines() -> [String] {
    guard !parties.isEmpty else {
      return [say(zh: "没有登记的密钥。", en: "No keys are registered.")]
    }
    var table = Table([
      (say(zh: "企业", en: "party"), .leading), (say(zh: "密钥", en: "key"), .leading),
      (say(zh: "状态", en: "state"), .leading), (say(zh: "登记于", en: "since entry"), .trailing),
      (say(zh: "终于", en: "ended by"), .trailing), (say(zh: "有效至", en: "until"), .leading),
      (say(zh: "公钥", en: "verifier key"), .leading),
    ])
    for (party, keys) in parties {
      for key in keys {
        table.add([
          party.text, VerifierKey.hex(key.key.id), Words.of(key.state(at: time)).text,
          String(key.index), key.end.map { String($0.index) } ?? "",
          key.expires.flatMap(Instant.init(microseconds:))?.text ?? "", key.key.text,
        ])
      }
    }
    return table.lines(indent: 0)
  }
}

/// Who may append and who may register, for people and for scripts.
enum PolicyText {
  static func write(_ identity: LedgerIdentity, to json: inout JSONWriter) {
    json.key("policy")
    json.object { json in
      json.field("signatures", "\(identity.policy.signatures)")
      json.field("registrarQuorum", identity.policy.registrarQuorum)
      json.field("registrars", identity.registrars)
    }
  }

  static func line(_ identity: LedgerIdentity) -> String {
    let (policy, count) = (identity.policy, identity.registrars.count)
    let signatures =
      policy.signatures == .signed
      ? say(zh: "每个事件须签名", en: "every event is signed")
      : say(zh: "可不签名", en: "open: unsigned events are allowed")
    if count == 0 { return signatures + say(zh: ";无登记机构", en: "; no registrars") }
    return signatures
      + say(
        zh: ";登记机构 \(count) 个,登记须 \(policy.registrarQuorum) 个签名",
        en: "; registrars: \(count), signatures needed to register: \(policy.registrarQuorum)")
  }
}
