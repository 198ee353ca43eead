internal import Custody
internal import HazLedger
internal import Interchange
internal import LedgerAudit
internal import LedgerFormat
internal import LedgerStore

/// Why a command could not do its work, and its exit status.
extension Words {
  static func status(of error: LedgerError) -> ExitStatus {
    switch error {
    case .store(let error):
      switch error {
      case .locked: .locked
      case .damage, .linkOrSpecial, .tooLarge, .indexDamaged, .treeDamaged, .rootMismatch: .no
      case .exists: .exists
      case .notALedger: .noInput
      case .entryTooLarge: .refused
      case .notRecorded: .no
      case .system, .stopped, .changedMeanwhile: .inputOutput
      }
    case .noLedger, .notThere: .noInput
    case .exists: .exists
    case .origin, .sizeBeyond, .sizesNotProvable: .usage
    case .checkpointMissing, .checkpointRefused, .notSigned, .notWitnessed, .treeContradicted: .no
    case .publishedAhead: .no
    case .otherContent: .exists
    case .file: .inputOutput
    case .keyFile(_, let fault): fault == .notAKey ? .refused : .notPermitted
    case .keyName, .policy: .usage
    case .keyRefused: .notPermitted
    case .keyMissing, .keyUnusable, .recordUnreadable, .rolledBack, .rewritten: .notPermitted
    case .damaged, .notReadable, .notAdopted: .no
    case .lotUnknown, .lotAmbiguous, .eventUnknown, .notKnown: .no
    case .notCommitted, .streamUnknown, .evidenceRefused: .no
    case .copy(let error): status(of: error)
    case .isCopy: .notPermitted
    case .privateKeyUnusable, .witnessUnreadable: .notPermitted
    case .notCosigned(let refusal): status(of: refusal)
    case .repair(let error): status(of: error)
    case .timestamp(let error): if case .certificates = error { .refused } else { .no }
    case .cosignature(_, let fault): status(of: fault)
    case .unsettled: .no
    case .input(let error): if case .unreadable = error { .inputOutput } else { .refused }
    }
  }

  static func of(_ error: LedgerError) -> Bilingual {
    switch error {
    case .store(let error): of(error)
    case .noLedger(let path):
      Bilingual(
        zh: "\(path) 不是账本;账本用 hazledger init 新建",
        en: "there is no ledger at \(path); hazledger init makes one")
    case .notThere(let path): Bilingual(zh: "\(path) 不存在", en: "\(path) is not there")
    case .exists(let path):
      Bilingual(zh: "\(path) 已存在,不会覆盖", en: "\(path) exists and is not written over")
    case .origin(let name):
      Bilingual(
        zh: "账本名称“\(name)”无效;不能为空,不含空格和 +,最多 128 字节",
        en: "“\(name)” cannot be an origin: not empty, no space, no +, at most 128 bytes")
    case .file(let path, let code):
      Bilingual(
        zh: "\(path):\(SystemWords.of(code).chinese)",
        en: "\(path): \(SystemWords.of(code).english)")
    case .keyFile(let path, let fault): of(fault, path)
    case .keyName(let name):
      Bilingual(
        zh: "密钥不能叫“\(name)”:不能为空,不含空格和 +;请用 --name 另取",
        en:
          "a key cannot be called “\(name)”: not empty, no space, no +; choose another with --name")
    case .policy(let fault): of(fault)
    case .keyRefused(let refusal):
      Bilingual(
        zh: "\(of(refusal).chinese);什么也没有写入",
        en: "\(of(refusal).english); nothing was written")
    case .keyMissing, .keyUnusable, .recordUnreadable, .rolledBack, .rewritten: ofKey(error)
    case .damaged(let index, let stream):
      Bilingual(
        zh: "第 \(index) 条\(stream.map { "(\($0))" } ?? "")已损坏;请运行 hazledger verify",
        en: "entry \(index)\(stream.map { " (\($0))" } ?? "") is damaged; run hazledger verify")
    case .notReadable(let index, let reason):
      Bilingual(
        zh: "第 \(index) 条读不出(\(reason));请运行 hazledger verify",
        en: "entry \(index) cannot be read (\(reason)); run hazledger verify")
    case .lotUnknown(let lot):
      Bilingual(zh: "账本中没有批次 \(lot)", en: "the ledger knows no lot \(lot)")
    case .lotAmbiguous(let batch, let candidates):
      of(Refusal.ambiguousLot(batch: batch, candidates: candidates))
    case .eventUnknown(let party, let id):
      Bilingual(zh: "\(party) 没有编号为 \(id) 的事件", en: "\(party) has reported no event \(id)")
    case .notKnown(let name): of(name)
    case .sizeBeyond(let asked, let size):
      Bilingual(
        zh: "账本只有 \(size) 条,没有 \(asked) 条",
        en: "the ledger has \(counted(size, "entry")), not \(asked)")
    case .checkpointMissing, .checkpointRefused, .notSigned, .notWitnessed, .sizesNotProvable,
      .treeContradicted, .publishedAhead, .otherContent:
      ofProving(error)
    case .notCommitted, .streamUnknown, .evidenceRefused: ofEvidence(error)
    case .copy, .isCopy, .unsettled: ofCopying(error)
    case .privateKeyUnusable, .witnessUnreadable, .notCosigned, .cosignature: ofWitnessing(error)
    case .notAdopted(let unsigned, let damage): notAdopted(unsigned, damage)
    case .repair(let error): of(error)
    case .timestamp(let error):
      Bilingual(
        zh: "时间戳未被接受:\(of(error).chinese)",
        en: "the time stamp is not accepted: \(of(error).english)")
    case .input(let error): of(error)
    }
  }

  private static func ofKey(_ error: LedgerError) -> Bilingual {
    switch error {
    case .keyMissing(let path):
      Bilingual(
        zh: "本机没有这个账本的签名密钥(\(path));密钥在别处时请用 --log-key 指出;什么也没有写入",
        en: "this machine has no signing key of the ledger (\(path)); --log-key names another "
          + "place; nothing was written")
    case .keyUnusable(let path):
      Bilingual(
        zh: "\(path) 不是这个账本的签名密钥;什么也没有写入",
        en: "\(path) is not the ledger's signing key; nothing was written")
    case .recordUnreadable(let path):
      Bilingual(
        zh: "防回退记录 \(path) 读不出或签名不符;什么也没有写入",
        en:
          "the anti-rollback record \(path) is not a checkpoint this key signed; nothing was written"
      )
    case .rolledBack(let signedSize, let size):
      Bilingual(
        zh: "账本只有 \(size) 条,而本机已为 \(signedSize) 条签过名:它是从旧备份恢复的;不再签名,什么也没有写入",
        en: "the ledger has \(size) entries, but \(signedSize) were signed on this machine: it was "
          + "restored from an older copy; nothing is signed, nothing was written")
    case .rewritten(let signedSize, let signedRoot, let root):
      Bilingual(
        zh: "账本前 \(signedSize) 条的根是 \(Base64.encode(root)),而已签名的是 "
          + "\(Base64.encode(signedRoot)):历史被改写;不再签名,什么也没有写入",
        en: "the root of the first \(signedSize) entries is \(Base64.encode(root)), but "
          + "\(Base64.encode(signedRoot)) was signed: history was rewritten; nothing is signed, "
          + "nothing was written")
    default: preconditionFailure("not about a key: \(error)")
    }
  }

  /// Damage below the published head. Where two entries do not fit each other either may be the changed
  /// one; `verify` tells which.
  private static func damaged(_ damage: LedgerStore.Damage) -> Bilingual {
    var entry = damage.index.map { (zh: "(第 \($0) 条)", en: " (entry \($0))") }
    if case .previous = damage.kind, let index = damage.index, index > 0 {
      entry = (zh: "(第 \(index - 1) 或 \(index) 条)", en: " (entry \(index - 1) or \(index))")
    }
    return Bilingual(
      zh: "\(damage.path) 第 \(damage.offset) 字节处已损坏\(entry?.zh ?? "");"
        + "什么也没有改动,请运行 hazledger verify",
      en: "\(damage.path) is damaged at byte \(damage.offset)\(entry?.en ?? ""); nothing was "
        + "changed, run hazledger verify")
  }

  static func of(_ error: StoreError) -> Bilingual {
    switch error {
    case .system(let call, let path, let code):
      Bilingual(
        zh: "\(path):无法\(SystemWords.of(call).chinese),\(SystemWords.of(code).chinese)",
        en: "\(path): cannot \(SystemWords.of(call).english), \(SystemWords.of(code).english)")
    case .linkOrSpecial(let path):
      Bilingual(
        zh: "\(path) 是链接或特殊文件,而账本在此处只有普通文件和文件夹;没有跟随它,也没有经它改动任何内容。"
          + "请查明是谁放置的,移走后再运行",
        en:
          "\(path) is a link or a special file where a ledger has plain files and folders; it was "
          + "not followed and nothing was changed through it. Find out who put it there, and "
          + "move it away")
    case .tooLarge(let path, let sizeBytes, let sizeBytesMax):
      Bilingual(
        zh: "\(path) 有 \(sizeBytes) 字节,而本程序在此处写入的不会超过 \(sizeBytesMax) 字节;没有读取,"
          + "什么也没有改动,请运行 hazledger verify",
        en: "\(path) has \(sizeBytes) bytes, and what is written there has no more than "
          + "\(sizeBytesMax); it was not read and nothing was changed, run hazledger verify")
    case .exists(let path): of(LedgerError.exists(path: path))
    case .notALedger(let path): of(LedgerError.noLedger(path: path))
    case .locked(_, let waitedMilliseconds):
      Bilingual(
        zh: "等待 \(Double(waitedMilliseconds) / 1000) 秒后,账本仍被其他写入者占用;可用 --wait 延长等待",
        en: "another writer still holds the ledger after \(Double(waitedMilliseconds) / 1000) s; "
          + "--wait waits longer")
    case .damage(let damage) where damage.isNewer:
      Bilingual(
        zh: "\(damage.path) 第 \(damage.offset) 字节处由更新版本的程序写入;什么也没有改动,请使用更新的程序",
        en: "\(damage.path) was written by a newer version of this program at byte "
          + "\(damage.offset); nothing was changed, use a newer program")
    case .damage(let damage): damaged(damage)
    case .changedMeanwhile(let path):
      Bilingual(
        zh: "本命令占用账本期间,\(path) 被他人改动或替换;此后没有写入或确认任何内容。请查明原因(是否有人删除了"
          + " lock 或移动了文件夹),运行 hazledger verify,再重新运行本命令",
        en: "\(path) was changed or replaced by somebody else while this command held the ledger; "
          + "nothing more was written or acknowledged. Find out who did (was the file lock deleted, or "
          + "the folder moved?), run hazledger verify, and then this command again")
    case .stopped:
      Bilingual(
        zh: "先前的写入失败,写入已停止;请重新运行",
        en: "an earlier write failed and writing has stopped; run the command again")
    case .entryTooLarge(let sizeBytes, let sizeBytesMax):
      of(RecordRefusal.tooLarge(sizeBytes: sizeBytes, sizeBytesMax: sizeBytesMax))
    case .notRecorded(let index, let size):
      Bilingual(zh: "没有第 \(index) 条,账本共 \(size) 条", en: "there is no entry \(index) of \(size)")
    case .indexDamaged(let path, let offset):
      Bilingual(
        zh: "索引 \(path) 第 \(offset) 字节处已损坏;请运行 hazledger reindex",
        en: "the index \(path) is damaged at byte \(offset); run hazledger reindex")
    case .treeDamaged(let level, let position):
      Bilingual(
        zh: "树文件 tree/\(level) 的第 \(position) 个哈希与记录不符;请运行 hazledger reindex",
        en: "hash \(position) of tree/\(level) does not fit the entries; run hazledger reindex")
    case .rootMismatch(let size, let expected, let found):
      of(LedgerError.rewritten(signedSize: size, signedRoot: expected, root: found))
    }
  }
}
