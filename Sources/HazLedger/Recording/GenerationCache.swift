internal import LedgerFormat

/// What a cache holds: it has a name, and is in one place for all who ask for it.
protocol NamedObject: AnyObject {
  var name: Identifier { get }
}

/// A table of objects that forgets what was not asked for lately, so that its memory stays bounded.
///
/// Two generations: what is asked for lives in the young one; when that is full it becomes the old one
/// and what the old one held is forgotten. So it holds at most twice `capacity` objects, at no cost per
/// use beyond a look-up.
struct GenerationCache<Object: NamedObject> {
  private var young = NamedTable<Object>()
  private var old = NamedTable<Object>()
  private let capacity: Int
  /// Changes whenever objects may have been forgotten: what was asked for since is held.
  private(set) var generation = 1

  /// Makes a cache whose generations hold `capacity` objects each.
  init(capacity: Int) {
    precondition(capacity > 0, "a cache holds something")
    self.capacity = capacity
  }

  /// The object of this name, from now on in the young generation; nil where it is not held.
  mutating func value(of name: Identifier) -> Object? {
    let hash = name.mixed
    if let object = young.object(name, hash) { return object }
    guard let object = old.object(name, hash) else { return nil }
    store(object)
    return object
  }

  /// Holds an object under its name, in the place of one that had it.
  mutating func store(_ object: Object) {
    if young.count >= capacity {
      old = young
      young = NamedTable()
      generation += 1
    }
    young.set(object, object.name.mixed)
  }

  /// Forgets one object.
  mutating func remove(_ name: Identifier) {
    let hash = name.mixed
    young.remove(name, hash)
    old.remove(name, hash)
  }

  /// Forgets everything.
  mutating func removeAll() {
    young = NamedTable()
    old = NamedTable()
    generation += 1
  }
}
