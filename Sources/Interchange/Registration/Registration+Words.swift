public import Custody
public import LedgerFormat

extension RegisterKind {
  /// What the kind of subject is called.
  public var word: Word {
    switch self {
    case .party: Word("party", "企业", aliases: ["单位"])
    case .site: Word("site", "场所")
    case .chemical: Word("chemical", "化学品")
    case .vehicle: Word("vehicle", "车辆")
    case .person: Word("person", "人员")
    case .licence: Word("licence", "证照", aliases: ["license", "许可证"])
    }
  }
}

extension PartyRecord.Role {
  /// What the role is called.
  public var word: Word {
    switch self {
    case .production: Word("production", "生产")
    case .trade: Word("trade", "经营")
    case .storage: Word("storage", "储存", aliases: ["仓储"])
    case .carriage: Word("carriage", "承运", aliases: ["运输"])
    case .use: Word("use", "使用")
    case .disposal: Word("disposal", "处置")
    case .hospital: Word("hospital", "医院")
    case .school: Word("school", "学校")
    case .research: Word("research", "科研机构", aliases: ["科研"])
    case .authority: Word("authority", "监管部门")
    }
  }
}

extension SiteRecord.Kind {
  /// What the kind of place is called.
  public var word: Word {
    switch self {
    case .production: Word("production", "生产装置")
    case .tank: Word("tank", "储罐", aliases: ["罐区"])
    case .warehouse: Word("warehouse", "仓库")
    case .laboratory: Word("laboratory", "实验室")
    case .loading: Word("loading", "装卸区")
    case .parking: Word("parking", "停车场")
    case .disposal: Word("disposal", "处置场所")
    case .other: Word("other", "其他")
    }
  }
}

extension ChemicalRecord.Flag {
  /// What the list of the law is called.
  public var word: Word {
    switch self {
    case .highlyToxic: Word("highlyToxic", "剧毒")
    case .explosivePrecursor: Word("explosivePrecursor", "易制爆")
    case .drugPrecursor1: Word("drugPrecursor1", "易制毒一类", aliases: ["第一类易制毒"])
    case .drugPrecursor2: Word("drugPrecursor2", "易制毒二类", aliases: ["第二类易制毒"])
    case .drugPrecursor3: Word("drugPrecursor3", "易制毒三类", aliases: ["第三类易制毒"])
    case .keySupervision: Word("keySupervision", "重点监管")
    case .specialControl: Word("specialControl", "特别管控")
    case .civilExplosive: Word("civilExplosive", "民爆")
    }
  }
}

extension VehicleRecord.Kind {
  /// What the kind of vehicle is called.
  public var word: Word {
    switch self {
    case .tanker: Word("tanker", "罐车")
    case .van: Word("van", "厢式车")
    case .flatbed: Word("flatbed", "栏板车")
    case .tractor: Word("tractor", "牵引车")
    case .trailer: Word("trailer", "挂车")
    case .other: Word("other", "其他")
    }
  }
}

extension PersonRecord.Role {
  /// What the work is called.
  public var word: Word {
    switch self {
    case .driver: Word("driver", "驾驶员")
    case .escort: Word("escort", "押运员")
    case .loader: Word("loader", "装卸管理人员", aliases: ["装卸员"])
    case .keeper: Word("keeper", "保管员")
    case .agent: Word("agent", "经办人")
    }
  }
}

extension LicenceRecord.Kind {
  /// What the licence is called.
  public var word: Word {
    switch self {
    case .safeProduction: Word("safeProduction", "安全生产许可证")
    case .safeUse: Word("safeUse", "安全使用许可证")
    case .trade: Word("trade", "经营许可证")
    case .port: Word("port", "港口经营许可证")
    case .registration: Word("registration", "危险化学品登记证", aliases: ["登记证"])
    case .industrialProduct: Word("industrialProduct", "工业产品生产许可证")
    case .toxicPurchase: Word("toxicPurchase", "剧毒化学品购买许可证", aliases: ["剧毒购买许可证"])
    case .toxicTransport: Word("toxicTransport", "剧毒化学品道路运输通行证", aliases: ["剧毒通行证"])
    case .explosivePrecursor: Word("explosivePrecursor", "易制爆备案")
    case .drugPrecursorPurchase: Word("drugPrecursorPurchase", "易制毒购买许可或备案")
    case .drugPrecursorTransport: Word("drugPrecursorTransport", "易制毒运输许可或备案")
    case .carriage: Word("carriage", "道路危险货物运输许可证")
    case .vehicle: Word("vehicle", "道路运输证")
    case .tankInspection: Word("tankInspection", "罐体检验")
    case .qualification: Word("qualification", "从业资格证")
    case .hazardousWaste: Word("hazardousWaste", "危险废物经营许可证")
    case .civilExplosive: Word("civilExplosive", "民用爆炸物品许可证")
    case .other: Word("other", "其他")
    }
  }
}
