// swift-tools-version: 6.2

import PackageDescription

/// One set of strict settings, the same on every target of our own.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, exclude: [], swiftSettings: strict)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

func library(_ name: String, _ pkgConfig: String, apt: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

/// What makes a release start faster.
///
/// No symbol of the program is for others to find, and its own addresses are adjusted from a table
/// of a twentieth of the size, which takes glibc 2.36.
let fastStart = LinkerSetting.unsafeFlags(
  ["-use-ld=lld", "-Xlinker", "--no-export-dynamic", "-Xlinker", "-z"]
    + ["-Xlinker", "pack-relative-relocs"],
  .when(platforms: [.linux], configuration: .release))

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

let package = Package(
  name: "mamip-bot",
  products: [.executable(name: "mamip-bot", targets: ["mamip-bot"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
  ],
  targets: [
    // C libraries: module maps and shims, nothing else.
    library("CLibgit2", "libgit2", apt: "libgit2-dev"),
    library("CLibcurl", "libcurl", apt: "libcurl4-openssl-dev"),
    library("COpenSSL", "libcrypto", apt: "libssl-dev"),
    library("CExpat", "expat", apt: "libexpat1-dev"),
    library("CZlib", "zlib", apt: "zlib1g-dev"),

    // Pure: no clock, no randomness, no environment, no files, no C.
    module("PolicyLanguage"),
    module("Model", ["PolicyLanguage"]),
    module("Configuration", ["Model", "News", "PolicyLanguage"]),
    module("Inputs", ["Model", "PolicyLanguage"]),
    module("News", ["Model", "PolicyLanguage"]),
    module("Reports", ["Inputs", "Model", "PolicyLanguage"]),

    // Adapters: each the only importer of its C library.
    module("Files"),
    module("Programs"),
    module("Compression", ["CZlib"]),
    module("Signing", ["COpenSSL", "Model"]),
    module("HTTP", ["CLibcurl", "Model"]),
    module("Git", ["CLibgit2", "Compression", "HTTP", "Model", "Programs", "Signing"]),
    module("AWS", ["CExpat", "HTTP", "Model", "PolicyLanguage", "Programs", "Signing"]),
    module("GitHub", ["HTTP", "Model", "PolicyLanguage", "Signing"]),

    // What AWS's services have: bundled, built, refreshed.
    .target(name: "CServiceReference", exclude: ["service-reference.txt"]),
    module("ServiceData", ["Compression", "CServiceReference", "Files", "HTTP", "PolicyLanguage"]),

    // What an archive says, ours or another's.
    module("History", ["Git", "Model", "PolicyLanguage"]),

    // Questions to the history, and what its changes mean.
    module("Questions", ["Compare", "Git", "History", "Model", "PolicyLanguage"]),

    // The stages. They never import each other.
    module("Observe", ["AWS", "Files", "Git", "HTTP", "History", "Model", "PolicyLanguage"]),
    module("Compare", ["Model", "PolicyLanguage"]),
    module("Validate", ["Model", "PolicyLanguage"]),
    module("Record", ["Git", "History", "Model", "PolicyLanguage"]),
    module(
      "Publish",
      ["AWS", "Git", "GitHub", "HTTP", "Model", "News", "PolicyLanguage", "Signing", logging]),

    // One run.
    module(
      "Sync", ["Compare", "Git", "History", "Model", "Observe", "Publish", "Record", logging]),

    // The command line.
    .executableTarget(
      name: "mamip-bot",
      dependencies: [
        "AWS", "Compare", "Configuration", "Files", "Git", "GitHub", "HTTP", "History", "Inputs",
        "Model", "News", "Observe", "PolicyLanguage", "Publish", "Questions", "Record", "Reports",
        "ServiceData", "Signing", "Sync", "Validate", argumentParser, logging,
      ],
      swiftSettings: strict, linkerSettings: [fastStart]),

    // Tests: the same file names as the module; Support is what they share.
    .target(
      name: "Support", dependencies: ["Git", "Model", "PolicyLanguage"], path: "Tests/Support",
      exclude: ["Servers", "requirements.txt"], swiftSettings: strict),
    tests("PolicyLanguageTests", ["PolicyLanguage", "Support"]),
    tests("ModelTests", ["Model", "Support"]),
    tests("ConfigurationTests", ["Configuration", "Model", "News", "PolicyLanguage", "Support"]),
    tests("InputsTests", ["Inputs", "Model", "PolicyLanguage", "Support"]),
    tests("ReportsTests", ["Inputs", "Model", "PolicyLanguage", "Reports", "Support"]),
    tests("FilesTests", ["Files", "Support"]),
    tests("CompressionTests", ["Compression", "Support"]),
    tests("SigningTests", ["Model", "Signing", "Support"]),
    tests("HTTPTests", ["HTTP", "Model", "Support"]),
    tests("GitTests", ["Git", "HTTP", "Model", "Programs", "Support"]),
    tests("AWSTests", ["AWS", "HTTP", "Model", "PolicyLanguage", "Programs", "Support"]),
    tests("GitHubTests", ["GitHub", "HTTP", "Model", "PolicyLanguage", "Support"]),
    tests("CompareTests", ["Compare", "Model", "PolicyLanguage", "Support"]),
    tests(
      "ValidateTests", ["Model", "PolicyLanguage", "Support", "Validate"], exclude: ["Corpus"]),
    tests("NewsTests", ["Model", "News", "PolicyLanguage", "Support"]),
    tests(
      "PublishTests",
      ["AWS", "Git", "GitHub", "HTTP", "Model", "News", "PolicyLanguage", "Publish", "Support"]),
    tests("HistoryTests", ["Git", "History", "Model", "Support"]),
    tests("ServiceDataTests", ["HTTP", "PolicyLanguage", "ServiceData", "Support"]),
    tests(
      "QuestionsTests",
      ["Compare", "Git", "History", "Model", "PolicyLanguage", "Questions", "Support"]),
    tests("RecordTests", ["Git", "History", "Model", "Record", "Support"]),
    tests(
      "EndToEndTests", ["Git", "HTTP", "Model", "PolicyLanguage", "Support", "mamip-bot", logging],
      exclude: ["Golden"]),
    tests(
      "SimulationTests", ["Git", "Model", "PolicyLanguage", "Support", "mamip-bot"],
      exclude: ["Golden"]),
    tests("TidyTests", ["Support"]),
  ]
)
