import Model
import PolicyLanguage

extension Live {
  /// Prints the date and the counts of service data.
  func show(_ reference: ServiceReference, asJSON: Bool) {
    let counts = ServiceReferenceCounts(reference)
    if asJSON {
      console.output(JSONWriter.canonical(counts.json) + [UInt8(ascii: "\n")])
    } else {
      for line in counts.lines { console.output(line) }
    }
  }
}

/// How much there is in a service reference.
private struct ServiceReferenceCounts {
  private let date: String
  /// What AWS has on the date, then what is gone.
  private var now = Counts()
  private var gone = Counts()

  struct Counts {
    var services = 0
    var actions = 0
    var resourceTypes = 0
    var conditionKeys = 0
  }

  init(_ reference: ServiceReference) {
    date = reference.date
    for service in reference.allServices {
      add(service.lastSeen, \.services)
      for action in service.actions { add(action.lastSeen, \.actions) }
      for type in service.resourceTypes { add(type.lastSeen, \.resourceTypes) }
      for key in service.conditionKeys { add(key.lastSeen, \.conditionKeys) }
    }
  }

  private mutating func add(_ lastSeen: String?, _ count: WritableKeyPath<Counts, Int>) {
    if lastSeen == nil { now[keyPath: count] += 1 } else { gone[keyPath: count] += 1 }
  }

  var json: JSON {
    .object(
      [JSON.Member("date", .string(date))] + now.members
        + [JSON.Member("gone", .object(gone.members))])
  }

  var lines: [String] {
    ["service data of \(SafeText.line(date))", "\(now.text)", "gone, but known: \(gone.text)"]
  }
}

extension ServiceReferenceCounts.Counts {
  fileprivate var members: [JSON.Member] {
    [
      JSON.Member("services", .number("\(services)")),
      JSON.Member("actions", .number("\(actions)")),
      JSON.Member("resourceTypes", .number("\(resourceTypes)")),
      JSON.Member("conditionKeys", .number("\(conditionKeys)")),
    ]
  }

  fileprivate var text: String {
    "\(services) services, \(actions) actions, \(resourceTypes) resource types, "
      + "\(conditionKeys) condition keys"
  }
}
