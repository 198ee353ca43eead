internal import Custody
internal import Interchange

/// Why a text is no quantity, time or name, and what would be accepted.
extension Words {
  static func of(_ error: TextError) -> Bilingual {
    switch error {
    case .empty: Bilingual(zh: "不能为空", en: "must not be empty")
    case .tooLong(let sizeBytes, let sizeBytesMax):
      Bilingual(
        zh: "UTF-8 共 \(sizeBytes) 字节,最多 \(sizeBytesMax) 字节",
        en: "\(sizeBytes) bytes of UTF-8; at most \(sizeBytesMax) are accepted")
    case .control(let code, let position):
      Bilingual(
        zh: "第 \(position + 1) 字节是控制字符(代码 \(code)),请删除",
        en: "byte \(position + 1) is a control character (code \(code)); remove it")
    case .whiteSpaceAtEnd(let position):
      Bilingual(
        zh: "首尾不能有空白(第 \(position + 1) 字节),请删除",
        en: "white space at an end (byte \(position + 1)); remove it")
    case .slashInParty(let position):
      Bilingual(
        zh: "企业名中不能有“/”(第 \(position + 1) 字节),它用来分隔企业和批号",
        en: "a party holds no “/” (byte \(position + 1)), which divides party and batch")
    case .notQualified: Bilingual(zh: "应写成 企业/批号", en: "write it as PARTY/BATCH")
    }
  }

  static func of(_ error: QuantityError) -> Bilingual {
    func with(_ chinese: String, _ english: String) -> Bilingual {
      Bilingual(
        zh: chinese + ";应写成小数加单位,如 12.5 t 或 500 mL",
        en: english + "; write a decimal and a unit, such as 12.5 t or 500 mL")
    }
    switch error {
    case .empty: return with("缺少数量", "the quantity is empty")
    case .negative:
      return with("数量不能为负,方向由环节决定", "a quantity is never negative: the kind says which way it goes")
    case .plusSign: return with("数量前不能有加号", "a quantity has no plus sign")
    case .exponent(let text):
      return with(
        "“\(text)”是表格软件的科学记数法,请把单元格设为文本后重新填写",
        "“\(text)” is a spreadsheet's exponent; format the cell as text and enter it again")
    case .separator(let text):
      return with("“\(text)”中有逗号,请去掉千位分隔符", "“\(text)” has a comma; remove the separator")
    case .fullWidth(let text):
      return with("“\(text)”是全角字符,请改为半角", "“\(text)” is written full-width; write plain digits")
    case .notDecimal(let text): return with("“\(text)”不是小数", "“\(text)” is no decimal")
    case .missingUnit(let number): return with("“\(number)”没有单位", "“\(number)” has no unit")
    case .unknownUnit(let text, let nearest):
      let known = "mg g kg t mL L m3 pcs"
      return Bilingual(
        zh: "没有单位“\(text)”\(nearest.map { ",是否为 \($0.symbol)?" } ?? ";")"
          + "可用 \(known),或 毫克 克 千克 公斤 吨 毫升 升 立方米 件",
        en: "no unit “\(text)”\(nearest.map { "; did you mean \($0.symbol)?" } ?? ""); "
          + "known are \(known)")
    case .tooPrecise(let decimals, let decimalsMax, let unit):
      return Bilingual(
        zh: "有 \(decimals) 位小数;单位 \(unit.symbol) 最多 \(decimalsMax) 位",
        en: "\(decimals) decimals; \(unit.symbol) takes at most \(decimalsMax)")
    case .zero: return with("数量不能为零", "the quantity must not be zero")
    case .tooLarge(let text):
      return Bilingual(
        zh: "“\(text)”超出可记录的范围(约 92 亿吨)",
        en: "“\(text)” is more than can be recorded (about 9.2 billion tonnes)")
    }
  }

  static func of(_ error: InstantError) -> Bilingual {
    switch error {
    case .malformed(let position):
      Bilingual(
        zh: "第 \(position + 1) 字节起不是时间;应写成 2026-01-05T08:00:00+08:00,"
          + "或加 --timezone Asia/Shanghai 后写成 2026-01-05 08:00 或 2026年1月5日 8:00",
        en: "no time from byte \(position + 1) on; write 2026-01-05T08:00:00+08:00, or, with "
          + "--timezone Asia/Shanghai, 2026-01-05 08:00")
    case .missingOffset:
      Bilingual(
        zh: "没有时区;应写成 2026-01-05T08:00:00+08:00,或加 --timezone Asia/Shanghai",
        en: "the time has no offset; write 2026-01-05T08:00:00+08:00, or give --timezone "
          + "Asia/Shanghai")
    case .month(let month): Bilingual(zh: "没有 \(month) 月", en: "there is no month \(month)")
    case .day(let day, let daysInMonth):
      Bilingual(
        zh: "没有 \(day) 日,该月共 \(daysInMonth) 天",
        en: "there is no day \(day); that month has \(daysInMonth)")
    case .hour(let hour): Bilingual(zh: "没有 \(hour) 时", en: "there is no hour \(hour)")
    case .minute(let minute): Bilingual(zh: "没有 \(minute) 分", en: "there is no minute \(minute)")
    case .second(let second): Bilingual(zh: "没有 \(second) 秒", en: "there is no second \(second)")
    case .leapSecond:
      Bilingual(
        zh: "不能记录闰秒(第 60 秒),请写 59 秒", en: "a leap second cannot be recorded; write second 59")
    case .offset(let hours, let minutes):
      Bilingual(
        zh: "没有 \(hours):\(minutes) 的时区,应在 -23:59 到 +23:59 之间",
        en: "there is no offset \(hours):\(minutes); from -23:59 to +23:59 are accepted")
    case .tooFine(let decimals):
      Bilingual(
        zh: "秒有 \(decimals) 位小数,最多 6 位(微秒)",
        en: "\(decimals) decimals of a second; at most 6 (microseconds) are accepted")
    case .outOfRange:
      Bilingual(
        zh: "只能记录 1970 年至 9999 年(UTC)", en: "only the years 1970 to 9999, in UTC, can be recorded")
    }
  }

  static func of(_ flaw: TimeFlaw) -> Bilingual {
    switch flaw {
    case .instant(let error): of(error)
    case .noZone: of(InstantError.missingOffset)
    case .hourMissing:
      Bilingual(
        zh: "只有日期,缺少钟点;应写成 2026-01-05 08:00",
        en: "a date without an hour; write 2026-01-05 08:00")
    case .skipped(let zone):
      Bilingual(
        zh: "\(zone) 没有这个时刻(时钟拨快);请写出时区,如 +08:00",
        en: "\(zone) had no such time (its clocks went forward); write the offset, such as +08:00")
    case .ambiguous(let zone, let offsetsSeconds): ambiguous(zone, offsetsSeconds)
    case .turnedAround:
      Bilingual(
        zh: "年份在最后,分不清日和月;应写成 2026-01-05 08:00",
        en: "the year stands last, so day and month cannot be told; write 2026-01-05 08:00")
    case .serialNumber:
      Bilingual(
        zh: "这是表格软件的日期序号;请把单元格设为文本,写成 2026-01-05 08:00",
        en: "a spreadsheet's day number; format the cell as text and write 2026-01-05 08:00")
    case .fullWidth: Bilingual(zh: "有全角字符,请改为半角", en: "written full-width; write plain digits")
    }
  }

  private static func ambiguous(_ zone: String, _ offsetsSeconds: [Int]) -> Bilingual {
    let offsets = offsetsSeconds.map { seconds in
      let minutes = abs(seconds) / 60
      func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
      return (seconds < 0 ? "-" : "+") + two(minutes / 60) + ":" + two(minutes % 60)
    }.joined(separator: ", ")
    return Bilingual(
      zh: "这个时刻在 \(zone) 出现两次(时钟拨慢);请写出时区:\(offsets)",
      en: "\(zone) had this time twice (its clocks went back); write the offset: \(offsets)")
  }
}
