import HTTP
package import Model
import Signing

/// The four keys of X: who asks, and for whom.
package struct OAuthKeys: Sendable {
  let consumerKey: Secret
  let consumerSecret: Secret
  let token: Secret
  let tokenSecret: Secret

  package init(consumerKey: Secret, consumerSecret: Secret, token: Secret, tokenSecret: Secret) {
    self.consumerKey = consumerKey
    self.consumerSecret = consumerSecret
    self.token = token
    self.tokenSecret = tokenSecret
  }

  var all: [Secret] { [consumerKey, consumerSecret, token, tokenSecret] }
}

/// A signature of OAuth 1.0a (RFC 5849) by HMAC-SHA1; a body of JSON is not signed.
struct OAuthSignature: Sendable {
  let keys: OAuthKeys
  let nonce: String
  let time: Timestamp

  /// The value of the header `Authorization` for a request with the fields of a form, if any.
  func authorization(
    _ method: HTTPRequest.Method, _ url: RequestURL, form: [(String, String)] = []
  ) -> Secret {
    let signed = parameters + url.query.map { ($0.name, $0.value) } + form
    let fields = parameters + [("oauth_signature", signature(of: signed, method, url))]
    let text = fields.sorted { $0.0 < $1.0 }.map { name, value in
      "\(name)=\"\(PercentEncoding.encode(value))\""
    }
    return Secret("OAuth \(text.joined(separator: ", "))")
  }

  private var parameters: [(String, String)] {
    [
      ("oauth_consumer_key", keys.consumerKey.reveal()), ("oauth_nonce", nonce),
      ("oauth_signature_method", "HMAC-SHA1"), ("oauth_timestamp", String(time.seconds)),
      ("oauth_token", keys.token.reveal()), ("oauth_version", "1.0"),
    ]
  }

  private func signature(
    of parameters: [(String, String)], _ method: HTTPRequest.Method, _ url: RequestURL
  ) -> String {
    let pairs = parameters.map { (PercentEncoding.encode($0.0), PercentEncoding.encode($0.1)) }
    let text = pairs.sorted { $0 < $1 }.map { "\($0.0)=\($0.1)" }.joined(separator: "&")
    let base = [method.rawValue, url.setting(query: []).text, text].map {
      PercentEncoding.encode($0)
    }
    let key = [keys.consumerSecret, keys.tokenSecret].map { PercentEncoding.encode($0.reveal()) }
    let code = HashFunction.sha1.authenticationCode(
      Array(base.joined(separator: "&").utf8), key: Array(key.joined(separator: "&").utf8))
    return Encodings.base64(code)
  }
}
