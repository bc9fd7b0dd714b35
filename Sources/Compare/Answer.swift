/// An answer to a question that cannot always be decided.
enum Answer {
  case yes
  case no
  case unknown

  init(_ isTrue: Bool) { self = isTrue ? .yes : .no }

  static func && (left: Answer, right: Answer) -> Answer {
    if left == .no || right == .no { return .no }
    return left == .yes && right == .yes ? .yes : .unknown
  }

  static func || (left: Answer, right: Answer) -> Answer {
    if left == .yes || right == .yes { return .yes }
    return left == .no && right == .no ? .no : .unknown
  }
}

extension Sequence {
  /// Whether it is so for all elements.
  func all(_ question: (Element) -> Answer) -> Answer {
    var answer = Answer.yes
    for element in self {
      answer = answer && question(element)
      if answer == .no { break }
    }
    return answer
  }

  /// Whether it is so for at least one element.
  func any(_ question: (Element) -> Answer) -> Answer {
    var answer = Answer.no
    for element in self {
      answer = answer || question(element)
      if answer == .yes { break }
    }
    return answer
  }
}
