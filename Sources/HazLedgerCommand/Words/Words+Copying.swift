internal import HazLedger
internal import LedgerFormat
internal import LedgerStore

/// Why a ledger is not copied, or not recorded in.
extension Words {
  static func status(of error: CopyError) -> ExitStatus {
    switch error {
    case .store(let error): status(of: LedgerError.store(error))
    case .notACopy, .otherLedger, .holdsPrivateFields: .exists
    case .copyAhead, .diverged: .notPermitted
    }
  }

  static func ofCopying(_ error: LedgerError) -> Bilingual {
    switch error {
    case .copy(let error): of(error)
    case .isCopy(let path, .backup):
      Bilingual(
        zh: "\(path) 是备份,不能在其中记录;请用 hazledger restore 恢复到新文件夹",
        en:
          "\(path) is a backup and nothing is recorded in it; hazledger restore makes a ledger of it"
      )
    case .isCopy(let path, .restoring):
      Bilingual(
        zh: "\(path) 的恢复尚未完成;请再次运行 hazledger restore",
        en: "\(path) is not restored yet; run hazledger restore again")
    case .unsettled(let signedSize, let size):
      Bilingual(
        zh: "已签名 \(signedSize) 条,而已计入的只有 \(size) 条(断电后会这样);请先运行 hazledger checkpoint,再备份",
        en: "\(signedSize) entries are signed and only \(size) counted, as after a power loss; run "
          + "hazledger checkpoint, then back up")
    default: preconditionFailure("not about a copy: \(error)")
    }
  }

  static func of(_ error: CopyError) -> Bilingual {
    switch error {
    case .store(let error): of(error)
    case .notACopy(let path):
      Bilingual(
        zh: "\(path) 中已有别的内容,不会覆盖;请给一个新的或空的文件夹",
        en: "\(path) holds something else and is not written over; name a new or empty folder")
    case .otherLedger(let path):
      Bilingual(
        zh: "\(path) 是另一个账本的备份,不会覆盖",
        en: "\(path) is a copy of another ledger and is not written over")
    case .copyAhead(let path, let copySize, let size):
      Bilingual(
        zh: "\(path) 有 \(copySize) 条,而账本只有 \(size) 条:账本是从旧备份恢复的;备份未改动",
        en:
          "\(path) has \(copySize) entries and the ledger only \(size): the ledger was restored from "
          + "an older copy; the backup was not changed")
    case .diverged(let path, let size, let expected, let found):
      Bilingual(
        zh: "第 \(size - 1) 条的哈希在账本中是 \(expected.hex),在 \(path) 中是 \(found.hex):"
          + "其中一个被改写;备份未改动,请用 hazledger verify 核验两者",
        en: "entry \(size - 1) has the hash \(expected.hex) in the ledger and \(found.hex) in "
          + "\(path): one of them was rewritten; the backup was not changed, run hazledger verify on "
          + "both")
    case .holdsPrivateFields(let path):
      Bilingual(
        zh: "\(path) 含有私密字段;不带私密字段的备份请放到另一个文件夹",
        en: "\(path) holds private fields; a backup without them goes to another folder")
    }
  }
}
