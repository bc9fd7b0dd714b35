import Model
import PolicyLanguage

/// Finds the paths to nodes of a document in one walk over it.
///
/// A node does not know its parents. Findings are few, and each walk passes over what holds none,
/// so that a path costs only when something is reported, and many cost no more than one.
struct Locator {
  private var wanted: [Range<Int>]
  private var paths: [Range<Int>: [PathElement]] = [:]

  init(_ document: JSONDocument, nodes: [JSONNode]) {
    wanted = nodes.map(\.span).sorted {
      ($0.lowerBound, $1.upperBound) > ($1.lowerBound, $0.upperBound)
    }
    visit(document.root, path: [])
  }

  /// The location of one of the nodes.
  func location(of node: JSONNode) -> Location {
    Location(path: paths[node.span] ?? [], span: Span(node.span))
  }

  /// Visits nodes in the order of their text; what is wanted next is last in the list.
  private mutating func visit(_ node: JSONNode, path: [PathElement]) {
    guard take(node, path: path) else { return }
    for (index, element) in node.elements.enumerated() {
      guard isNextWanted(before: node.span.upperBound) else { return }
      guard isNextWanted(before: element.span.upperBound) else { continue }
      visit(element, path: path + [.index(index)])
    }
    for member in node.members {
      guard isNextWanted(before: node.span.upperBound) else { return }
      _ = take(member.key, path: path + [.key(member.name)])
      guard isNextWanted(before: member.value.span.upperBound) else { continue }
      visit(member.value, path: path + [.value(member.name)])
    }
  }

  /// Notes a node that is wanted; says whether there is more to find inside it.
  private mutating func take(_ node: JSONNode, path: @autoclosure () -> [PathElement]) -> Bool {
    let end = node.span.upperBound
    guard isNextWanted(before: end) else { return false }
    while let next = wanted.last, next == node.span {
      paths[next] = path()
      wanted.removeLast()
    }
    return isNextWanted(before: end)
  }

  private func isNextWanted(before end: Int) -> Bool {
    wanted.last.map { $0.lowerBound < end } ?? false
  }
}
