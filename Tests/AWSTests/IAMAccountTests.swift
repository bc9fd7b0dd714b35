import PolicyLanguage
import Support
import Testing

@testable import AWS

struct `IAM's account details` {
  let world = World()

  private func page(_ users: String, roles: String = "", _ end: String) -> LoopbackServer.Reply {
    .result(
      of: "GetAccountAuthorizationDetails",
      "<UserDetailList>\(users)</UserDetailList><GroupDetailList/>"
        + "<RoleDetailList>\(roles)</RoleDetailList><Policies/>\(end)")
  }

  @Test func `all pages come together in the form of the command line`() async throws {
    let user = """
      <member><Arn>arn:aws:iam::1:user/true</Arn><UserName>true</UserName><UserPolicyList/>
      <GroupList><member>g</member></GroupList><AttachedManagedPolicies><member>
      <PolicyName>A</PolicyName><PolicyArn>arn:aws:iam::aws:policy/A</PolicyArn>
      </member></AttachedManagedPolicies></member>
      """
    let role = """
      <member><RolePolicyList><member><PolicyDocument>%7B%7D</PolicyDocument></member>
      </RolePolicyList></member>
      """
    let server = try LoopbackServer(replies: [
      page(user, "<IsTruncated>true</IsTruncated><Marker>m</Marker>"),
      page("", roles: role, "<IsTruncated>false</IsTruncated>"),
    ])
    let details = try await IAM(world.client(of: server)).getAccountAuthorizationDetails()
    #expect(
      String(decoding: JSONWriter.compact(details), as: UTF8.self)
        == #"{"UserDetailList":[{"Arn":"arn:aws:iam::1:user/true","UserName":"true","#
        + #""UserPolicyList":[],"GroupList":["g"],"AttachedManagedPolicies":["#
        + #"{"PolicyName":"A","PolicyArn":"arn:aws:iam::aws:policy/A"}]}],"#
        + #""GroupDetailList":[],"#
        + #""RoleDetailList":[{"RolePolicyList":[{"PolicyDocument":"%7B%7D"}]}],"Policies":[]}"#)
    let asked = server.requests.map(\.text)
    #expect(asked.count == 2)
    #expect(
      asked.first
        == "Action=GetAccountAuthorizationDetails&Version=2010-05-08"
        + "&Filter.member.1=User&Filter.member.2=Group&Filter.member.3=Role"
        + "&Filter.member.4=LocalManagedPolicy&Filter.member.5=AWSManagedPolicy&MaxItems=1000")
    #expect(asked.last?.contains("&Marker=m&") == true)
  }

  @Test func `an answer without one of the lists is refused`() async throws {
    let server = try LoopbackServer(replies: [
      .result(of: "GetAccountAuthorizationDetails", "<UserDetailList/>")
    ])
    let error = await #expect(throws: AWSError.self) {
      try await IAM(world.client(of: server)).getAccountAuthorizationDetails()
    }
    #expect(error?.description.contains("the answer has no `GroupDetailList`") == true)
  }
}
