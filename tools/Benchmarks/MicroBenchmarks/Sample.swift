import Custody
import Interchange
import LedgerFormat

/// Events such as a warehouse reports.
enum Sample {
  /// One whose encoded body has some 150 bytes.
  static let events: [Event] = {
    guard var reader = try? reader(sheet(rows: 1)), let row = try? reader.next(),
      case .event(let event, _, _) = row
    else { preconditionFailure("the sample can be read") }
    let sealed = try? event.resolvingLots { lot throws(Never) in
      LotID(party: event.party, batch: lot.id)
    }
    return [sealed ?? event]
  }()

  static func body(of event: Event) throws -> [UInt8] {
    var writer = CBORWriter()
    try EventCoding.encode(event, into: &writer)
    return writer.bytes
  }

  static func sheet(rows count: Int) -> [UInt8] {
    var text = "id,kind,time,party,site,lot,quantity,purpose\n"
    for number in 0..<count {
      text += "E\(number),use,2026-01-05T08:00:00+08:00,91360423MA1000007P,1号储罐区,"
      text += "26-0000042,120 kg,生产原料\n"
    }
    return Array(text.utf8)
  }

  static func reader(_ sheet: [UInt8]) throws -> EventFileReader {
    let format = try FileFormat(telling: ByteSource(bytes: sheet))
    return try EventFileReader(
      ByteSource(bytes: sheet), format: format, settings: ReadingSettings())
  }
}
