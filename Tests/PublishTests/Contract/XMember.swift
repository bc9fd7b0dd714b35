import Model
import Publish
import Support
import Testing

extension ContractMember {
  /// The keys of X's own documentation.
  static let xKeys = OAuthKeys(
    consumerKey: Secret("xvz1evFS4wEEPTGEFPHBog"),
    consumerSecret: Secret("kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw"),
    token: Secret("370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb"),
    tokenSecret: Secret("LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE"))

  static let x = ContractMember(
    name: "x",
    secrets: [
      "xvz1evFS4wEEPTGEFPHBog", "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw",
      "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb",
      "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE",
    ],
    make: { world in
      let account = XAccount(service: world.url, keys: xKeys, nonce: { "nonce" })
      return XChannel(
        world.context("x"), try #require(account), template: nil, hasLink: false)
    },
    answer: { request, posted in
      guard request.path == "/2/tweets" else { return Reply(404) }
      guard !posted.contains(request.text) else { return duplicate }
      posted.append(request.text)
      return Reply(
        201, headers: [("Content-Type", "application/json")],
        #"{"data":{"id":"1900000000000004096","text":"…"}}"#)
    },
    isWithinBounds: { $0.count <= 320 && $0.contains("Release 2026-11-20-18-00") })

  private static let duplicate = Reply(
    403, headers: [("Content-Type", "application/problem+json")],
    """
    {"detail":"You are not allowed to create a Tweet with duplicate content.",\
    "type":"about:blank","title":"Forbidden","status":403}
    """)
}
