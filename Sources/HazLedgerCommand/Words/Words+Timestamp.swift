internal import LedgerFormat

/// Why a time stamp is not accepted.
extension Words {
  static func of(_ error: TimeStampError) -> Bilingual {
    switch error {
    case .response:
      Bilingual(zh: "不是时间戳机构的应答", en: "it is no answer of a time-stamp authority")
    case .status(let status):
      Bilingual(
        zh: "时间戳机构没有同意(状态 \(status))", en: "the authority did not grant it (status \(status))")
    case .token: Bilingual(zh: "不是时间戳令牌", en: "it is no time-stamp token")
    case .algorithm:
      Bilingual(zh: "时间戳用的不是 SHA-256", en: "it stamps a digest of another kind than SHA-256")
    case .weakDigest:
      Bilingual(
        zh: "时间戳的签名所用摘要不足 256 位(如 SHA-1、MD5),或签名不止一个",
        en:
          "its signature is not one over a digest of at least 256 bits (SHA-1 and MD5 are refused)")
    case .imprint(let expected, let found):
      Bilingual(
        zh: "时间戳盖的是 \(found.hex),而应为 \(expected.hex)",
        en: "it stamps \(found.hex), not \(expected.hex)")
    case .nonce:
      Bilingual(zh: "本机没有为这个账本发出过这样的请求", en: "it answers no request made here for this ledger")
    case .certificates:
      Bilingual(zh: "给出的证书文件中没有 PEM 证书", en: "the file of certificates holds none in PEM")
    case .refused(let reason):
      Bilingual(zh: "OpenSSL 不接受:\(reason)", en: "OpenSSL refuses it: \(reason)")
    }
  }
}
