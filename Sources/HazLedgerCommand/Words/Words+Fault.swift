internal import Custody
internal import Interchange

/// What is wrong with a value of a row, and what would be accepted.
extension Words {
  static func of(_ fault: FaultReason) -> Bilingual {
    switch fault {
    case .cellCount, .textAfterQuote, .columnWithoutName, .noHeader, .unknownColumn,
      .duplicateColumn, .missingColumn, .needsJSONLines, .listItem:
      ofSheet(fault)
    case .notJSON, .unknownKey, .duplicateKey, .wrongType, .notInteger: ofJSON(fault)
    case .missing, .notOfKind, .kindNotImported, .unknownWord, .lotAndOutputs, .lotsAndSubject,
      .contentOfOutputs,
      .emptyList, .tooManyLots:
      ofEvent(fault)
    case .text(let error): of(error)
    case .exponent:
      Bilingual(
        zh: "是表格软件的科学记数法,原来的数字已丢失;请把单元格设为文本后重新填写",
        en:
          "a spreadsheet's exponent, which has lost digits; format the cell as text and enter it again"
      )
    case .quantity(let error): of(error)
    case .time(let flaw): of(flaw)
    case .findingID:
      Bilingual(zh: "应为预警的编号:16 位十六进制数字", en: "a finding's id: 16 hexadecimal digits")
    case .unNumber:
      Bilingual(zh: "UN 编号应为四位数字,如 1203", en: "a UN number is four digits, such as 1203")
    case .registration(let flaw): of(flaw)
    case .fullWidth: Bilingual(zh: "有全角字符,请改为半角", en: "written full-width; write plain characters")
    }
  }

  private static func ofSheet(_ fault: FaultReason) -> Bilingual {
    switch fault {
    case .cellCount(let expected, let found):
      Bilingual(
        zh: "这一行有 \(found) 格,标题行有 \(expected) 格;值里有分隔符时请用双引号括起来",
        en: "the row has \(found) cells, the header \(expected); quote values that hold a separator"
      )
    case .textAfterQuote:
      Bilingual(
        zh: "双引号之后还有文字;引号内的双引号应写两个",
        en: "text follows a closing quote; write a quote inside quotes twice")
    case .columnWithoutName:
      Bilingual(zh: "这一列没有标题,请补上标题或清空该列", en: "the column has no name; name it or empty it")
    case .noHeader:
      Bilingual(
        zh: "没有一个列名,这一行不是标题行;标题行应是第一行(上面的标题、说明请删去),"
          + "列名见 hazledger import --columns;文件应为 CSV,不是 PDF、Word 或 Excel 工作簿",
        en: "no name of a column stands in it, so this row is no header; the header comes first, "
          + "without titles above it (hazledger import --columns lists the names), and the file is "
          + "a CSV, no PDF or workbook")
    case .unknownColumn(""):
      Bilingual(
        zh: "没有这一列;列名见 hazledger import --columns",
        en: "no such column; hazledger import --columns lists them")
    case .unknownColumn(let nearest):
      Bilingual(zh: "没有这一列,是否为“\(nearest)”?", en: "no such column; did you mean “\(nearest)”?")
    case .duplicateColumn(let first):
      Bilingual(
        zh: "与第 \(first) 列重复,请删去其一", en: "stands in column \(first) already; remove one of them")
    case .missingColumn:
      Bilingual(
        zh: "标题行缺少这一列,每个事件都需要它",
        en: "the header lacks this column, which every event needs")
    case .needsJSONLines:
      Bilingual(zh: "这个字段只能用 JSON Lines 填报", en: "this field comes by JSON Lines only")
    case .listItem:
      Bilingual(
        zh: "列表应写成 批号=3.2 吨|批号=800 千克", en: "a list is written LOT=3.2 t|LOT=800 kg")
    default: preconditionFailure("not a fault of a sheet: \(fault)")
    }
  }

  /// What stands in for a column that every event needs and a short sheet leaves out.
  static func standIn(for field: EventField?) -> Bilingual? {
    switch field {
    case .kind?, .id?:
      Bilingual(zh: ";短表请加 --kind 环节", en: "; for a short sheet give --kind")
    case .party?:
      Bilingual(
        zh: ";短表请用 --kind 环节 --party 企业(或 $HAZLEDGER_PARTY)",
        en: "; for a short sheet give --kind, and --party or $HAZLEDGER_PARTY")
    default: nil
    }
  }

  private static func ofJSON(_ fault: FaultReason) -> Bilingual {
    switch fault {
    case .notJSON(let flaw): of(flaw)
    case .unknownKey(let nearest):
      Bilingual(zh: "没有这个字段,是否为“\(nearest)”?", en: "no such key; did you mean “\(nearest)”?")
    case .duplicateKey:
      Bilingual(zh: "同一个对象中出现两次,请删去其一", en: "stands twice in its object; remove one of them")
    case .wrongType(let expected, let found):
      Bilingual(
        zh: "应为\(name(expected).chinese),却是\(name(found).chinese)",
        en: "\(name(expected).english) is wanted, not \(name(found).english)")
    case .notInteger:
      Bilingual(
        zh: "不是可记录的整数;数量请写成文字,如 \"12.5 t\"",
        en: "no integer that can be recorded; write a quantity as a string, such as \"12.5 t\"")
    default: preconditionFailure("not a fault of JSON: \(fault)")
    }
  }

  private static func of(_ flaw: JSONFlaw) -> Bilingual {
    switch flaw {
    case .unexpected(let byteOffset):
      Bilingual(zh: "第 \(byteOffset + 1) 字节处不是 JSON", en: "no JSON at byte \(byteOffset + 1)")
    case .truncated: Bilingual(zh: "JSON 没有写完", en: "the JSON is not complete")
    case .controlCharacter(let byteOffset):
      Bilingual(
        zh: "第 \(byteOffset + 1) 字节是控制字符,应写成转义,如 \\n",
        en: "byte \(byteOffset + 1) is a control character; write it as an escape, such as \\n")
    case .escape(let byteOffset):
      Bilingual(
        zh: "第 \(byteOffset + 1) 字节处的转义无效", en: "no such escape at byte \(byteOffset + 1)")
    case .loneSurrogate(let byteOffset):
      Bilingual(
        zh: "第 \(byteOffset + 1) 字节处只有半个代理对,应成对书写或直接写字符",
        en: "half of a surrogate pair at byte \(byteOffset + 1); write both or the character itself"
      )
    case .tooDeep(let limit):
      Bilingual(zh: "嵌套超过 \(limit) 层", en: "nested deeper than \(limit) levels")
    }
  }

  private static func ofEvent(_ fault: FaultReason) -> Bilingual {
    switch fault {
    case .missing(let kind):
      Bilingual(
        zh: "不能为空,\(kind.map { Words.kind($0).chinese } ?? "每个")事件都要填",
        en: "is missing; every \(kind.map { Words.kind($0).english + " " } ?? "")event needs it")
    case .notOfKind(let kind):
      Bilingual(
        zh: "\(Words.kind(kind).chinese)事件没有这个字段,请清空",
        en: "a \(Words.kind(kind).english) event has no such field; leave it empty")
    case .kindNotImported(let kind):
      Bilingual(
        zh: "\(Words.kind(kind).chinese)事件请用 JSON Lines 填报;更正本身不能作为更正后事件",
        en:
          "\(Words.kind(kind).english) events come by JSON Lines, and a correction is no replacement"
      )
    case .unknownWord(let accepted, let nearest):
      Bilingual(
        zh: "没有这个词\(nearest.map { ",是否为“\($0.chinese)”?" } ?? ";")可用 "
          + accepted.map { $0.chinese == $0.english ? $0.english : "\($0.chinese)/\($0.english)" }
          .joined(separator: "、"),
        en: "no such word\(nearest.map { "; did you mean “\($0.english)”?" } ?? ""); known are "
          + accepted.map(\.english).joined(separator: ", "))
    case .lotsAndSubject:
      Bilingual(
        zh: "批号列表与对象企业只能填一种", en: "an order is about lots or about a subject, not both")
    case .lotAndOutputs:
      Bilingual(
        zh: "批号、数量与产出只能填一种", en: "a row has lot and quantity, or outputs, not both")
    case .contentOfOutputs(let count):
      Bilingual(
        zh: "折算量只用于唯一的产出,这一行有 \(count) 个",
        en: "content describes an only output; the row has \(count)")
    case .emptyList: Bilingual(zh: "列表是空的", en: "the list is empty")
    case .tooManyLots(let found, let limit):
      Bilingual(
        zh: "涉及 \(found) 个批次,一个事件最多 \(limit) 个;请分成几个事件",
        en: "\(found) lots; one event names at most \(limit): split it into several")
    default: preconditionFailure("not a fault of an event: \(fault)")
    }
  }

  private static func name(_ type: JSONType) -> Bilingual {
    switch type {
    case .object: Bilingual(zh: "对象 {…}", en: "an object {…}")
    case .array: Bilingual(zh: "数组 […]", en: "an array […]")
    case .string: Bilingual(zh: "文字 \"…\"", en: "a string \"…\"")
    case .number: Bilingual(zh: "数字", en: "a number")
    case .boolean: Bilingual(zh: "true 或 false", en: "true or false")
    case .null: Bilingual(zh: "null", en: "null")
    }
  }

  static func of(_ error: InterchangeError) -> Bilingual {
    switch error {
    case .unreadable(let failure):
      Bilingual(
        zh: "文件读取失败:\(SystemWords.of(failure.errorNumber).chinese)",
        en: "the file cannot be read: \(SystemWords.of(failure.errorNumber).english)")
    case .empty:
      Bilingual(
        zh: "没有内容;导入的文件应有标题行和数据行,或 JSON Lines;append 只收 JSON Lines",
        en: "there is nothing in it; import takes a header row and rows, or JSON Lines, and append "
          + "JSON Lines only")
    case .encodingUnavailable(let encoding):
      Bilingual(
        zh: "本机的 C 库不能读 \(name(encoding));请另存为 UTF-8",
        en: "the C library of this machine cannot read \(name(encoding)); save the file as UTF-8")
    case .notText(let encoding, let byteOffset, let row):
      Bilingual(
        zh: "第 \(row) 行(第 \(byteOffset + 1) 字节)不是 \(name(encoding)) 文字;"
          + "请另存为“CSV UTF-8”",
        en: "row \(row) (byte \(byteOffset + 1)) is no \(name(encoding)) text; save the file as "
          + "“CSV UTF-8”")
    case .nulByte(let row):
      Bilingual(
        zh: "第 \(row) 行有 NUL 字节,文件已损坏或编码不明;请另存为“CSV UTF-8”",
        en:
          "row \(row) holds a NUL byte: the file is damaged, or UTF-16 without a mark; save it as "
          + "“CSV UTF-8”")
    case .rowTooLong(let row, let limitBytes):
      Bilingual(
        zh: "第 \(row) 行超过 \(limitBytes) 字节", en: "row \(row) is longer than \(limitBytes) bytes")
    case .openQuote(let row):
      Bilingual(
        zh: "第 \(row) 行的双引号没有闭合", en: "a quote that opens in row \(row) is never closed")
    case .header(let faults):
      Bilingual(
        zh: "标题行有 \(faults.count) 处错误", en: "the header row has \(counted(faults.count, "fault"))")
    }
  }

  static func name(_ encoding: SourceEncoding) -> String {
    switch encoding {
    case .utf8: "UTF-8"
    case .utf16LittleEndian, .utf16BigEndian: "UTF-16"
    case .gb18030: "GB18030"
    }
  }
}
