import Foundation
import Support
import Testing

@testable import AWS

/// Botocore, which AWS's command line is made of, as the judge of how config files are read.
struct `Shared file against botocore` {
  static let texts = [
    "[default]\nregion=us-east-1\n\n[profile a]\nREGION : eu-west-1 \n",
    "[profile a]\ns3 =\n  x = 1\n   y=2\n# c\n\n  z = = 3\nregion = r\n",
    "  # c\n[profile  'a b' ]\nk = v ; not a comment # either\n;k = w\n",
    "[profile a]\nk =\nk2 = a = b : c\nk3: d\n",
    "[profile a]\nk = first\n   second\n\n   third\n[profile b]\nk = x\n",
    "[profile \"q\"] trailing\nkey = \"quoted\"\n\tk2 = continued\n",
    "[preview]\ncloudfront = true\n[profile a]\nk=v\n[services s]\niam =\n  endpoint_url = u\n",
    "[profile a]\nk = é ü\nk\u{E9} = v\n",
    "[default]\n[profile default]\nregion = r\n",
    "[profile a]\n  k = v\n  k2 = w\n",
  ]

  @Test(arguments: texts)
  func `a file says the same to both`(text: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("config", text)
    let theirs = try botocore(path)
    let ours = try SharedFile(Array(text.utf8), path: path)
    for (name, settings) in theirs {
      let section = ours.sections["profile \(name)"] ?? ours.sections[name]
      #expect(section?.mapValues(plain) == settings, "\(name)")
    }
    let profiles = ours.sections.keys.filter { $0 == "default" || $0.hasPrefix("profile ") }
    #expect(Set(profiles.map { $0.replacing("profile ", with: "") }) == Set(theirs.keys))
  }

  @Test(arguments: ["k = v\n", "[a]\nnothing\n", "[profile a]\nk =\n  nothing\n", "[a\nk = v\n"])
  func `a file is refused by both`(text: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("config", text)
    #expect(throws: AWSError.self) { try SharedFile(Array(text.utf8), path: path) }
    #expect(throws: (any Error).self) { try botocore(path) }
  }

  /// Nested settings as `{name: value}`, sorted, others as they are.
  private func plain(_ setting: SharedFile.Setting) -> String {
    switch setting {
    case .text(let text): text
    case .nested(let nested): nested.sorted { $0.key < $1.key }.description
    }
  }

  private func botocore(_ path: String) throws -> [String: [String: String]] {
    let script = """
      import json, sys
      from botocore.configloader import load_config
      json.dump(load_config(sys.argv[1])["profiles"], sys.stdout)
      """
    let result = try ExternalProgram.python.run("-c", script, path)
    let json =
      try JSONSerialization.jsonObject(with: Data(result.bytes)) as? [String: [String: Any]]
    return try #require(json).mapValues { settings in
      settings.mapValues { value in
        let nested = value as? [String: String]
        return nested?.sorted { $0.key < $1.key }.description ?? "\(value)"
      }
    }
  }
}
