import Synchronization

/// A service, read from its text when something in it is first asked for.
///
/// One object is shared by all who ask. Two threads that ask at the same first time may both read;
/// one result is kept.
package final class Service: Sendable {
  /// What stands before the colon of its actions, in lower case.
  package let prefix: String
  /// Its name in AWS's documentation, such as `Amazon S3`.
  package let name: String
  /// The last day it was seen, if AWS no longer documents it.
  package let lastSeen: String?
  private let block: ServiceBlock
  private let contents = AtomicLazyReference<Contents>()

  private final class Contents: Sendable {
    let record: ServiceRecord
    /// The actions' names in lower case, in the same order.
    let foldedNames: [[UInt8]]

    init(_ record: ServiceRecord) {
      self.record = record
      foldedNames = record.actions.map { $0.name.utf8.map(\.lowercased) }
    }
  }

  init(prefix: String, name: String, lastSeen: String?, block: ServiceBlock) {
    self.prefix = prefix
    self.name = name
    self.lastSeen = lastSeen
    self.block = block
  }

  private var loaded: Contents {
    if let contents = contents.load() { return contents }
    return contents.storeIfNil(Contents(block.record(of: self)))
  }

  /// Everything about it as a value.
  package var record: ServiceRecord { loaded.record }

  /// Its actions, sorted by their names in lower case.
  package var actions: [Action] { loaded.record.actions }

  /// Its resource types.
  package var resourceTypes: [ResourceType] { loaded.record.resourceTypes }

  /// The condition keys that its documentation lists, global ones included.
  package var conditionKeys: [ConditionKey] { loaded.record.conditionKeys }

  func check() throws(ServiceReferenceError) { try block.check(self) }
}

extension Service {
  /// An action by its name, in any case.
  package func action(named name: String) -> Action? {
    let loaded = loaded
    let folded = name.utf8.map(\.lowercased)
    let index = loaded.foldedNames.firstIndex(notBelow: folded)
    guard index < loaded.foldedNames.count, loaded.foldedNames[index] == folded else { return nil }
    return loaded.record.actions[index]
  }

  /// The actions whose names begin with a text, in any case: where a pattern's matches are, before
  /// its first wildcard has been looked at.
  package func actions(beginningWith start: String) -> ArraySlice<Action> {
    let loaded = loaded
    let folded = start.utf8.map(\.lowercased)
    let first = loaded.foldedNames.firstIndex(notBelow: folded)
    let rest = loaded.foldedNames[first...]
    // No name has the byte 255, so everything that begins with `folded` is below this.
    let end = rest.firstIndex(notBelow: folded + [0xFF])
    return loaded.record.actions[first..<end]
  }
}

extension RandomAccessCollection where Element == [UInt8], Index == Int {
  /// The first place in a sorted list that is not below `bytes`.
  fileprivate func firstIndex(notBelow bytes: [UInt8]) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = low + (high - low) / 2
      if self[middle].lexicographicallyPrecedes(bytes) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}

extension UInt8 {
  /// The same letter in lower case, in ASCII.
  var lowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
