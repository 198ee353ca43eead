internal import Custody
internal import Interchange

/// What a count made of the books: how much they said, and whether the rest is lost or found.
struct CountText {
  /// In the smallest unit of the quantity counted.
  let booked: Int64
  let counted: Quantity

  private func quantity(_ amount: Int64) -> String {
    Quantity(amount: amount, unit: counted.unit).text
  }

  private var difference: Int64 { counted.amount - booked }

  func lines() -> [String] {
    let booked = quantity(self.booked)
    if difference == 0 {
      return [say(zh: "账面 \(booked),与实有相符", en: "the books said \(booked): nothing differs")]
    }
    let amount = quantity(Int64(difference.magnitude))
    return [
      difference < 0
        ? say(
          zh: "账面 \(booked),实有 \(counted.text):少 \(amount),记为损失",
          en: "the books said \(booked), there are \(counted.text): \(amount) is booked as lost")
        : say(
          zh: "账面 \(booked),实有 \(counted.text):多 \(amount),记为找回",
          en: "the books said \(booked), there are \(counted.text): \(amount) is booked as found")
    ]
  }

  /// Writes the fields `booked` and `difference`, which has a sign.
  func write(to json: inout JSONWriter) {
    json.field("booked", quantity(booked))
    let sign = difference < 0 ? "-" : ""
    json.field("difference", sign + quantity(Int64(difference.magnitude)))
  }
}
