extension Rule {
  static let imports = Rule(
    "a module imports only what stands in the table of imports",
    samples: [
      Sample([
        "Sources/Compare/A.swift": """
        import Foundation ←
        package import Git ←
        import Model
        @preconcurrency import struct Glibc.tm ←
        """,
        "Sources/Invented/B.swift": "import Model ←",
      ]),
      Sample([
        "Sources/Git/A.swift": "internal import CLibgit2\nprivate import Glibc\n// import Sync",
        "Tests/GitTests/A.swift": "import Foundation",
      ]),
    ]
  ) { tree in
    tree.sources.flatMap { file in
      file.imports.filter { !ImportTable.allows($0.text, in: file.module) }
        .map { file.problem(at: $0.line, "`\(file.module)` must not import `\($0.text)`") }
    }
  }
}

/// Which module may import what.
///
/// The directions of the package stand here once more, so that a dependency added in
/// Package.swift is a decision made twice.
private enum ImportTable {
  static func allows(_ name: String, in module: String) -> Bool {
    allowed[module]?.contains(name) ?? false
  }

  /// The command line wires all modules together.
  private static let everything: Set = [
    "ArgumentParser", "AWS", "Compare", "Configuration", "Files", "FoundationEssentials", "Git",
    "GitHub", "Glibc", "History", "HTTP", "Inputs", "Logging", "Model", "News", "Observe",
    "PolicyLanguage", "Publish", "Questions", "Record", "Reports", "ServiceData", "Signing", "Sync",
    "Synchronization", "Validate",
  ]

  /// A folder is read with Foundation's own calls, and fetches count with an atomic number.
  private static let observing: Set = [
    "AWS", "Files", "FoundationEssentials", "Git", "History", "HTTP", "Model", "PolicyLanguage",
    "Synchronization",
  ]

  /// Packages are read from folders and wheels, and AWS is asked.
  private static let serviceData: Set = [
    "Compression", "CServiceReference", "Files", "FoundationEssentials", "HTTP", "PolicyLanguage",
  ]

  /// Channels speak to many services; receipts stand in git.
  private static let publishing: Set = [
    "AWS", "Git", "GitHub", "HTTP", "Logging", "Model", "News", "PolicyLanguage", "Signing",
  ]

  /// libgit2, and what is faster without it.
  private static let git: Set = [
    "CLibgit2", "Compression", "Dispatch", "Glibc", "HTTP", "Model", "Programs", "Signing",
  ]

  private static let allowed: [String: Set<String>] = [
    // Sorted.
    "AWS": ["CExpat", "Glibc", "HTTP", "Model", "PolicyLanguage", "Programs", "Signing"],
    "Compare": ["Model", "PolicyLanguage"],
    "Compression": ["CZlib"],
    "Configuration": ["Model", "News", "PolicyLanguage"],
    "Files": ["FoundationEssentials"],
    "Git": git,
    "GitHub": ["HTTP", "Model", "PolicyLanguage", "Signing"],
    "History": ["Git", "Model", "PolicyLanguage"],
    "HTTP": ["CLibcurl", "Glibc", "Model"],
    "Inputs": ["Model", "PolicyLanguage"],
    "mamip-bot": everything,
    "Model": ["PolicyLanguage"],
    "News": ["Model", "PolicyLanguage"],
    "Observe": observing,
    "PolicyLanguage": ["Synchronization"],
    "Programs": ["Glibc"],
    "Publish": publishing,
    "Questions": ["Compare", "Git", "History", "Model", "PolicyLanguage"],
    "Record": ["Git", "History", "Model", "PolicyLanguage"],
    "Reports": ["Inputs", "Model", "PolicyLanguage"],
    "ServiceData": serviceData,
    "Signing": ["COpenSSL", "Glibc", "Model"],
    "Sync": ["Compare", "Git", "History", "Logging", "Model", "Observe", "Publish", "Record"],
    "Validate": ["Model", "PolicyLanguage", "Synchronization"],
  ]
}

extension File {
  /// The names of the imported modules.
  fileprivate var imports: [Token] {
    tokens.indices.filter { tokens[$0].text == "import" }.compactMap { index in
      let kinds: Set = ["class", "enum", "func", "let", "protocol", "struct", "typealias", "var"]
      return tokens[(index + 1)...].first { !kinds.contains($0.text) }
    }
  }
}
