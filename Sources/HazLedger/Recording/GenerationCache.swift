/// A dictionary that forgets what was not asked for lately, so that its memory stays bounded.
///
/// Two generations: what is asked for lives in the young one; when that is full it becomes the old one
/// and what the old one held is forgotten. So it holds at most twice `capacity` values, at no cost per
/// use beyond a look-up.
struct GenerationCache<Key: Hashable, Value> {
  private var young: [Key: Value] = [:]
  private var old: [Key: Value] = [:]
  private let capacity: Int
  /// Changes whenever values may have been forgotten: what was asked for since is held.
  private(set) var generation = 1

  /// Makes a cache whose generations hold `capacity` values each.
  init(capacity: Int) {
    precondition(capacity > 0, "a cache holds something")
    self.capacity = capacity
  }

  /// The value of `key`, from now on in the young generation; nil where it is not held.
  mutating func value(of key: Key) -> Value? {
    if let value = young[key] { return value }
    guard let value = old.removeValue(forKey: key) else { return nil }
    store(value, for: key)
    return value
  }

  /// Holds `value` for `key`.
  mutating func store(_ value: Value, for key: Key) {
    if young.count >= capacity {
      old = young
      young = [:]
      generation += 1
    }
    young[key] = value
  }

  /// Forgets one value.
  mutating func remove(_ key: Key) {
    young[key] = nil
    old[key] = nil
  }

  /// Forgets everything.
  mutating func removeAll() {
    young = [:]
    old = [:]
    generation += 1
  }
}
