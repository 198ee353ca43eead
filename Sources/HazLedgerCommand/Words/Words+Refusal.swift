internal import Custody
internal import HazLedger
internal import Interchange
internal import LedgerFormat

/// Why an event that can be read is not recorded, and what would be accepted.
extension Words {
  static func of(_ refusal: RecordRefusal) -> Bilingual {
    switch refusal {
    case .model(let refusal): of(refusal)
    case .number(let fault): of(fault)
    case .otherContent(let party, let id, let index, let isOfSameGroup, let differing):
      otherContent(party, id, isOfSameGroup ? nil : index, differing)
    case .rule(let broken): of(broken)
    case .tooLarge(let sizeBytes, let sizeBytesMax):
      Bilingual(
        zh: "事件编码后 \(sizeBytes) 字节,最多 \(sizeBytesMax) 字节;请分成几个事件",
        en: "encoded it has \(sizeBytes) bytes, of at most \(sizeBytesMax); split it into several")
    case .notPermitted(let refusal): of(refusal)
    }
  }

  /// - Parameter index: nil where the other event stands in the same file, of which nothing is written.
  private static func otherContent(
    _ party: Identifier, _ id: Identifier, _ index: UInt64?, _ differing: [EventKey]
  ) -> Bilingual {
    let fields = differing.map { field($0) }
    let chinese = fields.isEmpty ? "" : "(\(fields.map(\.chinese).joined(separator: "、")))"
    let english =
      fields.isEmpty ? "" : " (it differs in \(fields.map(\.english).joined(separator: ", ")))"
    guard let index else {
      return Bilingual(
        zh: "前面的一行已用 \(party) 的事件编号 \(id),内容不同\(chinese);请改其中一个编号",
        en: "an earlier row has the id \(id) of \(party) with other content\(english); give one of "
          + "them another id")
    }
    return Bilingual(
      zh: "\(party) 的事件编号 \(id) 已记录在第 \(index) 条,内容不同\(chinese);新事件请用新编号",
      en: "\(party) reported another event under id \(id), entry \(index)\(english); give a new "
        + "event a new id")
  }

  /// How a command ends whose events were refused: 77 where nobody who may vouches for one of them, or
  /// where another party's events are all that was to be corrected.
  static func status(of refusals: [RowRefusal]) -> ExitStatus {
    let isUnvouched = refusals.contains { refusal in
      if case .refused(.notPermitted) = refusal.reason { true } else { false }
    }
    let isOfOthers = refusals.allSatisfy { refusal in
      if case .refused(.model(.correctionOfOther)) = refusal.reason { true } else { false }
    }
    return isUnvouched || isOfOthers && !refusals.isEmpty ? .notPermitted : .refused
  }

  static func of(_ refusal: Refusal) -> Bilingual {
    switch refusal {
    case .text, .notPositive, .sumTooLarge, .emptyList, .tooManyLots, .privateField, .unNumber,
      .siteMissing, .toSiteNotAllowed:
      ofField(refusal)
    case .listOrder, .concentration, .holder, .licenceEndsFirst: ofRegistration(refusal)
    case .unknownLot, .ambiguousLot, .lotExists, .outputTwice, .outputOfOther, .wrongDimension,
      .overdraw:
      ofLot(refusal)
    case .mixedInputs, .unbalanced, .lossNotAllowed, .lossDimension, .contentNotAllowed,
      .contentMissing, .contentDimension:
      ofBalance(refusal)
    case .consignmentExists, .unknownConsignment, .notConsigned, .reporter, .documentMissing,
      .nothingToMove, .loadTooLarge, .beyondTolerance, .beyondConsigned, .beyondUnderway,
      .foundOnConsignment:
      ofConsignment(refusal)
    case .held, .partyHeld, .orderWithoutDocument, .noHold: ofOrder(refusal)
    case .findingID, .handlingWithoutEvidence: ofHandling(refusal)
    case .correctionOfOther, .correctedUnknown, .correctionOfCorrection, .replacementOfOther,
      .correctionTarget, .stepStands, .receiverStands, .lotStands, .dimensionStands, .atPlace:
      ofCorrection(refusal)
    }
  }

  private static func ofField(_ refusal: Refusal) -> Bilingual {
    switch refusal {
    case .text(let key, let error):
      Bilingual(
        zh: "\(field(key).chinese):\(of(error).chinese)",
        en: "\(field(key).english): \(of(error).english)")
    case .notPositive(let key, let lot, let quantity):
      Bilingual(
        zh: "\(field(key).chinese)\(lot.map { " \($0) " } ?? "")为 \(quantity.text),应大于零",
        en: "\(field(key).english)\(lot.map { " of \($0)" } ?? "") is \(quantity.text); "
          + "more than zero is accepted")
    case .sumTooLarge(let key, let lot):
      Bilingual(
        zh: "\(field(key).chinese)\(lot.map { " \($0) " } ?? "")的总量超出可记录的范围",
        en: "\(field(key).english)\(lot.map { " of \($0)" } ?? "") add up to more than can be "
          + "recorded")
    case .emptyList(let key):
      Bilingual(zh: "缺少\(field(key).chinese)", en: "\(field(key).english) must name something")
    case .tooManyLots(let count, let countMax):
      Bilingual(
        zh: "涉及 \(count) 个批次,一个事件最多 \(countMax) 个;请分成几个事件",
        en: "\(count) lots; one event names at most \(countMax): split it into several")
    case .privateField(let name, let kind):
      Bilingual(
        zh: "\(Words.kind(kind).chinese)事件没有字段 \(name.label)",
        en: "\(Words.kind(kind).english) events have no field \(name.label)")
    case .unNumber(let lot, let number):
      Bilingual(
        zh: "\(lot) 的 UN 编号“\(number)”应为四位数字",
        en: "the UN number “\(number)” of \(lot) must be four digits")
    case .siteMissing(let action):
      Bilingual(
        zh: "\(action.word.chinese)应写明场所", en: "a storage \(action.word.english) needs its site")
    case .toSiteNotAllowed(let action):
      Bilingual(
        zh: "\(action.word.chinese)没有去向场所,移库才有",
        en: "a storage \(action.word.english) has no toSite; a move has")
    default: preconditionFailure("not a refusal of a field: \(refusal)")
    }
  }

  private static func ofLot(_ refusal: Refusal) -> Bilingual {
    switch refusal {
    case .unknownLot(let lot):
      Bilingual(
        zh: "账本中没有批次 \(lot);请先记录它的生产、外购或期初",
        en: "the ledger knows no lot \(lot); record its production, receipt or opening first")
    case .ambiguousLot(let batch, let candidates):
      Bilingual(
        zh: "批号 \(batch) 有多个批次,请写明是哪一个:\(list(candidates.map(\.text)).chinese)",
        en: "several lots have the batch \(batch); write which: "
          + list(candidates.map(\.text)).english)
    case .lotExists(let lot, let index):
      Bilingual(
        zh: "批次 \(lot) 已由第 \(index) 条产生;每个批次只能产生一次,请用新批号",
        en: "lot \(lot) was made by entry \(index) already; a lot is made once: use a new batch")
    case .outputTwice(let lot):
      Bilingual(zh: "产出中批次 \(lot) 出现两次", en: "lot \(lot) stands twice in the outputs")
    case .outputOfOther(let lot, let reporter):
      Bilingual(
        zh: "产出 \(lot) 不属于填报企业 \(reporter);应为 \(reporter)/批号",
        en: "output \(lot) is not of the reporter \(reporter); write \(reporter)/BATCH")
    case .wrongDimension(let lot, let written, let unit):
      Bilingual(
        zh: "批次 \(lot) 以 \(unit.symbol) 计,\(written.text) 不是\(dimension(unit.dimension).chinese)",
        en: "lot \(lot) is measured in \(unit.symbol); \(written.text) is not "
          + dimension(unit.dimension).english)
    case .overdraw(let facts): of(facts)
    default: preconditionFailure("not a refusal about a lot: \(refusal)")
    }
  }

  private static func of(_ facts: Overdraw) -> Bilingual {
    let place = site(facts.site)
    let rows = facts.elsewhere.filter { $0.amount > 0 }.map { row in
      let amount = Quantity(amount: row.amount, unit: facts.held.unit).text
      let place = site(row.site)
      return Bilingual(zh: "\(place.chinese) \(amount)", en: "\(amount) at \(place.english)")
    }
    let elsewhere =
      rows.isEmpty
      ? Bilingual(zh: "别处没有", en: "nothing elsewhere")
      : Bilingual(
        zh: "别处有 " + list(rows.map(\.chinese)).chinese,
        en: "elsewhere " + list(rows.map(\.english)).english)
    return Bilingual(
      zh: "需要 \(facts.asked.text),但 \(facts.party) 在\(place.chinese)只有批次 \(facts.lot) "
        + "\(facts.held.text);\(elsewhere.chinese)",
      en: "\(facts.asked.text) are wanted, but \(facts.party) holds \(facts.held.text) of "
        + "\(facts.lot) at \(place.english); \(elsewhere.english)")
  }

  private static func ofBalance(_ refusal: Refusal) -> Bilingual {
    switch refusal {
    case .mixedInputs(let first, let second):
      Bilingual(
        zh: "分装和混配的投入应为同一种量:\(first.lot) 为 \(first.quantity.text),"
          + "\(second.lot) 为 \(second.quantity.text)",
        en: "the inputs of a repack or blend are of one dimension: \(first.lot) is "
          + "\(first.quantity.text), \(second.lot) is \(second.quantity.text)")
    case .unbalanced(let inputs, let outputs, let loss):
      Bilingual(
        zh: "不平衡:投入 \(inputs.text),产出 \(outputs.text) 加损耗 \(loss.text);"
          + "分装和混配必须分毫不差",
        en: "it does not balance: inputs \(inputs.text), outputs \(outputs.text) and loss "
          + "\(loss.text); a repack or blend balances exactly")
    case .lossNotAllowed(let process):
      Bilingual(
        zh: "\(process.word.chinese)没有损耗量,分装和混配才有",
        en: "a production by \(process.word.english) has no loss; repack and blend have")
    case .lossDimension(let loss, let inputs):
      Bilingual(
        zh: "损耗量 \(loss.text) 应与投入相同,为\(dimension(inputs).chinese)",
        en: "the loss \(loss.text) must be \(dimension(inputs).english), as the inputs are")
    case .contentNotAllowed(let lot):
      Bilingual(
        zh: "产出 \(lot) 不需要折算量;只有分装或混配中与投入计量不同的产出才有",
        en: "output \(lot) has no content; only outputs of a repack or blend in another dimension "
          + "have")
    case .contentMissing(let lot, let written, let inputs):
      Bilingual(
        zh: "产出 \(lot) 为 \(written.text),与投入计量不同,请填折算量:\(dimension(inputs).chinese)",
        en: "output \(lot) is \(written.text); give its content as \(dimension(inputs).english)")
    case .contentDimension(let lot, let content, let inputs):
      Bilingual(
        zh: "产出 \(lot) 的折算量 \(content.text) 应为\(dimension(inputs).chinese)",
        en: "the content \(content.text) of output \(lot) must be \(dimension(inputs).english)")
    default: preconditionFailure("not a refusal about a balance: \(refusal)")
    }
  }
}
