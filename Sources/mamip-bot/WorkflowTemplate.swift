/// The workflow that `init` writes, and this repository's own.
struct WorkflowTemplate {
  /// `owner/name` on GitHub; the jobs run nowhere else, so that a fork archives nothing by itself.
  let repository: String
  /// Whether the source is the IAM API, which needs an AWS role.
  let usesIAM: Bool
  /// Whether the program's source is the repository itself, as in this one.
  var holdsProgram = false

  static let path = ".github/workflows/sync.yml"
  /// The environment on GitHub that holds the secrets.
  static let environment = "mamip"

  var text: String { head + buildJob + syncJob + reportJob }

  private var head: String {
    """
    # Observes AWS's managed policies and records what has changed.
    #
    # Three jobs, so that each holds no more than it needs: the one that builds has no permission
    # to write and no way to AWS; the one that records and tells people runs nothing but the
    # program, and alone sees the secrets of its environment; the one that reports can only write
    # issues.
    name: Sync

    on:
      schedule:
        # Runs at the full hour are delayed or dropped most often.
        - cron: "17 */4 * * *"
      workflow_dispatch:

    permissions: {}

    # A run that was dropped or replaced loses nothing: the next one starts from the archive.
    concurrency:
      group: mamip-sync
      cancel-in-progress: false

    jobs:

    """
  }

  private var buildJob: String {
    let program =
      holdsProgram
      ? "" : "\n          repository: mamip-bot/mamip-bot\n          ref: v\(Version.number)"
    return """
        build:
          name: Build the program
          # A fork archives nothing until its owner decides so.
          if: github.repository == '\(repository)'
          runs-on: ubuntu-24.04
          container: swift:6.3-bookworm
          timeout-minutes: 30
          permissions:
            contents: read
          steps:
            - name: Check out the program
              uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
              with:\(program)
                persist-credentials: false

            - name: Install libraries
              run: ./.ci/prepare packages

            - name: Build
              run: |
                swift build -c release --static-swift-stdlib --product mamip-bot
                mkdir program
                cp "$(swift build -c release --show-bin-path)/mamip-bot" program/

            - name: Keep the program for the next job
              uses: actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0
              with:
                name: mamip-bot
                path: program/mamip-bot
                if-no-files-found: error
                retention-days: 1


      """
  }

  private var syncJob: String {
    let token =
      usesIAM
      ? "\n      id-token: write # is exchanged for the AWS role's credentials by the program"
      : ""
    let role = usesIAM ? "\n          AWS_ROLE_ARN: ${{ vars.MAMIP_AWS_ROLE_ARN }}" : ""
    return """
        sync:
          name: Observe, record, and tell people
          needs: build
          runs-on: ubuntu-24.04
          container: debian:12-slim
          timeout-minutes: 30
          # Holds the secrets of the channels; a channel whose secret is missing is off.
          environment: \(Self.environment)
          permissions:
            contents: write # pushes commits and tags, publishes releases
            issues: write # opens and closes issues about policies\(token)
          steps:
            # Before the checkout, which needs git to bring the history.
            - name: Install libraries
              run: |
                apt-get update --quiet=2
                apt-get install --quiet=2 --yes --no-install-recommends \\
                  ca-certificates git libcurl4 libexpat1 libgit2-1.5 libstdc++6

            - name: Check out the archive
              uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
              with:
                fetch-depth: 0
                persist-credentials: false

            - name: Fetch the program
              uses: actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1
              with:
                name: mamip-bot
                path: /tmp/mamip-bot

            - name: Sync
              env:\(role)
                GITHUB_TOKEN: ${{ github.token }}
      \(secrets)
              run: |
                chmod +x /tmp/mamip-bot/mamip-bot
                /tmp/mamip-bot/mamip-bot sync


      """
  }

  /// What channels need, and else only this environment of the repository has.
  private var secrets: String {
    Self.secretNames.map { "          \($0): ${{ secrets.\($0) }}" }.joined(separator: "\n")
  }

  /// Secrets of the environment that become variables of the same name.
  private static let secretNames = [
    "BLUESKY_APP_PASSWORD", "BLUESKY_IDENTIFIER", "DISCORD_WEBHOOK_URL",
    "MAMIP_GITHUB_APP_ID", "MAMIP_GITHUB_APP_PRIVATE_KEY", "MAMIP_HEARTBEAT_URL",
    "MAMIP_WEBHOOK_SECRET", "MAMIP_WEBHOOK_URL", "SLACK_WEBHOOK_URL", "TEAMS_WEBHOOK_URL",
    "X_ACCESS_TOKEN", "X_ACCESS_TOKEN_SECRET", "X_API_KEY", "X_API_SECRET",
  ]

  private var reportJob: String {
    """
      report:
        name: Report whether the archive is kept
        needs: [build, sync]
        if: ${{ !cancelled() && github.repository == '\(repository)' }}
        runs-on: ubuntu-24.04
        timeout-minutes: 5
        permissions:
          issues: write # opens and closes the operations issue
        steps:
          - name: Open, update or close the operations issue
            env:
              GH_TOKEN: ${{ github.token }}
              GH_REPO: ${{ github.repository }}
              TITLE: The archive is not being kept
              RESULT: ${{ needs.sync.result }}
              RUN: ${{ github.server_url }}/${{ github.repository }}/actions/runs/\
    ${{ github.run_id }}
            run: |
    \(Self.reportScript.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "          \($0)" }.joined(separator: "\n"))

    """
  }

  /// One issue for all failures until a run succeeds, with a comment that names the latest.
  static let reportScript = """
    issue=$(gh issue list --state open --label operations --json number,title \\
      --jq 'map(select(.title == env.TITLE)) | .[0].number // empty')
    if [ "$RESULT" = success ]; then
      if [ -n "$issue" ]; then
        gh issue close "$issue" --comment "A run succeeded again: $RUN"
      fi
    elif [ -n "$issue" ]; then
      gh issue comment "$issue" --edit-last --create-if-none \\
        --body "The latest run did not succeed either: $RUN"
    else
      gh label create operations --force --color b60205 \\
        --description "The archive needs its operator"
      gh issue create --label operations --title "$TITLE" --body \\
        "A run of the sync workflow did not succeed: $RUN

    Nothing is lost: the next run that succeeds catches up, and closes this issue."
    fi
    """
}
