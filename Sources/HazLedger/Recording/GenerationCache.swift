/// A dictionary that forgets what was not asked for lately, so that its memory stays bounded.
///
/// Two generations: what is touched lives in the young one; when that is full it becomes the old one
/// and what the old one held is forgotten. So it holds at most twice `capacity` values and what one
/// event touches, at no cost per use beyond a look-up.
struct GenerationCache<Key: Hashable, Value> {
  private var young: [Key: Value] = [:]
  private var old: [Key: Value] = [:]
  private let capacity: Int

  /// Makes a cache whose generations hold about `capacity` values each.
  init(capacity: Int) {
    precondition(capacity > 0, "a cache holds something")
    self.capacity = capacity
  }

  /// Lets the generations pass where the young one is full.
  ///
  /// Call it between events: what one event touches must stay until it is through.
  mutating func makeRoom() {
    guard young.count >= capacity else { return }
    old = young
    young = [:]
  }

  /// True when the value of `key` is held, from now on in the young generation.
  mutating func touch(_ key: Key) -> Bool {
    // Asking for the place copies no value.
    if young.index(forKey: key) != nil { return true }
    guard let value = old.removeValue(forKey: key) else { return false }
    young[key] = value
    return true
  }

  /// The value of `key`, which was touched or stored since room was made; nil where it was not.
  subscript(touched key: Key) -> Value? { young[key] }

  /// Holds `value` for `key`.
  mutating func store(_ value: Value, for key: Key) { young[key] = value }

  /// Changes a touched value where it lies.
  mutating func update(_ key: Key, _ change: (inout Value) -> Void) {
    guard let place = young.index(forKey: key) else {
      preconditionFailure("only what was touched is updated")
    }
    change(&young.values[place])
  }

  /// Forgets everything.
  mutating func removeAll() {
    young = [:]
    old = [:]
  }
}
