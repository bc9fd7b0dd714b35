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
  private let prefixBytes: [UInt8]
  private let block: ServiceBlock
  // Each is read from the text when it is first asked for, and kept.
  private let names = Mutex<ActionNames?>(nil)
  private let parsedFront = Mutex<ServiceBlockParser?>(nil)
  private let whole = Mutex<ServiceRecord?>(nil)

  init(prefix: String, name: String, lastSeen: String?, block: ServiceBlock) {
    self.prefix = prefix
    prefixBytes = Array(prefix.utf8)
    self.name = name
    self.lastSeen = lastSeen
    self.block = block
  }

  /// Everything about it as a value.
  package var record: ServiceRecord { whole.value(orMake: { block.record(of: self) }) }

  /// What stands before the actions, which are most of it.
  private var front: ServiceBlockParser { parsedFront.value(orMake: { block.front(of: self) }) }

  /// Its actions, sorted by their names in lower case.
  package var actions: [Action] { record.actions }

  /// Its resource types.
  package var resourceTypes: [ResourceType] { front.record.resourceTypes }

  /// The condition keys that its documentation lists, global ones included.
  package var conditionKeys: [ConditionKey] { front.record.conditionKeys }

  /// The names are found without reading anything else about the actions.
  private var actionNames: ActionNames {
    names.value(orMake: { ActionNames(block.actionLines(of: self)) })
  }

  func check() throws(ServiceReferenceError) {
    let record = try block.checkedRecord(of: self)
    whole.withLock { $0 = record }
  }
}

extension Service {
  /// Whether an action of a policy is or covers one that is not gone before a day.
  package func has(_ action: PolicyAction, on day: String) -> Bool {
    action.isOf(prefixBytes) && actionNames.contains(action.name, on: day)
  }

  /// The actions that an action of a policy is or covers, without those that are gone before a day.
  package func actions(_ action: PolicyAction, on day: String) -> [Action] {
    guard action.isOf(prefixBytes) else { return [] }
    let lines = actionNames.lines(of: action.name, on: day)
    return lines.isEmpty ? [] : block.actions(at: lines, behind: front)
  }

  /// Whether it has an action on a day.
  package func hasActions(on day: String) -> Bool { !actionNames.isEmpty(on: day) }

  /// An action by its name, in any case.
  package func action(named name: String) -> Action? {
    let actions = actions
    let index = actions.partitionPoint { !$0.name.foldedPrecedes(name) }
    guard index < actions.count, !name.foldedPrecedes(actions[index].name) else { return nil }
    return actions[index]
  }
}

extension Mutex {
  /// What it keeps, made at the first call.
  fileprivate func value<Kept: Sendable>(orMake make: () -> Kept) -> Kept where Value == Kept? {
    withLock { kept in
      if let kept { return kept }
      let made = make()
      kept = made
      return made
    }
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

extension [UInt8] {
  /// Puts the letters of ASCII in lower case; says whether all is ASCII.
  mutating func lowercaseASCII() -> Bool {
    var all: UInt8 = 0
    var span = mutableSpan
    for offset in span.indices {
      let byte = span[offset]
      all |= byte
      span[offset] = byte &- 0x41 < 26 ? byte | 0x20 : byte
    }
    return all < 0x80
  }
}
