internal import Custody
internal import LedgerFormat

/// Why an order or a correction is not recorded, and what a hold stops.
extension Words {
  static func ofOrder(_ refusal: Refusal) -> Bilingual {
    switch refusal {
    case .held(let lot, let hold):
      Bilingual(
        zh: "\(lot) 已被\(name(hold).chinese)封存,解封前不得托运、装车、使用、处置或投料",
        en:
          "\(lot) is held by \(name(hold).english): until it is released it may not be consigned, "
          + "loaded, used, disposed of or taken as an input")
    case .partyHeld(let party, let hold):
      Bilingual(
        zh: "\(party) 的全部货物已被\(name(hold).chinese)封存,解封前不得托运、装车、使用、处置或投料",
        en:
          "all that \(party) has is held by \(name(hold).english): until it is released nothing of "
          + "it may be consigned, loaded, used, disposed of or taken as an input")
    case .orderWithoutDocument:
      Bilingual(zh: "监管指令应写明单证号", en: "an order needs its document")
    case .noHold(let lot, let party, let reporter):
      Bilingual(
        zh: "\(reporter) 没有对 \(lot?.text ?? party?.text ?? "") 的封存可解;只能解除自己下达的封存",
        en: "\(reporter) has no hold on \(lot?.text ?? party?.text ?? "") to release; a hold is "
          + "released by whoever ordered it")
    default: preconditionFailure("not a refusal of an order: \(refusal)")
    }
  }

  /// Why what was done about a finding is not recorded.
  static func ofHandling(_ refusal: Refusal) -> Bilingual {
    switch refusal {
    case .findingID(let id):
      Bilingual(
        zh: "预警编号“\(id)”应为 16 位十六进制数字", en: "a finding's id “\(id)” is 16 hexadecimal digits")
    case .handlingWithoutEvidence(let action):
      action == .close
        ? Bilingual(zh: "关闭预警应有单证号或说明", en: "closing a finding needs a document or a note")
        : Bilingual(zh: "说明预警应填备注", en: "explaining a finding needs its note")
    default: preconditionFailure("not a refusal of a handling: \(refusal)")
    }
  }

  /// An order, by its document, its author and its entry.
  static func name(_ hold: Hold) -> Bilingual {
    let document = hold.document?.text ?? "?"
    return Bilingual(
      zh: " \(hold.party) 的指令 \(document)(第 \(hold.index) 条)",
      en: "order \(document) of \(hold.party), entry \(hold.index)")
  }

  static func ofCorrection(_ refusal: Refusal) -> Bilingual {
    switch refusal {
    case .correctionOfOther(let party, let reporter):
      Bilingual(
        zh: "\(party) 的事件只能由其本人更正,\(reporter) 不得更正",
        en: "an event of \(party) is corrected by \(party) itself, not by \(reporter)")
    case .correctedUnknown(let party, let id):
      Bilingual(
        zh: "\(party) 没有编号为 \(id) 的事件", en: "\(party) reported no event with the id \(id)")
    case .correctionOfCorrection(let id, let corrected):
      Bilingual(
        zh: "\(id) 本身是更正;请再次更正事件 \(corrected)",
        en: "\(id) is a correction itself; correct the event \(corrected) again")
    case .replacementOfOther(let party, let id):
      Bilingual(
        zh: "更正后事件的企业和编号应与原事件相同:\(party)、\(id),不能是更正;登记只能更正为登记",
        en:
          "the replacement must have the party \(party) and the id \(id), and be no correction; a "
          + "registration is replaced by a registration only")
    case .correctionTarget(let expected, let found):
      Bilingual(
        zh: "更正指向第 \(found.index) 条(版本 \(found.version)),实为第 \(expected.index) 条"
          + "(版本 \(expected.version))",
        en: "the correction is of entry \(found.index), version \(found.version), where it should "
          + "be of entry \(expected.index), version \(expected.version)")
    case .stepStands(let id, let index, let party):
      Bilingual(
        zh: "运单 \(id) 已有 \(party) 的第 \(index) 条;该条撤回之前,运单不得撤回,所列批次也不得更改",
        en: "\(party) reported entry \(index) on waybill \(id); until that is withdrawn the "
          + "waybill cannot be, nor can its lots change")
    case .receiverStands(let id, let consignee, let index):
      Bilingual(
        zh: "运单 \(id) 的收货人 \(consignee) 已有第 \(index) 条;收货人撤回之前,不得更改收货人",
        en: "entry \(index) stands for the receipt of waybill \(id) by \(consignee); until it is "
          + "withdrawn by its reporter the receiver cannot change")
    case .lotStands(let lot):
      Bilingual(
        zh: "批次 \(lot) 的生产已撤回,但仍有其他事件涉及它;请再次更正那次生产",
        en: "the production of \(lot) was withdrawn and other events still name it; correct that "
          + "production again")
    case .dimensionStands(let lot, let written, let found, let index):
      Bilingual(
        zh: "\(lot) 写为 \(written.text),而第 \(index) 条写为 \(found.text):计量方式不同",
        en: "\(lot) is \(written.text) here and \(found.text) in entry \(index): "
          + "another dimension")
    case .atPlace(let index, let refusal):
      Bilingual(
        zh: "在其原来的位置(第 \(index) 条):\(of(refusal).chinese)",
        en: "at its own place, entry \(index): \(of(refusal).english)")
    default: preconditionFailure("not a refusal of a correction: \(refusal)")
    }
  }
}
