internal import Custody
internal import HazLedger
internal import LedgerFormat

/// What is wrong with keys, submissions and rotations, in sentences.
extension Words {
  static func of(_ refusal: KeyRefusal) -> Bilingual {
    switch refusal {
    case .unsigned(let party):
      Bilingual(
        zh: "本账本要求每个事件由企业签名;请用 --key 给出 \(party) 的私钥",
        en: "this ledger wants every event signed; give a key of \(party) with --key")
    case .notOfParty(let party):
      Bilingual(
        zh: "给出的密钥都没有登记为 \(party) 的;密钥只能为本企业的事件作保",
        en: "no key that was given is registered as one of \(party); a key vouches for its own "
          + "party's events only")
    case .unknown(let party, let keyID):
      Bilingual(
        zh: "密钥 \(VerifierKey.hex(keyID)) 没有登记为 \(party) 的密钥",
        en: "key \(VerifierKey.hex(keyID)) is not registered as a key of \(party)")
    case .expired(let party, let keyID, let time):
      Bilingual(
        zh: "\(party) 的密钥 \(VerifierKey.hex(keyID)) 已于 \(text(time)) 过期",
        en: "key \(VerifierKey.hex(keyID)) of \(party) expired at \(text(time))")
    case .ended(let party, let keyID, let index, let isRevoked):
      Bilingual(
        zh: "\(party) 的密钥 \(VerifierKey.hex(keyID)) 已在第 \(index) 条\(isRevoked ? "吊销" : "更换")",
        en:
          "key \(VerifierKey.hex(keyID)) of \(party) was \(isRevoked ? "revoked" : "replaced") by "
          + "entry \(index)")
    case .badSignature(let keyID):
      Bilingual(
        zh: "密钥 \(VerifierKey.hex(keyID)) 的签名与这些事件不符",
        en: "the signature of key \(VerifierKey.hex(keyID)) is not over these events")
    case .known(let party, let keyID):
      Bilingual(
        zh: "\(party) 已登记过密钥 \(VerifierKey.hex(keyID));每个密钥只登记一次,请用新密钥",
        en:
          "\(party) has had key \(VerifierKey.hex(keyID)) already; a key is registered once: make a "
          + "new one")
    case .expiresBefore(let recordedAt):
      Bilingual(
        zh: "有效期应晚于登记时刻 \(text(recordedAt))",
        en: "the key would expire before it is registered at \(text(recordedAt))")
    case .otherState, .stranger, .badKeySignature, .tooFew, .notReplacing: ofSigners(refusal)
    case .origin, .logKeyKnown, .badRotation: ofRotation(refusal)
    }
  }

  private static func ofSigners(_ refusal: KeyRefusal) -> Bilingual {
    switch refusal {
    case .otherState(let expected, let found):
      Bilingual(
        zh: "没有接在该企业上一次密钥变更之后:应为 \(expected?.hex ?? "-"),写的是 \(found?.hex ?? "-")",
        en: "it does not follow the party's newest key event: it should name "
          + "\(expected?.hex ?? "none") and names \(found?.hex ?? "none")")
    case .stranger(let publicKey):
      Bilingual(
        zh: "签名的公钥 \(Base64.encode(publicKey.span)) 既不是登记机构的,也不是该企业有效的",
        en:
          "the public key \(Base64.encode(publicKey.span)) that signed is neither a registrar's nor "
          + "one of the party's that counts")
    case .badKeySignature(let publicKey):
      Bilingual(
        zh: "公钥 \(Base64.encode(publicKey.span)) 的签名不符",
        en: "the signature of the public key \(Base64.encode(publicKey.span)) does not fit")
    case .tooFew(let registrars, let needed):
      Bilingual(
        zh: "须有 \(needed) 个登记机构或该企业一个有效的密钥签名,只有 \(registrars) 个登记机构签了名",
        en: "\(needed) registrars, or a key of the party that counts, must sign; \(registrars) "
          + "registrars did")
    case .notReplacing(let party):
      Bilingual(
        zh: "更换密钥须由 \(party) 有效的旧密钥签名;旧密钥丢失时请由登记机构吊销并登记新的",
        en:
          "a replacement is signed by a key of \(party) that counts; where it is lost, registrars "
          + "revoke it and register another")
    default: preconditionFailure("not about who signed: \(refusal)")
    }
  }

  private static func ofRotation(_ refusal: KeyRefusal) -> Bilingual {
    switch refusal {
    case .origin(let expected, let found):
      Bilingual(
        zh: "新的账本密钥名为 \(found),应与账本同名:\(expected)",
        en: "the new log key is called \(found), and not \(expected) as the ledger is")
    case .logKeyKnown(let key):
      Bilingual(
        zh: "\(key.text) 是或曾是本账本的密钥;请用新密钥",
        en: "\(key.text) is, or was, the ledger's key already; make a new one")
    case .badRotation(let oldKey, let newKey):
      Bilingual(
        zh: "更换账本密钥须由 \(oldKey.text) 和 \(newKey.text) 共同签名",
        en: "a rotation of the log key is signed by both \(oldKey.text) and \(newKey.text)")
    default: preconditionFailure("not about a rotation: \(refusal)")
    }
  }

  /// Why a file is not used as a private key.
  static func of(_ fault: PrivateKeyFile.Fault, _ path: String) -> Bilingual {
    switch fault {
    case .exposed(let permissions):
      Bilingual(
        zh: "私钥文件 \(path) 他人也能读写(\(octal(permissions)));请先 chmod 600,什么也没有写入",
        en:
          "others may read or write the private key \(path) (\(octal(permissions))); chmod 600 it "
          + "first; nothing was written")
    case .notAKey:
      Bilingual(
        zh: "\(path) 不是未加密的 Ed25519 私钥(PKCS#8 PEM);可用 hazledger keys new 生成,什么也没有写入",
        en: "\(path) is not an unencrypted Ed25519 key as PKCS#8 in PEM; hazledger keys new makes "
          + "one; nothing was written")
    }
  }

  static func of(_ fault: LedgerError.PolicyFault) -> Bilingual {
    switch fault {
    case .noRegistrar:
      Bilingual(
        zh: "要求签名的账本须用 --registrar 指定登记机构,否则无法登记任何密钥",
        en: "a ledger that wants signatures needs a --registrar, or no key could be registered")
    case .registrarTwice(let key):
      Bilingual(zh: "登记机构 \(key.text) 给出了两次", en: "the registrar \(key.text) was given twice")
    case .quorum(let quorum, let registrars):
      Bilingual(
        zh: "须共同签名的登记机构数为 \(quorum),而登记机构有 \(registrars) 个",
        en: "\(quorum) registrars cannot have to sign together: there are \(registrars)")
    }
  }

  /// How a key stands.
  static func of(_ state: RegisteredKey.State) -> Bilingual {
    switch state {
    case .live: Bilingual(zh: "有效", en: "live")
    case .expired: Bilingual(zh: "已过期", en: "expired")
    case .rotated: Bilingual(zh: "已更换", en: "replaced")
    case .revoked: Bilingual(zh: "已吊销", en: "revoked")
    }
  }

  private static func text(_ time: UInt64) -> String {
    Instant(microseconds: time)?.text ?? String(time)
  }

  private static func octal(_ permissions: UInt32) -> String {
    "0" + String(permissions, radix: 8)
  }
}
