internal import Custody

extension JSONWriter {
  /// Writes a chemical as an object of what was declared; a name in one language is a text, in two an
  /// object of both.
  mutating func value(_ chemical: Chemical) {
    object { writer in
      switch chemical.name {
      case .plain(let name): writer.field("name", name)
      case .bilingual(let zh, let en):
        writer.key("name")
        writer.object { writer in
          writer.field("zh", zh)
          writer.field("en", en)
        }
      case nil: break
      }
      writer.field("cas", chemical.cas)
      writer.field("un", chemical.un)
      writer.field("class", chemical.hazardClass)
      writer.field("packingGroup", chemical.packingGroup)
      writer.field("concentration", chemical.concentration)
      writer.field("state", chemical.state)
      writer.field("form", chemical.form)
    }
  }
}
