import Compare
import HTTP
import Model
import PolicyLanguage

extension Live {
  /// How many policies' changes are explained at once; the machine's cores share them.
  private static let coresMax = 8

  /// Says what changes mean.
  ///
  /// The changes of one policy are explained together, because each version repeats most of the one
  /// before.
  static func explaining(
    with reference: ServiceReference
  ) -> @Sendable ([Change]) async -> [Change] {
    { changes in
      let documents = changes.flatMap {
        [$0.previousDocument, $0.version?.document].compactMap(\.self)
      }
      let table = ActionTable(reference, for: documents)
      let lives = Array(Dictionary(grouping: changes.indices) { changes[$0].name }.values)
      let meanings = await concurrentMap(lives, width: coresMax) { life in
        var reader = GrantsReader(table)
        return life.map { changes[$0].meaning(by: &reader) }
      }
      var changes = changes
      for (index, meaning) in zip(lives.joined(), meanings.joined()) {
        changes[index].meaning = meaning
      }
      return changes
    }
  }
}
