import Synchronization

/// A service, read from its text when something in it is first asked for.
///
/// One object is shared by all who ask.
package final class Service: Sendable {
  /// What stands before the colon of its actions, in lower case.
  package let prefix: String
  /// Its name in AWS's documentation, such as `Amazon S3`.
  package let name: String
  /// The last day it was seen, if AWS no longer documents it.
  package let lastSeen: String?
  private let block: ServiceBlock
  private let contents = Mutex<ServiceRecord?>(nil)
  private let names = Mutex<ActionNames?>(nil)

  init(prefix: String, name: String, lastSeen: String?, block: ServiceBlock) {
    self.prefix = prefix
    self.name = name
    self.lastSeen = lastSeen
    self.block = block
  }

  /// Everything about it as a value.
  package var record: ServiceRecord {
    contents.withLock { contents in
      if let contents { return contents }
      let record = block.record(of: self)
      contents = record
      return record
    }
  }

  /// Its actions, sorted by their names in lower case.
  package var actions: [Action] { record.actions }

  /// Its resource types.
  package var resourceTypes: [ResourceType] { record.resourceTypes }

  /// The condition keys that its documentation lists, global ones included.
  package var conditionKeys: [ConditionKey] { record.conditionKeys }

  /// The names are found without reading anything else about the actions.
  private func withNames<Answer>(_ question: (ActionNames) -> Answer) -> Answer {
    names.withLock { names in
      let known = names ?? ActionNames(prefix: prefix, names: block.actionNames(of: self))
      names = known
      return question(known)
    }
  }

  func check() throws(ServiceReferenceError) {
    let record = try block.checkedRecord(of: self)
    contents.withLock { $0 = record }
  }
}

extension Service {
  /// Whether an action of a policy is or covers one that is not gone before a day.
  package func hasAction(_ pattern: Glob, on day: String) -> Bool {
    withNames { $0.contains(pattern, on: day) }
  }

  /// The actions that an action of a policy is or covers, without those that are gone before a day.
  package func actions(_ pattern: Glob, on day: String) -> [Action] {
    let found = withNames { $0.matches(of: pattern, on: day) }
    return found.compactMap { action(named: String($0.dropFirst(prefix.count + 1))) }
  }

  /// Whether it has an action on a day.
  package func hasActions(on day: String) -> Bool { withNames { !$0.isEmpty(on: day) } }

  /// An action by its name, in any case.
  package func action(named name: String) -> Action? {
    let actions = actions
    let index = actions.partitionPoint { !$0.name.foldedPrecedes(name) }
    guard index < actions.count, !name.foldedPrecedes(actions[index].name) else { return nil }
    return actions[index]
  }
}

extension RandomAccessCollection where Index == Int {
  /// The first place where something becomes true that stays true, found by halving.
  func partitionPoint(where isReached: (Element) -> Bool) -> Int {
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
}

extension UInt8 {
  /// The same letter in lower case, in ASCII.
  var lowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
