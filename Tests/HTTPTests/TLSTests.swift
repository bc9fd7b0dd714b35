import Foundation
import HTTP
import Model
import Support
import Testing

@Suite(.timeLimit(.minutes(10))) struct TLSTests {
  private func client(caFile: String?) -> HTTPClient {
    var configuration = HTTPConfiguration(userAgent: "test")
    configuration.caFile = caFile
    return HTTPClient(configuration: configuration)
  }

  private func failure(_ server: TLSServer, caFile: String?) async throws -> HTTPError {
    var request = HTTPRequest(.get, try server.url())
    request.headers = [HTTPHeader("Authorization", secret: Secret("token"))]
    let unsent = request
    let error = await #expect(throws: HTTPError.self) {
      try await client(caFile: caFile).send(unsent)
    }
    return try #require(error)
  }

  @Test func `a server with a trusted certificate gets the secrets`() async throws {
    let server = try TLSServer(name: "IP:127.0.0.1")
    var request = HTTPRequest(.get, try server.url())
    request.headers = [HTTPHeader("Authorization", secret: Secret("token"))]
    let response = try await client(caFile: server.caFile).send(request)
    #expect(response.text == "token")
  }

  @Test func `a server with an unknown certificate gets nothing`() async throws {
    let server = try TLSServer(name: "IP:127.0.0.1")
    let error = try await failure(server, caFile: nil)
    #expect(error.reason == .tlsFailed)
    #expect(error.wasSent == false)
    #expect(error.hint?.contains("SSL_CERT_FILE") == true)
    #expect("\(error)".hasPrefix("https://127.0.0.1:\(server.port): SSL certificate problem"))
  }

  @Test(arguments: ["DNS:localhost", "IP:127.0.0.2"])
  func `a server with the certificate of another gets nothing`(_ name: String) async throws {
    let server = try TLSServer(name: name)
    let error = try await failure(server, caFile: server.caFile)
    #expect(error.reason == .tlsFailed)
    #expect(error.wasSent == false)
  }

  @Test func `a file of certificates that is not there, or none, trusts nobody`() async throws {
    let server = try TLSServer(name: "IP:127.0.0.1")
    for caFile in [server.caFile + "-", server.keyFile] {
      let error = try await failure(server, caFile: caFile)
      #expect(error.reason == .tlsFailed)
      #expect(error.wasSent == false)
    }
  }

  @Test func `no redirect leads from https to http`() async throws {
    let other = try LoopbackServer { _ in .init() }
    let server = try TLSServer(name: "IP:127.0.0.1")
    let url = try server.url().setting(query: [("to", other.url)])
    let client = client(caFile: server.caFile)
    let error = await #expect(throws: HTTPError.self) {
      try await client.send(HTTPRequest(.get, url), following: RedirectPolicy())
    }
    #expect(error?.reason == .insecure)
    #expect(other.requests.isEmpty)
  }
}

/// Python's TLS with a certificate of a throw-away authority; answers with the `Authorization` it
/// got, or with a redirect to the parameter `to`.
private final class TLSServer {
  let port: Int
  let caFile: String
  let keyFile: String
  private let folder: URL
  private let process: ChildProcess
  private let channel: FileHandle

  /// The name is that of the certificate, such as `DNS:localhost`.
  init(name: String) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    caFile = folder.appending(path: "ca.pem").path
    keyFile = folder.appending(path: "key.pem").path
    let made = try ExternalProgram("sh", "-euc", Self.authority).run("sh", folder.path, name)
    try #require(made.status == 0)
    let theirs: FileHandle
    (channel, theirs) = try ChildProcess.channel()
    process = try ChildProcess(
      ExternalProgram.python.command + ["-c", Self.script, folder.path],
      input: theirs, output: theirs)
    try theirs.close()
    let line = String(decoding: channel.availableData, as: UTF8.self)
    port = try #require(Int(line.trimmingCharacters(in: .newlines)))
  }

  deinit {
    process.send(SIGKILL)
    process.wait()
    do {
      try FileManager.default.removeItem(at: folder)
    } catch {
      Issue.record(error)
    }
  }

  func url() throws -> RequestURL { try #require(RequestURL("https://127.0.0.1:\(port)/")) }

  private static let authority = """
    cd "$1"
    openssl ecparam -name prime256v1 -genkey -noout -out ca.key
    openssl req -x509 -new -key ca.key -subj /CN=authority -days 2 -out ca.pem
    openssl ecparam -name prime256v1 -genkey -noout -out key.pem
    openssl req -new -key key.pem -subj /CN=server -out request.pem
    printf 'subjectAltName=%s\\n' "$2" > names
    openssl x509 -req -in request.pem -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 \
      -extfile names -out certificate.pem 2>/dev/null
    """

  private static let script = """
    import http.server, os, ssl, sys, threading, urllib.parse

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            target = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query).get("to")
            body = (self.headers.get("Authorization") or "").encode()
            self.send_response(302 if target else 200)
            if target:
                self.send_header("Location", target[0])
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments):
            pass

    class Server(http.server.ThreadingHTTPServer):
        request_queue_size = 128
        daemon_threads = True

        def handle_error(self, request, client_address):
            pass

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[1] + "/certificate.pem", sys.argv[1] + "/key.pem")
    server = Server(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(
        server.socket, server_side=True, do_handshake_on_connect=False)
    print(server.server_address[1], flush=True)
    threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
    server.serve_forever()
    """
}
