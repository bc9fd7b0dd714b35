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

    init(_ record: ServiceRecord) {
      self.record = record
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

  func check() throws(ServiceReferenceError) {
    _ = contents.storeIfNil(Contents(try block.checkedRecord(of: self)))
  }
}

extension Service {
  /// An action by its name, in any case.
  package func action(named name: String) -> Action? {
    let actions = actions
    let index = actions.partitionPoint { !$0.name.foldedPrecedes(name) }
    guard index < actions.count, !name.foldedPrecedes(actions[index].name) else { return nil }
    return actions[index]
  }

  /// The actions whose names begin with a text, in any case: where a pattern's matches are, before
  /// its first wildcard has been looked at.
  package func actions(beginningWith start: String) -> ArraySlice<Action> {
    let actions = actions
    let first = actions.partitionPoint { !$0.name.foldedPrecedes(start) }
    let rest = actions[first...]
    return rest[..<rest.partitionPoint { !$0.name.foldedBegins(with: start) }]
  }
}

extension RandomAccessCollection where Element == Action, Index == Int {
  /// The first place where something becomes true that stays true, found by halving.
  fileprivate func partitionPoint(where isReached: (Action) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = low + (high - low) / 2
      if isReached(self[middle]) {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return low
  }
}

extension String {
  /// Whether it comes before another in the order of actions, which is by bytes in lower case.
  fileprivate func foldedPrecedes(_ other: String) -> Bool {
    utf8.lexicographicallyPrecedes(other.utf8) { $0.lowercased < $1.lowercased }
  }

  fileprivate func foldedBegins(with start: String) -> Bool {
    utf8.starts(with: start.utf8) { $0.lowercased == $1.lowercased }
  }
}

extension UInt8 {
  /// The same letter in lower case, in ASCII.
  var lowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
