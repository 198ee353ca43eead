internal import Custody
internal import Interchange
internal import LedgerFormat

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
