/// The messages of `git-upload-pack`, protocol version 2, as functions over bytes.
enum UploadPack {
  /// Reads the body of `info/refs?service=git-upload-pack`: what the server can do.
  ///
  /// Throws where it speaks an older protocol, or cannot do what we need.
  static func capabilities(_ body: [UInt8]) throws(ProtocolError) -> Capabilities {
    var lines: [String] = []
    for case .data(let line) in try PacketReader.packets(in: body) {
      lines.append(line.lineText)
    }
    if let first = lines.first { try ProtocolError.check(first) }
    // Some servers announce the service first, as the older protocol does.
    if lines.first == "# service=git-upload-pack" { lines.removeFirst() }
    guard lines.first == "version 2" else {
      let word = lines.first?.split(separator: " ").first
      let isGit = word.flatMap { ObjectID(hex: String($0)) } != nil
      throw ProtocolError(
        isGit ? "the server does not speak git's protocol version 2" : "the answer is not git's")
    }
    let capabilities = Capabilities(lines.dropFirst().map { $0[...] })
    try capabilities.requireSHA1()
    guard capabilities.contains("ls-refs"), capabilities.contains("fetch") else {
      throw ProtocolError("the server offers neither to list references nor to fetch")
    }
    return capabilities
  }

  /// Asks for the references whose full names begin with one of the prefixes.
  static func listReferences(under prefixes: [String], agent: String) -> [UInt8] {
    var writer = command("ls-refs", agent: agent)
    writer.line("peel\n")
    writer.line("symrefs\n")
    for prefix in prefixes {
      writer.line("ref-prefix \(prefix)\n")
    }
    writer.flush()
    return writer.bytes
  }

  /// Reads the answer to `listReferences`, sorted as the server sorts it.
  static func references(_ body: [UInt8]) throws(ProtocolError) -> [RemoteReference] {
    var packets = try PacketReader.packets(in: body)
    guard packets.popLast() == .flush else {
      throw ProtocolError("the list of references ends early")
    }
    guard packets.count <= Advertisement.referencesMax else {
      throw ProtocolError("too many references")
    }
    var references: [RemoteReference] = []
    for packet in packets {
      guard case .data(let line) = packet else {
        throw ProtocolError("a break inside the list of references")
      }
      if let reference = try reference(line.lineText) { references.append(reference) }
    }
    return references
  }

  private static func reference(_ line: String) throws(ProtocolError) -> RemoteReference? {
    try ProtocolError.check(line)
    let fields = line.split(separator: " ")
    if fields.first == "unborn" { return nil }
    guard fields.count >= 2, let id = ObjectID(hex: String(fields[0])) else {
      throw ProtocolError("`\(SafeText.oneLine(line))` is no reference")
    }
    func attribute(_ name: String) -> String? {
      fields.dropFirst(2).first { $0.hasPrefix(name) }.map { String($0.dropFirst(name.count)) }
    }
    return RemoteReference(
      name: String(fields[1]), id: id, peeled: attribute("peeled:").flatMap(ObjectID.init(hex:)),
      target: attribute("symref-target:"))
  }

  /// Asks for a pack of these objects and all they need, without what we have.
  ///
  /// The list of haves is final, so one request does. A thin pack is not asked for: a pack that is
  /// complete in itself can be checked before anything of it is visible.
  static func fetch(_ request: FetchRequest, agent: String) -> [UInt8] {
    var writer = command("fetch", agent: agent)
    writer.line("ofs-delta\n")
    writer.line("no-progress\n")
    for id in request.wants { writer.line("want \(id)\n") }
    for id in request.shallow { writer.line("shallow \(id)\n") }
    for id in request.haves { writer.line("have \(id)\n") }
    writer.line("done\n")
    writer.flush()
    return writer.bytes
  }

  private static func command(_ name: String, agent: String) -> PacketWriter {
    var writer = PacketWriter()
    writer.line("command=\(name)\n")
    writer.line("agent=\(agent)\n")
    writer.line("object-format=sha1\n")
    writer.delimiter()
    return writer
  }
}

/// What a fetch asks for, and what it need not be sent.
struct FetchRequest: Equatable, Sendable {
  var wants: [ObjectID]
  /// Commits that we have with all they need, except what lies below `shallow`.
  var haves: [ObjectID]
  /// The commits whose parents our shallow clone does not have.
  var shallow: [ObjectID]
}
