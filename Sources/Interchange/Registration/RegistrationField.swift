public import LedgerFormat

/// What files and commands say of a subject of the register: keys of JSON's `record`, columns of a
/// register's sheet, options of `hazledger register`.
///
/// Source: the page on the register in the documentation.
public enum RegistrationField: UInt8, CaseIterable, Sendable {
  case name, nameEnglish, uscc, region, roles, location, phone
  case kind, unit, people, maxima
  case aliases, cas, un, hazardClass, packingGroup, concentration, state, form, flags
  case `operator`, transportLicence, tank, volume, media, inspectedUntil
  case employer
  case holder, scope, issuer, validFrom, validTo
  case revoked

  /// What the field is called.
  public var word: Word {
    let names = RegistrationField.names[Int(rawValue)]
    return Word(names.english, names.chinese)
  }

  /// True where the field holds several values: an array in JSON, split at `|` in a sheet.
  public var isList: Bool {
    switch self {
    case .roles, .maxima, .aliases, .flags, .media, .scope: true
    default: false
    }
  }

  private static let names: [(english: String, chinese: String)] = [
    ("name", "名称"), ("nameEnglish", "英文名称"), ("uscc", "统一社会信用代码"), ("region", "行政区划"),
    ("roles", "角色"), ("location", "地址"), ("phone", "电话"), ("kind", "类型"),
    ("unit", "重大危险源单元"), ("people", "周边人数"), ("maxima", "设计最大量"), ("aliases", "别名"),
    ("cas", "CAS号"), ("un", "UN编号"), ("class", "类别"), ("packingGroup", "包装类别"),
    ("concentration", "浓度"), ("state", "物态"), ("form", "形态"), ("flags", "管控标志"),
    ("operator", "运营单位"), ("transportLicence", "道路运输证号"), ("tank", "罐体编号"),
    ("volume", "容积"), ("media", "适装介质"), ("inspectedUntil", "检验有效期至"),
    ("employer", "所属单位"), ("holder", "持证对象"), ("scope", "许可范围"), ("issuer", "发证机关"),
    ("validFrom", "有效期起"), ("validTo", "有效期至"), ("revoked", "注销"),
  ]

  /// The fields that a subject of such a kind may have, in the order in which answers show them.
  public static func known(in kind: RegisterKind) -> [RegistrationField] {
    own(kind) + [.revoked]
  }

  /// The fields that a subject of such a kind must have.
  public static func needed(in kind: RegisterKind) -> [RegistrationField] {
    switch kind {
    case .party: [.name, .roles]
    case .site, .vehicle: [.kind]
    case .chemical: [.name]
    case .person: [.roles]
    case .licence: [.kind, .holder]
    }
  }

  private static func own(_ kind: RegisterKind) -> [RegistrationField] {
    switch kind {
    case .party: [.name, .nameEnglish, .uscc, .region, .roles, .location, .phone]
    case .site: [.kind, .name, .nameEnglish, .location, .unit, .people, .maxima]
    case .chemical:
      [
        .name, .nameEnglish, .aliases, .cas, .un, .hazardClass, .packingGroup, .concentration,
        .state, .form, .flags,
      ]
    case .vehicle:
      [.kind, .operator, .transportLicence, .tank, .volume, .media, .inspectedUntil]
    case .person: [.roles, .employer]
    case .licence: [.kind, .holder, .scope, .issuer, .validFrom, .validTo]
    }
  }
}
