/// Writes the sample's characters in GB18030, by a table of its own.
enum GB18030 {
  static func encode(_ text: String) -> [UInt8] {
    text.unicodeScalars.flatMap { scalar -> [UInt8] in
      guard let code = codes[scalar] else { return Array(String(scalar).utf8) }
      return [UInt8(code >> 8), UInt8(code & 0xFF)]
    }
  }

  /// Source: GB 18030-2005, two-byte part.
  private static let codes: [Unicode.Scalar: UInt16] = [
    "业": 0xD2B5, "事": 0xCAC2, "产": 0xB2FA, "人": 0xC8CB, "件": 0xBCFE, "企": 0xC6F3, "使": 0xCAB9,
    "克": 0xBFCB, "入": 0xC8EB, "公": 0xB9AB, "出": 0xB3F6, "分": 0xB7D6, "初": 0xB3F5, "办": 0xB0EC,
    "千": 0xC7A7, "号": 0xBAC5, "名": 0xC3FB, "吨": 0xB6D6, "品": 0xC6B7, "场": 0xB3A1, "工": 0xB9A4,
    "所": 0xCBF9, "批": 0xC5FA, "投": 0xCDB6, "数": 0xCAFD, "斤": 0xBDEF, "时": 0xCAB1, "期": 0xC6DA,
    "环": 0xBBB7, "生": 0xC9FA, "用": 0xD3C3, "甲": 0xBCD7, "经": 0xBEAD, "编": 0xB1E0, "艺": 0xD2D5,
    "节": 0xBDDA, "苯": 0xB1BD, "装": 0xD7B0, "途": 0xCDBE, "量": 0xC1BF, "间": 0xBCE4,
  ]
}
