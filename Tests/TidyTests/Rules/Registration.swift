extension Rule {
  /// Folders in which a file is a member of a family, and must be named in the family's list.
  private static let families: Set = [
    "Channels", "Checks", "Commands", "CredentialProviders", "InputForms", "PolicySources",
    "Reference", "ReportFormats", "Rules",
  ]

  static let registration = Rule(
    "each member of a family is named once in the family's list",
    samples: [
      Sample([
        "Sources/a/Commands/Init.swift": "", "Sources/a/Commands/Sync.swift": "",
        "Sources/a/List.swift": """
        let subcommands = [
          // Sorted, one line for each file in Commands/. ←
          Init.self,
          Unknown.self, ←
        ]
        """,
        "Sources/b/PolicySources/Folder.swift": " ←",
      ]),
      Sample([
        "Sources/a/Commands/Init.swift": "", "Sources/a/Commands/Sync+plan.swift": "",
        "Sources/a/Commands/Sync.swift": "",
        "Sources/a/List.swift": """
        // Sorted, one line for each file in Commands/.
        let subcommands = [
          InitCommand.self,
          .sync(wet: false),
        ]
        """,
      ]),
    ]
  ) { tree in
    let members = tree.swift.filter { families.contains($0.family) && !$0.baseName.contains("+") }
    let lists = tree.swift.flatMap { file in
      SortedList.all(in: file).filter { $0.folder != nil }.map { (file, $0) }
    }
    return Dictionary(grouping: members, by: \.folder).flatMap { folder, members in
      let own = lists.filter { "/\(folder)".hasSuffix("/\($0.1.folder ?? "")") }
      guard let (file, list) = own.first, own.count == 1 else {
        return [members[0].problem(at: 1, "`\(folder)` needs one list that names its files")]
      }
      return problems(of: list, in: file, naming: members)
    }
  }

  private static func problems(
    of list: SortedList, in file: File, naming members: [File]
  ) -> [Problem] {
    var missing = Set(members.map { $0.baseName.lowercased() })
    var problems: [Problem] = []
    for entry in list.entries {
      let words = entry.text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "_" }
      // The type of a command bears its kind, because `Sync` is a module.
      let names = words.flatMap { [String($0), $0.droppingSuffix("command")] }
      if names.first(where: { missing.remove($0) != nil }) == nil {
        problems.append(file.problem(at: entry.line, "names no file, or one twice"))
      }
    }
    let rest = missing.sorted().map { file.problem(at: list.line, "`\($0)` is not in the list") }
    return problems + rest
  }
}

extension File {
  /// The name of the folder that it is in.
  fileprivate var family: String {
    folder.split(separator: "/").last.map(String.init) ?? ""
  }
}

extension Substring {
  fileprivate func droppingSuffix(_ suffix: String) -> String {
    String(hasSuffix(suffix) ? dropLast(suffix.count) : self)
  }
}
