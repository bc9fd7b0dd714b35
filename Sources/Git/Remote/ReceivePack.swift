/// The messages of `git-receive-pack`, as functions over bytes.
enum ReceivePack {
  /// The largest answer to a push that we take, in bytes.
  static let reportBytesMax = 32 << 20

  /// The commands of a push, to be followed by the pack.
  static func commands(_ updates: [RefUpdate], capabilities: [String]) -> [UInt8] {
    var writer = PacketWriter()
    for (index, update) in updates.enumerated() {
      let command = "\(update.old ?? .zero) \(update.new) \(update.name)"
      writer.line(index == 0 ? "\(command)\0 \(capabilities.joined(separator: " "))" : command)
    }
    writer.flush()
    return writer.bytes
  }

  /// What we ask of a server, out of what it offers.
  static func capabilities(
    of offered: Capabilities, atomic: Bool, agent: String
  ) throws(ProtocolError) -> [String] {
    guard offered.contains("report-status") else {
      throw ProtocolError("the server does not report what became of a push")
    }
    var chosen = ["report-status"]
    if atomic { chosen.append("atomic") }
    chosen += ["side-band-64k", "quiet"].filter(offered.contains)
    if offered.contains("object-format") { chosen.append("object-format=sha1") }
    if offered.contains("agent") { chosen.append("agent=\(agent)") }
    return chosen
  }
}
