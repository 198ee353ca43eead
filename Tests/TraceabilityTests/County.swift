import Custody
import Foundation
import LedgerFormat
import Testing

/// The county of the fixtures, read without the package's own reader.
struct County {
  typealias Object = [String: Any]

  private(set) var story = Story()
  private(set) var events: [Event] = []
  /// What an independent program answers about some of the lots.
  let answers: [Object]
  private var batches: [String: LotID] = [:]

  init() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../fixtures/county").standardized
    let known = try Data(contentsOf: folder.appending(path: "answers.json"))
    answers = try #require(JSONSerialization.jsonObject(with: known) as? [Object])
    let lines = try Data(contentsOf: folder.appending(path: "events.jsonl"))
    for line in lines.split(separator: UInt8(ascii: "\n")) {
      let object = try #require(JSONSerialization.jsonObject(with: line) as? Object)
      let event = try event(object)
      events.append(event)
      story.tell(event)
    }
  }

  private mutating func event(_ object: Object) throws -> Event {
    let party = try #require(object.identifier("party"))
    return Event(
      id: try #require(object.identifier("id")),
      time: try Instant(rfc3339: object.text("time")), party: party,
      site: object.identifier("site"), document: object.identifier("document"),
      detail: try detail(object, party))
  }

  private mutating func detail(_ object: Object, _ party: Identifier) throws -> Event.Detail {
    switch try object.text("kind") {
    case "production":
      let inputs = try object["inputs"].map { try goods($0) } ?? []
      let outputs = try outputs(object["outputs"], party)
      return .production(
        Production(
          process: try named(object, "process"), outputs: outputs, inputs: inputs,
          loss: try object.quantity("loss"), from: object.identifier("from")))
    case "storage":
      return .storage(
        Storage(
          action: try named(object, "action"), lot: try lot(object),
          quantity: try #require(try object.quantity("quantity")),
          toSite: object.identifier("toSite")))
    case "trade":
      return .trade(
        Trade(
          action: try named(object, "action"), goods: try goods(object["goods"] as Any),
          counterparty: try #require(object.identifier("counterparty"))))
    case "consignment":
      return .consignment(
        Consignment(
          consignment: try #require(object.identifier("consignment")),
          consignee: try #require(object.identifier("consignee")),
          carrier: object.identifier("carrier"), goods: try goods(object["goods"] as Any),
          toSite: object.identifier("toSite")))
    case "transport":
      return .transport(
        Transport(
          consignment: try #require(object.identifier("consignment")),
          step: try named(object, "step"), goods: try object["goods"].map { try goods($0) },
          partial: object["partial"] as? Bool))
    case let kind: return try ending(object, kind)
    }
  }

  private func ending(_ object: Object, _ kind: String) throws -> Event.Detail {
    let lot = try lot(object)
    let quantity = try #require(try object.quantity("quantity"))
    switch kind {
    case "use": return .use(Use(lot: lot, quantity: quantity, purpose: try object.text("purpose")))
    case "disposal":
      return .disposal(Disposal(lot: lot, quantity: quantity, method: try object.text("method")))
    default:
      return .loss(
        Loss(
          lot: lot, quantity: quantity, cause: try named(object, "cause"),
          consignment: object.identifier("consignment")))
    }
  }

  private mutating func outputs(_ list: Any?, _ party: Identifier) throws -> [Output] {
    var outputs: [Output] = []
    for object in try #require(list as? [Object]) {
      let batch = try object.text("lot")
      let lot = LotID(party: party, batch: Identifier(batch))
      batches[batch] = lot
      outputs.append(
        Output(
          lot: lot, quantity: try #require(try object.quantity("quantity")),
          content: try object.quantity("content"),
          chemical: (object["chemical"] as? Object).map { chemical in
            Chemical(
              name: (chemical["name"] as? String).map { .plain($0) },
              cas: chemical["cas"] as? String, un: chemical["un"] as? String,
              concentration: chemical["concentration"] as? String)
          }))
    }
    return outputs
  }

  private func goods(_ list: Any) throws -> [Good] {
    try #require(list as? [Object]).map { object in
      Good(lot: try lot(object), quantity: try #require(try object.quantity("quantity")))
    }
  }

  private func lot(_ object: Object) throws -> LotID {
    let text = try object.text("lot")
    return batches[text] ?? LotID(Identifier(text))
  }

  private func named<Name: CaseIterable>(_ object: Object, _ key: String) throws -> Name {
    let word = try object.text(key)
    return try #require(Name.allCases.first { "\($0)" == word })
  }
}

extension [String: Any] {
  func text(_ key: String) throws -> String { try #require(self[key] as? String) }

  func identifier(_ key: String) -> Identifier? {
    (self[key] as? String).map { Identifier($0) }
  }

  func quantity(_ key: String) throws -> Quantity? {
    try (self[key] as? String).map { try Quantity(text: $0, isZeroAllowed: true) }
  }

  func objects(_ key: String) throws -> [[String: Any]] {
    try #require(self[key] as? [[String: Any]])
  }
}
