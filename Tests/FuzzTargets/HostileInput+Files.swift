import Custody
import Interchange

/// Files of events that people send, in any encoding.
extension HostileInput {
  /// The events and the faults of a file; nil where it is none that can be read.
  static func read(_ bytes: [UInt8]) -> (events: [Event], faults: Int)? {
    let settings = ReadingSettings(timeZone: LocalTimeZone(named: "+08:00"))
    guard let format = try? FileFormat(telling: ByteSource(bytes: bytes)) else { return nil }
    do {
      var reader = try EventFileReader(
        ByteSource(bytes: bytes), format: format, settings: settings)
      var events: [Event] = []
      var faults = 0
      while let result = try reader.next() {
        switch result {
        case .event(let event, _, _): events.append(event)
        case .faults(let found):
          faults += found.count
          _ = reader.currentCells()
        }
      }
      return (events, faults)
    } catch { return nil }
  }

  /// What a file gives as an event is the same event after it was written as JSON and read again.
  static func checkFile(_ bytes: [UInt8]) throws(BrokenPromise) {
    guard let found = read(bytes), !found.events.isEmpty else { return }
    var writer = JSONWriter()
    for event in found.events {
      writer.object { $0.fields(of: event) }
      writer.endLine()
    }
    guard let again = read(writer.bytes) else {
      throw BrokenPromise("events that were written cannot be read")
    }
    try BrokenPromise.unless(
      again.faults == 0 && again.events == found.events,
      "an event is another after it was written and read again")
  }
}
