import HTTP
import PolicyLanguage

extension HTTPResponse {
  /// The JSON object in the body; nil where it is none, as a page for people.
  var object: JSONNode? {
    let parsed = Result { () throws(JSONSyntaxError) in try JSONDocument(parsing: body) }
    guard case .success(let document) = parsed, document.root.kind == .object else { return nil }
    return document.root
  }
}
