internal import HazLedger
internal import LedgerFormat

/// Why a witness does not cosign, and why a cosignature is not kept.
extension Words {
  static func status(of refusal: WitnessRefusal) -> ExitStatus {
    switch refusal {
    case .form: .refused
    case .firstUse: .notPermitted
    default: .no
    }
  }

  static func status(of fault: CosignatureFault) -> ExitStatus {
    switch fault {
    case .form, .notACosignature: .refused
    case .otherText, .unknownWitness, .unfit: .no
    }
  }

  static func ofWitnessing(_ error: LedgerError) -> Bilingual {
    switch error {
    case .privateKeyUnusable(let path, let reason):
      switch reason {
      case .name(let name):
        Bilingual(
          zh: "“\(name)”不能作为密钥的名称:不能为空,不含空格和 +",
          en: "“\(name)” cannot be a key's name: not empty, no space, no +")
      default:
        Bilingual(
          zh: "\(path) 不是未加密的 Ed25519 私钥(PKCS#8 PEM)",
          en: "\(path) is not an unencrypted Ed25519 key in PKCS#8 PEM")
      }
    case .witnessUnreadable(let path):
      Bilingual(
        zh: "\(path) 不是这个见证方联署过的检查点;不联署任何内容",
        en: "\(path) is not a checkpoint that this witness cosigned; nothing is cosigned")
    case .notCosigned(let refusal):
      Bilingual(
        zh: "不联署:\(of(refusal).chinese)", en: "not cosigned: \(of(refusal).english)")
    case .cosignature(let path, let fault):
      Bilingual(
        zh: "\(path):\(of(fault).chinese);什么也没有保存",
        en: "\(path): \(of(fault).english); nothing was kept")
    default: preconditionFailure("not about witnesses: \(error)")
    }
  }

  static func of(_ refusal: WitnessRefusal) -> Bilingual {
    switch refusal {
    case .form(let error):
      Bilingual(zh: "请求不合格式:\(of(error).chinese)", en: "no request: \(of(error).english)")
    case .otherLedger(let expected, let found):
      Bilingual(
        zh: "检查点是账本 \(found) 的,而不是 \(expected) 的",
        en: "the checkpoint is of the ledger \(found), not \(expected)")
    case .note(.name(let name)):
      Bilingual(
        zh: "见证方的密钥就是账本 \(name) 自己的密钥",
        en: "the witness's key is the key of the ledger \(name) itself")
    case .note(let error):
      Bilingual(
        zh: "检查点不可信:\(of(error).chinese)", en: "the checkpoint is refused: \(of(error).english)")
    case .oldSizeAhead(let old, let size):
      Bilingual(
        zh: "请求从 \(old) 条起证明,检查点只有 \(size) 条",
        en: "the request proves from \(counted(old, "entry")) on, the checkpoint has \(size)")
    case .otherSize(let known, let old):
      Bilingual(
        zh: "证明应从 \(known) 条起,而不是 \(old) 条",
        en: "the proof must begin at \(counted(known, "entry")), not \(old)")
    case .smaller(let known, let size):
      Bilingual(
        zh: "已联署过 \(known) 条,这个检查点只有 \(size) 条:账本被回退",
        en:
          "\(countedPast(known, "entry")) cosigned before, this checkpoint has \(size): a rollback")
    case .proofMissing(let known, let size):
      Bilingual(
        zh: "需要从 \(known) 条到 \(size) 条的增长证明:hazledger prove --consistency \(known) \(size)",
        en: "a proof of growth is needed: hazledger prove --consistency \(known) \(size)")
    case .contradiction(let size, let known, let found):
      Bilingual(
        zh: "\(size) 条时联署过的根是 \(Base64.encode(known)),现在是 \(Base64.encode(found)):历史有两份",
        en: "at \(counted(size, "entry")) the root \(Base64.encode(known)) was cosigned, now it is "
          + "\(Base64.encode(found)): there are two histories")
    case .proof(let error):
      Bilingual(
        zh: "增长证明不成立:\(of(error).chinese)", en: "growth is not proved: \(of(error).english)")
    case .firstUse:
      Bilingual(
        zh: "没有这个账本的任何记忆,而 --known 要求有",
        en: "nothing is known of this ledger yet, which --known demands")
    }
  }

  static func of(_ fault: CosignatureFault) -> Bilingual {
    switch fault {
    case .form(let error):
      Bilingual(
        zh: "不是联署:\(of(error).chinese)", en: "no cosignatures: \(of(error).english)")
    case .otherText:
      Bilingual(zh: "不是本账本保存的任何检查点", en: "it is no checkpoint that the ledger keeps")
    case .notACosignature(let name):
      Bilingual(zh: "\(name) 的签名不是联署", en: "the signature of \(name) is no cosignature")
    case .unknownWitness(let name):
      Bilingual(zh: "\(name) 不是策略中的见证方", en: "\(name) is no witness of the policy")
    case .unfit(let name):
      Bilingual(
        zh: "\(name) 的联署与保存的检查点都不符",
        en: "the cosignature of \(name) fits no checkpoint that the ledger keeps")
    }
  }
}
