internal import LedgerFormat

/// Why a policy of trust cannot be read.
extension Words {
  static func of(_ error: TrustPolicyError) -> Bilingual {
    switch error {
    case .tooLarge(let sizeBytes, let sizeBytesMax):
      Bilingual(
        zh: "\(sizeBytes) 字节,最多 \(sizeBytesMax)",
        en: "it has \(sizeBytes) bytes, at most \(sizeBytesMax)")
    case .quorumMissing:
      Bilingual(
        zh: "没有 quorum 行;不要求见证时写 quorum none",
        en: "it has no quorum line; write “quorum none” to ask for no witness")
    default: ofLine(error)
    }
  }

  private static func ofLine(_ error: TrustPolicyError) -> Bilingual {
    switch error {
    case .character(let line):
      Bilingual(
        zh: "第 \(line) 行有控制字符(回车也不允许)",
        en: "line \(line) has a control character, such as a carriage return")
    case .unfinishedLine(let line):
      Bilingual(zh: "第 \(line) 行没有换行:文件可能不完整", en: "line \(line) has no line feed: it may be cut")
    case .keyword(let line):
      Bilingual(
        zh: "第 \(line) 行应以 log、witness、group、quorum 或 # 开头",
        en: "line \(line) begins with none of log, witness, group, quorum and #")
    case .wordCount(let line):
      Bilingual(
        zh: "第 \(line) 行的项数不对", en: "line \(line) has too few or too many words")
    case .key(let line, let reason):
      Bilingual(
        zh: "第 \(line) 行:\(of(reason).chinese)", en: "line \(line): \(of(reason).english)")
    case .repeatedKey(let line):
      Bilingual(zh: "第 \(line) 行的公钥前面已出现", en: "line \(line) repeats an earlier line's key")
    case .repeatedName(let line, let name):
      Bilingual(zh: "第 \(line) 行的名称 \(name) 已被占用", en: "line \(line): the name \(name) is taken")
    case .unknownName(let line, let name):
      Bilingual(
        zh: "第 \(line) 行的名称 \(name) 前面没有定义",
        en: "line \(line): no earlier line defines the name \(name)")
    case .repeatedMember(let line, let name):
      Bilingual(
        zh: "第 \(line) 行:\(name) 已是某个组的成员", en: "line \(line): \(name) is in a group already")
    case .threshold(let line):
      Bilingual(
        zh: "第 \(line) 行:应为 all、any 或 1 到成员数之间的数",
        en: "line \(line): all, any, or a number from 1 to the number of members belongs there")
    case .repeatedQuorum(let line):
      Bilingual(zh: "第 \(line) 行是第二个 quorum 行", en: "line \(line) is a second quorum line")
    case .tooLarge, .quorumMissing: preconditionFailure("not about a line: \(error)")
    }
  }
}
