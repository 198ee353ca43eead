import Custody
import LedgerFormat
import Testing

@Suite("What counts where events were corrected")
struct CorrectionOverlayTests {
  private func recorded(_ index: UInt64, _ event: Event) -> RecordedEvent {
    RecordedEvent(
      index: index, recordedAt: Instant(microseconds: index * 1_000)!, event: event)
  }

  private func correction(
    _ index: UInt64, of place: UInt64, version: UInt64, to replacement: Event?
  ) -> RecordedEvent {
    let correction = Correction(
      party: "P", id: "E", reason: "x", replacement: replacement,
      target: Correction.Target(index: place, version: version))
    return recorded(index, .by("P", .correction(correction)))
  }

  @Test("the newest replacement counts at the event's place, recorded when that was first reported")
  func newest() {
    let use = recorded(5, .use("P/1", 10, by: "P"))
    let first = correction(8, of: 5, version: 5, to: .use("P/1", 20, by: "P"))
    let second = correction(9, of: 5, version: 8, to: .use("P/2", 30, by: "P"))
    let overlay = CorrectionOverlay([use, first, second])
    let counting = overlay.counting(use)
    #expect(counting?.index == 5 && counting?.version == 9)
    #expect(counting?.event == .use("P/2", 30, by: "P"))
    #expect(counting?.recordedAt == use.recordedAt)
    #expect(overlay.counting(second) == nil && overlay.isCorrected(5) && !overlay.isCorrected(8))
    #expect(overlay.correction(of: 5) == 8 && overlay.correction(of: 8) == 9)
    #expect(CorrectionOverlay([use, first]).counting(use)?.version == 8)
    #expect(CorrectionOverlay([use]).counting(use) == use)
  }

  @Test("a withdrawn event counts no more, and may be put back")
  func withdrawn() {
    let use = recorded(5, .use("P/1", 10, by: "P"))
    let gone = correction(8, of: 5, version: 5, to: nil)
    let back = correction(9, of: 5, version: 8, to: .use("P/1", 10, by: "P"))
    #expect(CorrectionOverlay.counting([use, gone]).isEmpty)
    #expect(CorrectionOverlay.counting([use, gone, back]).map(\.index) == [5])
  }

  @Test("what was put in place from another stream stands at its own place")
  func elsewhere() {
    let (early, late) = (recorded(3, .use("P/2", 1, by: "P")), recorded(7, .use("P/2", 2, by: "P")))
    let moved = correction(9, of: 5, version: 5, to: .use("P/2", 30, by: "P"))
    #expect(CorrectionOverlay.counting([early, late, moved]).map(\.index) == [3, 5, 7])
  }
}
