// How a name enters a hash table: its words mixed into one, under a seed that each process draws anew.
//
// The standard hasher would take each word in turn, at several times the cost. Whoever sends names does
// not know the seed, and so cannot send many that collide.
// Source: the folded multiplication of wyhash (Wang Yi).
extension Identifier {
  private static let seed = (
    UInt64.random(in: .min ... .max) | 1, UInt64.random(in: .min ... .max) | 1
  )

  /// One word that depends on every bit of a short name and on this process; of a longer one on its
  /// beginning.
  public var mixed: UInt64 {
    let (first, second) = Identifier.seed
    var mixed = Identifier.folded(words.0 ^ first, words.1 ^ second)
    mixed = Identifier.folded(words.2 ^ mixed, words.3 ^ second)
    return Identifier.folded(words.4 ^ mixed, first)
  }

  private static func folded(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }
}
