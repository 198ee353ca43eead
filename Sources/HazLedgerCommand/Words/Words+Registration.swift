internal import Custody
internal import Interchange
internal import LedgerFormat
internal import Regulation

/// What is wrong with a registration, and what would be accepted.
extension Words {
  static func of(_ flaw: RegistrationFlaw) -> Bilingual {
    switch flaw {
    case .missing(let kind):
      Bilingual(
        zh: "不能为空,登记\(kind.word.chinese)要填", en: "is missing; every \(kind.word.english) needs it")
    case .notOfKind(let kind):
      Bilingual(
        zh: "\(kind.word.chinese)没有这个字段,请清空",
        en: "a \(kind.word.english) has no such field; leave it empty")
    case .day:
      Bilingual(
        zh: "不是日期;应如 2026-05-01", en: "no day of the calendar; write it as 2026-05-01")
    case .people: Bilingual(zh: "应为人数,如 60", en: "a number of people is accepted, such as 60")
    case .concentration:
      Bilingual(
        zh: "不是浓度;应如 20-37 % w/w、>=70 %、<=8 %",
        en: "no concentration; 20-37 % w/w, >=70 % and <=8 % are accepted")
    case .holder:
      Bilingual(
        zh: "持证对象应写成 party:编号、site:企业/场所、vehicle:车牌 或 person:编号",
        en: "a holder is written party:ID, site:PARTY/SITE, vehicle:PLATE or person:ID")
    case .twice: Bilingual(zh: "在列表中出现两次", en: "stands in the list twice")
    }
  }

  static func of(_ fault: NumberFault) -> Bilingual {
    let name = name(fault.number)
    guard let expected = fault.expected else {
      let form = form(fault.number)
      return Bilingual(
        zh: "不是\(name.chinese),应为\(form.chinese)",
        en: "no \(name.english); \(form.english) are accepted")
    }
    return Bilingual(
      zh: "\(name.chinese)的校验位不对,应为 \(expected)",
      en: "the check character of the \(name.english) is wrong; it would be \(expected)")
  }

  static func name(_ number: OfficialNumber) -> Bilingual {
    switch number {
    case .cas: Bilingual(zh: "CAS 号", en: "CAS number")
    case .uscc: Bilingual(zh: "统一社会信用代码", en: "unified social credit code")
    case .un: Bilingual(zh: "UN 编号", en: "UN number")
    case .plate: Bilingual(zh: "车牌", en: "number plate")
    case .gln: Bilingual(zh: "GLN", en: "GLN")
    case .gtin: Bilingual(zh: "GTIN", en: "GTIN")
    case .sscc: Bilingual(zh: "SSCC", en: "SSCC")
    case .identityCard: Bilingual(zh: "身份证号", en: "identity number")
    case .tankContainer: Bilingual(zh: "罐箱编号", en: "container number")
    }
  }

  private static func form(_ number: OfficialNumber) -> Bilingual {
    switch number {
    case .cas: Bilingual(zh: "108-88-3 的形式", en: "numbers such as 108-88-3")
    case .uscc:
      Bilingual(
        zh: "18 位数字和大写字母(不用 I O S V Z)",
        en: "18 digits and capitals without I, O, S, V and Z")
    case .un: Bilingual(zh: "四位数字", en: "four digits")
    case .plate: Bilingual(zh: "皖N12345 的形式", en: "plates such as 皖N12345")
    case .gln: Bilingual(zh: "13 位数字", en: "13 digits")
    case .gtin: Bilingual(zh: "8、12、13 或 14 位数字", en: "8, 12, 13 or 14 digits")
    case .sscc: Bilingual(zh: "18 位数字", en: "18 digits")
    case .identityCard: Bilingual(zh: "18 位号码", en: "18 characters with a date of birth")
    case .tankContainer: Bilingual(zh: "CSQU3054383 的形式", en: "numbers such as CSQU3054383")
    }
  }

  static func ofRegistration(_ refusal: Refusal) -> Bilingual {
    switch refusal {
    case .listOrder(let key):
      Bilingual(
        zh: "\(field(key).chinese)的列表有重复或顺序不对",
        en: "a list of \(field(key).english) is out of order or names something twice")
    case .concentration: of(RegistrationFlaw.concentration)
    case .holder: of(RegistrationFlaw.holder)
    case .licenceEndsFirst(let from, let to):
      Bilingual(
        zh: "有效期至 \(to) 早于有效期起 \(from)", en: "it ends on \(to), before it begins on \(from)")
    default: preconditionFailure("not a refusal of a registration: \(refusal)")
    }
  }
}
