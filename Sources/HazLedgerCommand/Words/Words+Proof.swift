internal import HazLedger
internal import LedgerAudit
internal import LedgerFormat

/// Why a proof cannot be made, or proves nothing.
extension Words {
  static func ofProving(_ error: LedgerError) -> Bilingual {
    switch error {
    case .checkpointMissing(let path):
      Bilingual(
        zh: "没有检查点(\(path));下一次写入会签一个",
        en: "there is no checkpoint (\(path)); the next command that writes signs one")
    case .checkpointRefused(let path, let reason):
      Bilingual(
        zh: "\(path) 不可信:\(of(reason).chinese)", en: "\(path) is refused: \(of(reason).english)")
    case .notSigned(let size, let signedSize):
      Bilingual(
        zh: "最新检查点只签到 \(signedSize) 条,不到 \(size) 条;下一次写入会签名",
        en: "the newest checkpoint signs \(signedSize) entries, not \(size); the next command that "
          + "writes signs them")
    case .notWitnessed(let size, let witnessedSize):
      Bilingual(
        zh: "没有符合策略、涵盖 \(size) 条的检查点"
          + (witnessedSize.map { "(符合的最新一个为 \($0) 条)" } ?? "")
          + ";请见证方联署后用 checkpoint --add-cosignatures 收入",
        en: "no checkpoint of \(size) entries or more satisfies the policy"
          + (witnessedSize.map { " (the newest that does has \($0))" } ?? "")
          + "; have it cosigned and take that in with checkpoint --add-cosignatures")
    case .sizesNotProvable(let old, let new):
      Bilingual(
        zh: "应为 1 ≤ M ≤ N,而不是 M = \(old)、N = \(new)",
        en: "M is at least 1 and at most N, not M = \(old) and N = \(new)")
    case .treeContradicted(let size, let signed, let found):
      Bilingual(
        zh: "前 \(size) 条的根是 \(Base64.encode(found)),而签名的是 \(Base64.encode(signed));"
          + "请运行 hazledger verify",
        en: "the root of the first \(size) entries is \(Base64.encode(found)), but "
          + "\(Base64.encode(signed)) was signed; run hazledger verify")
    case .publishedAhead(let path, let publishedSize, let signedSize):
      Bilingual(
        zh: "\(path) 中已公布 \(publishedSize) 条,而账本只签到 \(signedSize) 条:账本是从旧备份恢复的",
        en:
          "\(path) publishes \(publishedSize) entries, but the ledger signs \(signedSize): it was "
          + "restored from an older copy")
    case .otherContent(let path):
      Bilingual(
        zh: "\(path) 已存在且内容不同;已公布的文件从不改写",
        en: "\(path) exists with another content; what was published is never written over")
    default: preconditionFailure("not about a proof: \(error)")
    }
  }

  static func of(_ error: ProofFileError) -> Bilingual {
    switch error {
    case .line(let number):
      Bilingual(
        zh: "第 \(number) 行不符合证明的格式", en: "line \(number) is not what a proof has there")
    case .note(let error):
      Bilingual(
        zh: "检查点不可信:\(of(error).chinese)", en: "the checkpoint is refused: \(of(error).english)")
    case .proof(let error): of(error)
    case .entryMissing:
      Bilingual(
        zh: "证明中没有附带记录原文;请用 --entry 给出",
        en: "the proof does not carry the entry; give it with --entry")
    case .entryIndex(let written, let proved):
      Bilingual(
        zh: "记录自称第 \(written) 条,却在账本第 \(proved) 条的位置:账本本身已损坏",
        en: "the entry says it is number \(written) and stands at \(proved): the ledger is damaged")
    case .contradiction(let size, let proved, let held):
      Bilingual(
        zh: "前 \(size) 条的根:证明中是 \(Base64.encode(proved)),您保存的检查点是 "
          + "\(Base64.encode(held)):历史被改写",
        en: "the root of the first \(size) entries is \(Base64.encode(proved)) in the proof and "
          + "\(Base64.encode(held)) in the checkpoint you hold: history was rewritten")
    case .otherSize(let held):
      Bilingual(
        zh: "您保存的检查点签的是 \(held) 条,证明中没有这个大小",
        en: "the checkpoint you hold is of \(held) entries, a size that the proof does not tell of")
    }
  }

  static func of(_ error: ProofError) -> Bilingual {
    switch error {
    case .index(let index, let size):
      Bilingual(
        zh: "检查点只有 \(size) 条,没有第 \(index) 条",
        en: "the signed tree of \(counted(size, "entry")) has no entry \(index)")
    case .sizes(let old, let new):
      Bilingual(
        zh: "从 \(old) 条到 \(new) 条的增长无从证明",
        en: "growth from \(old) to \(counted(new, "entry")) cannot be proved")
    case .hashCount(let count):
      Bilingual(
        zh: "\(count) 个哈希不是这样大小的树所需的个数", en: "\(count) hashes are not as many as such trees need")
    case .otherPath:
      Bilingual(
        zh: "流映射证明的末端不在该流的路径上",
        en: "the proof of the stream map ends at a leaf that is not on the stream's path")
    case .root(let computed, let expected):
      Bilingual(
        zh: "算出的根是 \(Base64.encode(computed)),而应为 \(Base64.encode(expected))",
        en: "the hashes lead to the root \(Base64.encode(computed)), not "
          + Base64.encode(expected))
    }
  }

  static func of(_ error: NoteError) -> Bilingual {
    switch error {
    case .unsigned:
      Bilingual(zh: "没有给定公钥的签名", en: "it has no signature of the key")
    case .badSignature(let name, _):
      Bilingual(zh: "\(name) 的签名不符", en: "the signature of \(name) does not fit")
    case .origin(let expected, let found):
      Bilingual(
        zh: "是账本 \(found) 的,而不是 \(expected) 的", en: "it is of the ledger \(found), not \(expected)")
    case .checkpointLine(let line):
      Bilingual(zh: "第 \(line) 行不符合检查点的格式", en: "its line \(line) is not a checkpoint's")
    case .tooLarge(let sizeBytes, let sizeBytesMax):
      Bilingual(
        zh: "\(sizeBytes) 字节,最多 \(sizeBytesMax)",
        en: "it has \(sizeBytes) bytes, at most \(sizeBytesMax)")
    case .tooManySignatures(let countMax):
      Bilingual(zh: "签名超过 \(countMax) 个", en: "it has more than \(countMax) signatures")
    case .signatureLine(let line):
      Bilingual(zh: "第 \(line) 个签名行不合格式", en: "its signature line \(line) is not one")
    case .text: Bilingual(zh: "不是签名文本", en: "it is no signed note")
    case .quorum(let name, let cosigners):
      Bilingual(
        zh:
          "联署未达到策略的法定数 \(name)(已联署:\(cosigners.isEmpty ? "无" : list(cosigners.map(\.description)).chinese))",
        en: "its cosignatures do not make the policy's quorum \(name) (cosigned by "
          + "\(cosigners.isEmpty ? "nobody" : list(cosigners.map(\.description)).english))")
    case .name, .verifierKey, .keyType, .keySize, .keyID, .privateKey:
      Bilingual(zh: "公钥不合格式", en: "a key is not of the form name+keyid+base64")
    }
  }
}

/// What is wrong with a published tree.
extension Words {
  static func of(_ fault: TilesFault.Kind) -> Bilingual {
    switch fault {
    case .missing: Bilingual(zh: "缺少这个文件", en: "is not there")
    case .size(let expected, let found):
      Bilingual(zh: "应有 \(expected) 字节,实有 \(found)", en: "has \(found) bytes, not \(expected)")
    case .framing(let offset):
      Bilingual(
        zh: "第 \(offset) 字节处的记录不完整或多余", en: "breaks off, or goes on, at byte \(offset)")
    case .entry(let index, let error):
      Bilingual(
        zh: "第 \(index) 条不合格式:\(error)", en: "entry \(index) breaks the format: \(error)")
    case .chain(let index):
      Bilingual(
        zh: "第 \(index) 条没有接在上一条之后", en: "entry \(index) does not follow the one before it")
    case .hash(let level, let index):
      Bilingual(
        zh: "\(level) 层第 \(index) 个哈希与记录不符",
        en: "hash \(index) of level \(level) is not that of the entries")
    case .checkpoint(let error):
      Bilingual(
        zh: "检查点不可信:\(of(error).chinese)", en: "is refused: \(of(error).english)")
    case .root(let computed, let signed):
      Bilingual(
        zh: "记录的根是 \(Base64.encode(computed)),签名的是 \(Base64.encode(signed))",
        en: "signs the root \(Base64.encode(signed)), but the entries have "
          + Base64.encode(computed))
    case .genesis:
      Bilingual(
        zh: "第 0 条不是创世记录,请用 --key 给出公钥", en: "entry 0 is no genesis; give the key with --key")
    }
  }
}
