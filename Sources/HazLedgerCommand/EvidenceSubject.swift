internal import ArgumentParser
internal import Custody
internal import HazLedger
internal import LedgerFormat

/// What a file of evidence is asked about, and what it is to hold.
struct EvidenceSubject: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        zh: "出具一个批次的证据文件:企业/批号,或全账唯一的批号",
        en: "make a file of evidence about a lot: PARTY/BATCH, or a batch that only one party has"),
      valueName: "lot"))
  var lot: String?

  @Option(
    help: ArgumentHelp(say(zh: "出具一张运单的证据文件", en: "or about a consignment"), valueName: "id"))
  var consignment: String?

  @Option(
    help: ArgumentHelp(
      say(
        zh: "出具任一链的证据文件:lot、consignment、party、site、vehicle、person、chemical,冒号,编号",
        en:
          "or about any stream: lot, consignment, party, site, vehicle, person or chemical, a colon, its id"
      ),
      valueName: "kind:id"))
  var stream: String?

  @Flag(
    help: ArgumentHelp(
      say(
        zh: "连同批次的全部来源和去向批次,使来源、去向也可核验",
        en:
          "with all lots it was made from and that were made from it, so that source and destination are proved"
      )))
  var withGenealogy = false

  @Flag(
    help: ArgumentHelp(
      say(zh: "写入未被抹除的个人信息", en: "with the values about persons that were not erased")))
  var withPrivate = false

  @Flag(
    help: ArgumentHelp(
      say(zh: "账本中没有时,出具“没有”的证据", en: "where the ledger has no such entry, prove that it has none"))
  )
  var absent = false

  /// True where a file of evidence is asked for.
  var isGiven: Bool { lot != nil || consignment != nil || stream != nil }

  func validate() throws {
    guard [lot != nil, consignment != nil, stream != nil].count(where: { $0 }) <= 1 else {
      throw ValidationError(
        say(
          zh: "请选 --lot、--consignment、--stream 之一",
          en: "choose one of --lot, --consignment and --stream"))
    }
    if withGenealogy, lot == nil {
      throw ValidationError(
        say(zh: "--with-genealogy 须与 --lot 同用", en: "--with-genealogy goes with --lot"))
    }
    guard isGiven || !(withPrivate || absent) else {
      throw ValidationError(
        say(
          zh: "--with-private 和 --absent 须与 --lot、--consignment 或 --stream 同用",
          en: "--with-private and --absent go with --lot, --consignment or --stream"))
    }
  }

  var options: EvidenceOptions {
    var options = EvidenceOptions()
    (options.withGenealogy, options.withPrivate) = (withGenealogy, withPrivate)
    options.ofAbsence = absent
    return options
  }

  /// The stream that was asked for; a bare batch is resolved by the ledger.
  func key(_ reader: LedgerReader) throws -> StreamKey {
    if let lot {
      let typed = try Typed.lot(lot)
      return typed.isQualified ? typed.stream : try reader.resolve(typed).stream
    }
    if let consignment {
      return StreamKey(kind: .consignment, id: Identifier(Typed.normalised(consignment)))
    }
    let parts = (stream ?? "").split(separator: ":", maxSplits: 1)
    let kind = StreamKind.allCases.first { "\($0)" == parts.first ?? "" }
    guard let kind, parts.count == 2 else {
      throw ValidationError(
        say(
          zh: "--stream 应写成 种类:编号,如 vehicle:浙A12345",
          en: "--stream takes KIND:ID, such as vehicle:浙A12345"))
    }
    return StreamKey(kind: kind, id: Identifier(Typed.normalised(String(parts[1]))))
  }
}
