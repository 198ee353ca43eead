import Foundation
import HazLedger
import Interchange

/// A ledger of its own in a temporary folder, which goes with it.
final class ScratchLedger: Sendable {
  let places: LedgerPlaces
  private let folder: URL

  init() throws {
    folder = URL.temporaryDirectory.appending(path: "hazledger-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    places = LedgerPlaces(
      ledger: folder.appending(path: "ledger").path, state: folder.appending(path: "state").path)
    _ = try Ledger.create(at: places, origin: "example.org/county")
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func sharedRecorder(checkpointInterval: Double = 1) throws -> SharedRecorder {
    SharedRecorder(try Recorder.open(places), checkpointInterval: checkpointInterval)
  }

  /// An event as a line of JSON.
  enum Line {
    case production(_ id: String)
    case use(_ id: String, _ lot: String)

    var text: String {
      switch self {
      case .production(let id):
        #"{"id":"\#(id)","kind":"production","time":"2026-01-01T08:00:00Z","party":"P","process":"produce","#
          + #""outputs":[{"lot":"B\#(id)","quantity":"10 kg"}]}"#
      case .use(let id, let lot):
        #"{"id":"\#(id)","kind":"use","time":"2026-01-02T08:00:00Z","party":"P","lot":"\#(lot)","#
          + #""quantity":"1 kg","purpose":"test"}"#
      }
    }
  }

  static func production(id: String) -> EventBatch { together([.production(id)]) }

  static func use(id: String, lot: String) -> EventBatch { together([.use(id, lot)]) }

  static func together(_ lines: [Line]) -> EventBatch {
    let text = lines.map { $0.text + "\n" }.joined()
    do { return try EventBatch(ByteSource(bytes: Array(text.utf8))) } catch {
      preconditionFailure("these lines can be read: \(error)")
    }
  }
}
