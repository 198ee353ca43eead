internal import Custody
internal import HazLedger
internal import LedgerFormat

/// Why a file of evidence proves nothing, or cannot be made.
extension Words {
  /// A stream by what it is about.
  static func subject(_ stream: StreamKey) -> Bilingual {
    let id = stream.id.text
    return switch stream.kind {
    case .lot: Bilingual(zh: "批次 \(id) ", en: "lot \(id)")
    case .consignment: Bilingual(zh: "运单 \(id) ", en: "consignment \(id)")
    case .party: Bilingual(zh: "企业 \(id) ", en: "party \(id)")
    case .site: Bilingual(zh: "场所 \(id) ", en: "site \(id)")
    case .vehicle: Bilingual(zh: "车辆 \(id) ", en: "vehicle \(id)")
    case .person: Bilingual(zh: "人员 \(id) ", en: "person \(id)")
    case .chemical: Bilingual(zh: "化学品 \(id) ", en: "chemical \(id)")
    }
  }

  static func of(_ error: EvidenceError) -> Bilingual {
    switch error {
    case .encoding, .item, .newer, .tooLarge, .entry, .order, .remembered, .stray, .strayStream,
      .missing:
      ofContent(error)
    case .note(let error):
      Bilingual(
        zh: "检查点不可信:\(of(error).chinese)", en: "the checkpoint is refused: \(of(error).english)")
    case .path(let index, let error):
      Bilingual(
        zh: "第 \(index) 条不在签名的树中:\(of(error).chinese)",
        en: "entry \(index) is not in the signed tree: \(of(error).english)")
    case .pathCount(let expected, let found):
      Bilingual(
        zh: "应有 \(expected) 条路径,实有 \(found) 条",
        en: "it has \(found) paths where \(expected) are needed")
    case .logKey(let expected):
      Bilingual(
        zh: "这个账本的检查点应由 \(expected.text) 签名",
        en: "checkpoints of this ledger are signed by \(expected.text)")
    case .rotation(let index):
      Bilingual(
        zh: "第 \(index) 条的密钥更换无效",
        en: "the change of the ledger's key in entry \(index) does not count")
    case .ledgerID(let expected, let found):
      Bilingual(
        zh: "是账本 \(found.hex) 的,而不是 \(expected.hex) 的",
        en: "it is of the ledger \(found.hex), not \(expected.hex)")
    case .author(let index):
      Bilingual(
        zh: "第 \(index) 条的签名担保不成立", en: "the submission in entry \(index) vouches for nothing here")
    case .unvouched(let index):
      Bilingual(
        zh: "第 \(index) 条没有签名担保,而这个账本要求每条都有:文件中删去了担保",
        en: "nobody vouches for entry \(index), in a ledger that wants it for each: it was left out"
      )
    case .streamName, .subject, .contradiction, .otherSize: ofAsked(error)
    case .eventTwice, .correction: ofHistory(error)
    case .opening(let index):
      Bilingual(
        zh: "第 \(index) 条的隐私字段不是账本所承诺的",
        en: "a private field shown of entry \(index) is not the one that was committed to")
    case .stamp, .stampedNote, .stampPath, .strayStamp: ofStamp(error)
    case .streams, .streamRule, .chain, .map, .incomplete, .otherHead, .commitmentSize, .genealogy:
      ofCompleteness(error)
    }
  }

  /// What the file is about, or of which tree, is not what it was held against.
  private static func ofAsked(_ error: EvidenceError) -> Bilingual {
    switch error {
    case .streamName(let stream):
      Bilingual(
        zh: "\(subject(stream).chinese)不是账本中可能有的名称(批次须写作 企业/批号)",
        en: "\(subject(stream).english) is no name that a ledger can record (a lot is PARTY/BATCH)")
    case .subject(let expected, let found):
      Bilingual(
        zh: "证明的是\(subject(found).chinese),而不是\(subject(expected).chinese)",
        en: "it is about \(subject(found).english), not \(subject(expected).english)")
    case .contradiction(let size, let proved, let held):
      of(ProofFileError.contradiction(size: size, proved: proved, held: held))
    case .otherSize(let held): of(ProofFileError.otherSize(held: held))
    default: preconditionFailure("not about what was asked: \(error)")
    }
  }

  private static func ofContent(_ error: EvidenceError) -> Bilingual {
    switch error {
    case .encoding(let error):
      Bilingual(
        zh: "文件已损坏:\(of(error).chinese)", en: "the file is damaged: \(of(error).english)")
    case .item(let position):
      Bilingual(
        zh: "第 \(position) 字节处不符合证据文件的格式", en: "byte \(position) is not what evidence has there")
    case .newer(let version):
      Bilingual(
        zh: "证据文件版本 \(version) 比本程序新",
        en: "evidence of version \(version) is newer than this program")
    case .tooLarge(let sizeBytes, let sizeBytesMax):
      Bilingual(
        zh: "\(sizeBytes) 字节,超过上限 \(sizeBytesMax)",
        en: "it has \(sizeBytes) bytes, more than \(sizeBytesMax)")
    case .entry(let position, let error):
      Bilingual(
        zh: "文件中第 \(position + 1) 条记录:\(of(error).chinese)",
        en: "entry number \(position + 1) of the file: \(of(error).english)")
    case .order(let index):
      Bilingual(zh: "第 \(index) 条不在应在的次序", en: "entry \(index) is out of order")
    case .remembered(let index):
      Bilingual(
        zh: "第 \(index) 条所记的前一条哈希与文件中的不同",
        en: "entry \(index) remembers another of the file as it is not")
    case .stray(let index):
      Bilingual(zh: "第 \(index) 条与此无关", en: "entry \(index) has no business here")
    case .strayStream(let stream):
      Bilingual(
        zh: "\(subject(stream).chinese)与此无关", en: "\(subject(stream).english) has no business here")
    case .missing(let index):
      Bilingual(zh: "缺少第 \(index) 条", en: "entry \(index) is missing")
    default: preconditionFailure("not about a file's content: \(error)")
    }
  }

  private static func ofCompleteness(_ error: EvidenceError) -> Bilingual {
    switch error {
    case .streams:
      Bilingual(zh: "所含各链的次序不对,或缺少主题本身", en: "its streams are out of order, or lack its subject")
    case .streamRule(let index):
      Bilingual(
        zh: "第 \(index) 条没有列入应属的链", en: "entry \(index) is not on the chains that it belongs to")
    case .chain(let stream, let index):
      Bilingual(
        zh: "\(subject(stream).chinese)的链在第 \(index) 条处断开:有记录被删去",
        en: "the chain of \(subject(stream).english) is broken at entry \(index): one was left out")
    case .map(let stream, let error):
      Bilingual(
        zh: "\(subject(stream).chinese)的完整性证明不成立:\(of(error).chinese)",
        en: "nothing proves that \(subject(stream).english) is complete: \(of(error).english)")
    case .incomplete(let stream, let committed, let found):
      Bilingual(
        zh: "\(subject(stream).chinese)应有 \(committed) 条,文件中有 \(found) 条",
        en: "\(subject(stream).english) has \(counted(committed, "entry")), and the file \(found)")
    case .otherHead(let stream):
      Bilingual(
        zh: "\(subject(stream).chinese)的最新一条不是账本所承诺的",
        en: "the newest entry of \(subject(stream).english) is not the one committed to")
    case .commitmentSize(let index, let size):
      Bilingual(
        zh: "第 \(index) 条的承诺只涵盖 \(size) 条",
        en: "the commitment in entry \(index) covers \(counted(size, "entry"))")
    case .genealogy(let stream):
      Bilingual(
        zh: "来源和去向缺少\(subject(stream).chinese)的链",
        en: "of the source and destination \(subject(stream).english) is left out")
    default: preconditionFailure("not about completeness: \(error)")
    }
  }

  private static func ofHistory(_ error: EvidenceError) -> Bilingual {
    switch error {
    case .eventTwice(let index, let first):
      Bilingual(
        zh: "第 \(index) 条与第 \(first) 条是同一企业同一编号的事件,记了两次",
        en: "entry \(index) records an event of the same party and id as entry \(first)")
    case .correction(let index):
      Bilingual(
        zh: "第 \(index) 条更正了不能由它更正的事件,或更正的不是最新版本",
        en: "entry \(index) corrects what it may not, or a version that is not the newest")
    default: preconditionFailure("not about a history: \(error)")
    }
  }

  private static func ofStamp(_ error: EvidenceError) -> Bilingual {
    switch error {
    case .stamp(let position, let error):
      Bilingual(
        zh: "第 \(position + 1) 个时间戳不成立:\(of(error).chinese)",
        en: "time stamp number \(position + 1) is refused: \(of(error).english)")
    case .stampedNote(let position, let error):
      Bilingual(
        zh: "第 \(position + 1) 个时间戳所盖的检查点不可信:\(of(error).chinese)",
        en: "time stamp number \(position + 1) is over a checkpoint that is refused: "
          + of(error).english)
    case .stampPath(let position, let error):
      Bilingual(
        zh: "第 \(position + 1) 个时间戳所盖的检查点不是文件中检查点的开头:\(of(error).chinese)",
        en: "time stamp number \(position + 1) is over a checkpoint that the file's does not "
          + "continue: \(of(error).english)")
    case .strayStamp(let position):
      Bilingual(
        zh: "第 \(position + 1) 个时间戳与此无关",
        en: "time stamp number \(position + 1) has no business here")
    default: preconditionFailure("not about a time stamp: \(error)")
    }
  }

  static func ofEvidence(_ error: LedgerError) -> Bilingual {
    switch error {
    case .notCommitted(let size):
      Bilingual(
        zh: "已签名的 \(size) 条中还没有承诺记录;请运行 hazledger checkpoint --commit",
        en: "no commitment is among the \(size) entries signed; run hazledger checkpoint --commit")
    case .streamUnknown(let stream):
      Bilingual(
        zh: "账本中没有\(nothing(of: stream).chinese);要证明没有,请加 --absent",
        en: "the ledger has no \(nothing(of: stream).english); --absent proves that it has none")
    case .evidenceRefused(let error):
      Bilingual(
        zh: "账本与自己不符(\(of(error).chinese));请运行 hazledger verify",
        en: "the ledger contradicts itself (\(of(error).english)); run hazledger verify")
    default: preconditionFailure("not about evidence: \(error)")
    }
  }

  /// What an empty stream proves that there is none of: everything about a lot or a consignment, and of
  /// others what is registered and ordered, for what they did stands on the streams of lots.
  static func nothing(of stream: StreamKey) -> Bilingual {
    let subject = subject(stream)
    switch stream.kind {
    case .lot, .consignment:
      return Bilingual(zh: "\(subject.chinese)的任何记录", en: "entry of \(subject.english)")
    default:
      return Bilingual(
        zh: "\(subject.chinese)的任何登记、证照、密钥或指令(事件中提到它的不在这条链上)",
        en:
          "registration, licence, key or order of \(subject.english) (events that name it are not "
          + "on this stream)")
    }
  }
}
