internal import ArgumentParser
internal import Custody
internal import Interchange
internal import LedgerFormat

struct RegisterPartyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "party",
    abstract: say(zh: "登记企业或单位", en: "Register an enterprise, a small user or an authority."))

  @OptionGroup var options: RegisteringOptions

  @Argument(
    help: ArgumentHelp(
      say(zh: "企业编号,通常就是统一社会信用代码", en: "its id, usually the unified social credit code"),
      valueName: "id"))
  var subject: String

  @Option(help: ArgumentHelp(say(zh: "名称", en: "its name")))
  var name: String?
  @Option(help: ArgumentHelp(say(zh: "英文名称", en: "its name in English")))
  var englishName: String?
  @Option(
    help: ArgumentHelp(say(zh: "统一社会信用代码(编号不是它时)", en: "the credit code, where the id is another")))
  var uscc: String?
  @Option(help: ArgumentHelp(say(zh: "行政区划代码,如 341524", en: "the region's code, such as 341524")))
  var region: String?
  @Option(
    help: ArgumentHelp(
      say(
        zh: "角色,逗号分隔:生产 经营 储存 承运 使用 处置 医院 学校 科研机构 监管部门",
        en:
          "what it does, separated by commas: production trade storage carriage use disposal hospital "
          + "school research authority")))
  var roles: String?
  @Option(help: ArgumentHelp(say(zh: "地址", en: "its address")))
  var location: String?
  @Option(
    help: ArgumentHelp(say(zh: "应急或召回时拨打的电话", en: "the number called in an emergency or a recall")))
  var phone: String?

  func run() throws {
    var text = RegistrationText(kind: .party, subject: Identifier(Typed.normalised(subject)))
    text.set(.name, to: name)
    text.set(.nameEnglish, to: englishName)
    text.set(.uscc, to: uscc)
    text.set(.region, to: region)
    text.set(.roles, to: Typed.list(roles))
    text.set(.location, to: location)
    text.set(.phone, to: phone)
    try Registering(options).run(text, standIn: subject)
  }
}

struct RegisterSiteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "site",
    abstract: say(
      zh: "登记场所:储罐、仓库、实验室……", en: "Register a place: a tank, a warehouse, a laboratory …"))

  @OptionGroup var options: RegisteringOptions

  @Argument(
    help: ArgumentHelp(
      say(zh: "企业/场所,或填报企业自己的场所", en: "PARTY/SITE, or a site of the reporter"), valueName: "site"))
  var subject: String

  @Option(
    help: ArgumentHelp(
      say(
        zh: "类型:生产装置 储罐 仓库 实验室 装卸区 停车场 处置场所 其他",
        en: "production, tank, warehouse, laboratory, loading, parking, disposal or other")))
  var kind: String?
  @Option(help: ArgumentHelp(say(zh: "名称", en: "its name")))
  var name: String?
  @Option(help: ArgumentHelp(say(zh: "位置", en: "where it is")))
  var location: String?
  @Option(help: ArgumentHelp(say(zh: "重大危险源单元", en: "the unit of the major-hazard sum")))
  var unit: String?
  @Option(
    help: ArgumentHelp(say(zh: "厂界外 500 米内人数", en: "people within 500 m outside the boundary")))
  var people: String?
  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      say(zh: "设计最大量,如 NH3=\"20 t\"(可多次)", en: "design maximum, such as NH3=\"20 t\" (repeatable)"),
      valueName: "chemical=quantity"))
  var maximum: [String] = []

  func run() throws {
    var text = RegistrationText(kind: .site, subject: Identifier(Typed.normalised(subject)))
    text.set(.kind, to: kind)
    text.set(.name, to: name)
    text.set(.location, to: location)
    text.set(.unit, to: unit)
    text.set(.people, to: people)
    text.maxima = try maximum.map { item in
      guard let equals = item.lastIndex(of: "=") else {
        throw ValidationError(
          say(
            zh: "--maximum 应写成 化学品=数量,而不是 \(item)",
            en: "--maximum takes CHEMICAL=QUANTITY, not \(item)"))
      }
      return RegistrationText.Maximum(
        chemical: Typed.normalised(String(item[..<equals])),
        quantity: String(item[item.index(after: equals)...]))
    }
    let owner = LotID(text.subject).party?.text
    try Registering(options).run(text, standIn: owner)
  }
}

struct RegisterChemicalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chemical", abstract: say(zh: "登记化学品", en: "Register a chemical."))

  @OptionGroup var options: RegisteringOptions

  @Argument(help: ArgumentHelp(say(zh: "化学品编号", en: "its id in the register"), valueName: "id"))
  var subject: String

  @Option(help: ArgumentHelp(say(zh: "品名", en: "its name")))
  var name: String?
  @Option(help: ArgumentHelp(say(zh: "英文品名", en: "its name in English")))
  var englishName: String?
  @Option(
    parsing: .singleValue, help: ArgumentHelp(say(zh: "别名(可多次)", en: "another name (repeatable)")))
  var alias: [String] = []
  @Option(help: ArgumentHelp(say(zh: "CAS 号", en: "CAS number")))
  var cas: String?
  @Option(help: ArgumentHelp(say(zh: "UN 编号", en: "UN number")))
  var un: String?
  @Option(
    name: .customLong("class"),
    help: ArgumentHelp(say(zh: "类别,如 3 或 6.1", en: "class, such as 3 or 6.1")))
  var hazardClass: String?
  @Option(help: ArgumentHelp(say(zh: "包装类别:I、II、III", en: "packing group: I, II or III")))
  var packingGroup: String?
  @Option(
    help: ArgumentHelp(
      say(
        zh: "浓度范围,如 \"65-68 % w/w\" 或 \">=70 %\"",
        en: "range, such as \"65-68 % w/w\" or \">=70 %\"")))
  var concentration: String?
  @Option(help: ArgumentHelp(say(zh: "物态", en: "physical state")))
  var state: String?
  @Option(help: ArgumentHelp(say(zh: "形态", en: "physical form")))
  var form: String?
  @Option(
    help: ArgumentHelp(
      say(
        zh: "管控标志,逗号分隔:剧毒 易制爆 易制毒一类 易制毒二类 易制毒三类 重点监管 特别管控 民爆",
        en: "lists of the law, separated by commas: highlyToxic explosivePrecursor drugPrecursor1 "
          + "drugPrecursor2 drugPrecursor3 keySupervision specialControl civilExplosive")))
  var flags: String?

  func run() throws {
    var text = RegistrationText(kind: .chemical, subject: Identifier(Typed.normalised(subject)))
    text.set(.name, to: name)
    text.set(.nameEnglish, to: englishName)
    text.set(.aliases, to: alias)
    text.set(.cas, to: cas)
    text.set(.un, to: un)
    text.set(.hazardClass, to: hazardClass)
    text.set(.packingGroup, to: packingGroup)
    text.set(.concentration, to: concentration)
    text.set(.state, to: state)
    text.set(.form, to: form)
    text.set(.flags, to: Typed.list(flags))
    try Registering(options).run(text)
  }
}

struct RegisterVehicleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vehicle", abstract: say(zh: "登记运输车辆", en: "Register a vehicle."))

  @OptionGroup var options: RegisteringOptions

  @Argument(help: ArgumentHelp(say(zh: "车牌", en: "the plate"), valueName: "plate"))
  var subject: String

  @Option(
    help: ArgumentHelp(
      say(zh: "类型:罐车 厢式车 栏板车 牵引车 挂车 其他", en: "tanker, van, flatbed, tractor, trailer or other")))
  var kind: String?
  @Option(help: ArgumentHelp(say(zh: "运营单位", en: "the carrier that runs it")))
  var `operator`: String?
  @Option(help: ArgumentHelp(say(zh: "道路运输证号", en: "number of its road-transport licence")))
  var transportLicence: String?
  @Option(help: ArgumentHelp(say(zh: "罐体或罐箱编号", en: "number of the tank or tank container")))
  var tank: String?
  @Option(help: ArgumentHelp(say(zh: "容积,如 \"21 m3\"", en: "volume, such as \"21 m3\"")))
  var volume: String?
  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      say(
        zh: "适装介质:化学品编号或 UN 编号(可多次)",
        en: "what it may hold: a chemical's id or UN number (repeatable)")))
  var medium: [String] = []
  @Option(
    help: ArgumentHelp(say(zh: "检验有效期至", en: "the last day of its inspection"), valueName: "day"))
  var inspectedUntil: String?

  func run() throws {
    var text = RegistrationText(kind: .vehicle, subject: Identifier(Typed.plate(subject)))
    text.set(.kind, to: kind)
    text.set(.operator, to: `operator`)
    text.set(.transportLicence, to: transportLicence)
    text.set(.tank, to: tank)
    text.set(.volume, to: volume)
    text.set(.media, to: medium)
    text.set(.inspectedUntil, to: inspectedUntil)
    try Registering(options).run(text, standIn: `operator`)
  }
}

struct RegisterPersonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "person",
    abstract: say(zh: "登记驾驶员、押运员、装卸管理人员等", en: "Register a driver, an escort, a loader …"),
    discussion: say(
      zh: "编号随机;姓名可抹去;身份证号只存加盐摘要,显示末四位。",
      en: """
        The id is random, the name can be erased, and of the identity number only a salted digest \
        is kept and the last four shown.
        """))

  @OptionGroup var options: RegisteringOptions

  @Argument(
    help: ArgumentHelp(
      say(zh: "人员编号(默认新编一个)", en: "whom (default: a new random id)"), valueName: "id"))
  var subject: String?

  @Option(
    help: ArgumentHelp(
      say(zh: "岗位,逗号分隔:驾驶员 押运员 装卸管理人员 保管员 经办人", en: "driver, escort, loader, keeper, agent")))
  var roles: String?
  @Option(help: ArgumentHelp(say(zh: "所属单位", en: "the employer")))
  var employer: String?
  @Option(help: ArgumentHelp(say(zh: "姓名(可抹去)", en: "the name (can be erased)")))
  var name: String?
  @Option(
    help: ArgumentHelp(say(zh: "身份证号(只显示末四位)", en: "the identity number (shown as its last four)")))
  var identityNumber: String?

  func run() throws {
    let id = subject.map(Typed.normalised) ?? ReporterOptions.randomID()
    var text = RegistrationText(kind: .person, subject: Identifier(id))
    text.set(.roles, to: Typed.list(roles))
    text.set(.employer, to: employer)
    var registering = Registering(options)
    registering.add(.personName, name)
    registering.add(.identityNumber, identityNumber)
    try registering.run(text, standIn: employer)
  }
}

struct RegisterLicenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "licence",
    abstract: say(
      zh: "登记许可证、登记证、备案、资格证", en: "Register a licence, a permit, a filing or a qualification."),
    aliases: ["license"])

  @OptionGroup var options: RegisteringOptions

  @Argument(help: ArgumentHelp(say(zh: "证号", en: "its number"), valueName: "number"))
  var subject: String

  @Option(
    help: ArgumentHelp(
      say(
        zh: "类型,如 经营许可证(--help 之外的词会列出)",
        en: "what it is, such as trade; a wrong word is answered with all")))
  var kind: String?
  @Option(
    help: ArgumentHelp(
      say(
        zh: "持证对象:party:编号、site:企业/场所、vehicle:车牌、person:编号",
        en: "whose: party:ID, site:PARTY/SITE, vehicle:PLATE or person:ID")))
  var holder: String?
  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      say(
        zh: "许可范围:化学品编号、CAS、UN、类别或文字(可多次)",
        en: "what it allows: a chemical's id, CAS, UN, class or words (repeatable)")))
  var scope: [String] = []
  @Option(help: ArgumentHelp(say(zh: "发证机关", en: "who issued it")))
  var issuer: String?
  @Option(help: ArgumentHelp(say(zh: "有效期起", en: "its first day"), valueName: "day"))
  var from: String?
  @Option(help: ArgumentHelp(say(zh: "有效期至", en: "its last day"), valueName: "day"))
  var to: String?

  func run() throws {
    var text = RegistrationText(kind: .licence, subject: Identifier(Typed.normalised(subject)))
    text.set(.kind, to: kind)
    text.set(.holder, to: holder)
    text.set(.scope, to: scope)
    text.set(.issuer, to: issuer)
    text.set(.validFrom, to: from)
    text.set(.validTo, to: to)
    try Registering(options).run(text)
  }
}
