internal import Custody
internal import Interchange
internal import LedgerFormat

/// Why a consignment, or a step of one, is not recorded.
extension Words {
  static func ofConsignment(_ refusal: Refusal) -> Bilingual {
    switch refusal {
    case .consignmentExists(let id, let index):
      Bilingual(
        zh: "运单号 \(id) 已用过\(index.map { "(第 \($0) 条)" } ?? "");请用新运单号",
        en: "the consignment id \(id) was used before\(index.map { " (entry \($0))" } ?? ""); "
          + "use a new one")
    case .unknownConsignment(let id):
      Bilingual(
        zh: "没有运单 \(id);请先记录托运",
        en: "there is no consignment \(id); record the consignment first")
    case .notConsigned(let lot, let consignment, let consigned):
      Bilingual(
        zh: "运单 \(consignment) 中没有批次 \(lot);其中有 \(list(consigned.map(\.text)).chinese)",
        en: "lot \(lot) is not in consignment \(consignment), which has "
          + list(consigned.map(\.text)).english)
    case .reporter(let facts): of(facts)
    case .documentMissing(let consignment, let consignee):
      Bilingual(
        zh: "运单 \(consignment) 的签收应由收货人 \(consignee) 填报;他人代报须填单证号",
        en: "the delivery of \(consignment) is for the consignee \(consignee) to report; others "
          + "need a document")
    case .nothingToMove(let consignment, let step):
      Bilingual(
        zh: "运单 \(consignment) 没有可\(step.word.chinese)的货物",
        en: "consignment \(consignment) has nothing to \(step.word.english)")
    case .foundOnConsignment(let id):
      Bilingual(
        zh: "找回的货物应记在场所,不能记在运单 \(id) 上",
        en: "what was found is found at a place, not on consignment \(id)")
    default: ofAmount(refusal)
    }
  }

  private static func of(_ facts: ReporterRefusal) -> Bilingual {
    let permitted = list(facts.permitted.map(\.text))
    let what =
      facts.step.map { Bilingual(zh: $0.word.chinese, en: "the \($0.word.english)") }
      ?? Bilingual(zh: "损耗", en: "a loss")
    return Bilingual(
      zh: "\(facts.reporter) 不能填报运单 \(facts.consignment) 的\(what.chinese);"
        + "可由 \(permitted.chinese) 填报",
      en: "\(facts.reporter) may not report \(what.english) of consignment \(facts.consignment); "
        + "\(permitted.english) may")
  }

  private static func ofAmount(_ refusal: Refusal) -> Bilingual {
    switch refusal {
    case .loadTooLarge(let lot, let written, let loadable, let consigned):
      Bilingual(
        zh: "批次 \(lot) 装车 \(written.text),但托运 \(consigned.text),还可装 \(loadable.text)",
        en: "\(written.text) of \(lot) are loaded, but \(consigned.text) were consigned and "
          + "\(loadable.text) are left to load")
    case .beyondTolerance(let lot, let written, let inTransit, let tolerance):
      Bilingual(
        zh: "批次 \(lot) 签收 \(written.text),在途只有 \(inTransit.text),允许多出 \(tolerance.text)",
        en: "\(written.text) of \(lot) are delivered; \(inTransit.text) were in transit, and the "
          + "tolerance is \(tolerance.text)")
    case .beyondConsigned(let lot, let written, let deliverable):
      Bilingual(
        zh: "批次 \(lot) 签收 \(written.text),托运而未签收的只有 \(deliverable.text)",
        en: "\(written.text) of \(lot) are delivered; \(deliverable.text) were consigned and not "
          + "yet delivered")
    case .beyondUnderway(let lot, let written, let inTransit, let unaccounted):
      Bilingual(
        zh: "批次 \(lot) 为 \(written.text),在途 \(inTransit.text),不明 \(unaccounted.text)",
        en: "\(written.text) of \(lot), but \(inTransit.text) are in transit and "
          + "\(unaccounted.text) unaccounted")
    default: preconditionFailure("not a refusal about a consignment: \(refusal)")
    }
  }
}
