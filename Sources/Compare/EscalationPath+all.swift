extension EscalationPath {
  /// The known paths, in the order of their identifiers.
  ///
  /// Identifiers, categories and required permissions are those of pathfinding.cloud by Datadog,
  /// licensed under Apache-2.0; nothing else of it is used.
  package static let all: [EscalationPath] = [
    EscalationPath("apprunner-001", .newPassRole, ["iam:PassRole", "apprunner:CreateService"]),
    EscalationPath("apprunner-002", .existingPassRole, ["apprunner:UpdateService"]),
    EscalationPath(
      "batch-001", .newPassRole,
      [
        "iam:PassRole",
        "batch:RegisterJobDefinition",
        "batch:SubmitJob",
      ]),
    EscalationPath("batch-002", .existingPassRole, ["batch:SubmitJob"]),
    EscalationPath(
      "batch-003", .newPassRole,
      [
        "iam:PassRole",
        "batch:CreateComputeEnvironment",
        "batch:CreateJobQueue",
        "batch:RegisterJobDefinition",
        "batch:SubmitJob",
      ]),
    EscalationPath(
      "bedrock-001", .newPassRole,
      [
        "iam:PassRole",
        "bedrock-agentcore:CreateCodeInterpreter",
        "bedrock-agentcore:StartCodeInterpreterSession",
        "bedrock-agentcore:InvokeCodeInterpreter",
      ]),
    EscalationPath(
      "bedrock-002", .existingPassRole,
      [
        "bedrock-agentcore:StartCodeInterpreterSession",
        "bedrock-agentcore:InvokeCodeInterpreter",
      ]),
    EscalationPath("braket-001", .newPassRole, ["iam:PassRole", "braket:CreateJob"]),
    EscalationPath(
      "cloudformation-001", .newPassRole,
      [
        "iam:PassRole",
        "cloudformation:CreateStack",
      ]),
    EscalationPath("cloudformation-002", .existingPassRole, ["cloudformation:UpdateStack"]),
    EscalationPath(
      "cloudformation-003", .newPassRole,
      [
        "iam:PassRole",
        "cloudformation:CreateStackSet",
        "cloudformation:CreateStackInstances",
      ]),
    EscalationPath(
      "cloudformation-004", .newPassRole,
      [
        "iam:PassRole",
        "cloudformation:UpdateStackSet",
      ]),
    EscalationPath(
      "cloudformation-005", .newPassRole,
      [
        "cloudformation:CreateChangeSet",
        "cloudformation:ExecuteChangeSet",
      ]),
    EscalationPath(
      "codebuild-001", .newPassRole,
      [
        "iam:PassRole",
        "codebuild:CreateProject",
        "codebuild:StartBuild",
      ]),
    EscalationPath("codebuild-002", .existingPassRole, ["codebuild:StartBuild"]),
    EscalationPath("codebuild-003", .existingPassRole, ["codebuild:StartBuildBatch"]),
    EscalationPath(
      "codebuild-004", .newPassRole,
      [
        "iam:PassRole",
        "codebuild:CreateProject",
        "codebuild:StartBuildBatch",
      ]),
    EscalationPath(
      "codedeploy-001", .existingPassRole,
      [
        "codedeploy:CreateDeployment",
        "codedeploy:RegisterApplicationRevision",
        "codedeploy:GetDeploymentConfig",
      ]),
    EscalationPath(
      "cognitoidentity-001", .newPassRole,
      [
        "iam:PassRole",
        "cognito-identity:SetIdentityPoolRoles",
      ]),
    EscalationPath(
      "datapipeline-001", .newPassRole,
      [
        "iam:PassRole",
        "datapipeline:CreatePipeline",
        "datapipeline:PutPipelineDefinition",
        "datapipeline:ActivatePipeline",
      ]),
    EscalationPath("ec2-001", .newPassRole, ["iam:PassRole", "ec2:RunInstances"]),
    EscalationPath(
      "ec2-002", .existingPassRole,
      [
        "ec2:ModifyInstanceAttribute",
        "ec2:StopInstances",
        "ec2:StartInstances",
      ]),
    EscalationPath("ec2-003", .newPassRole, ["iam:PassRole", "ec2:RequestSpotInstances"]),
    EscalationPath(
      "ec2-004", .existingPassRole,
      [
        "ec2:CreateLaunchTemplateVersion",
        "ec2:ModifyLaunchTemplate",
      ]),
    EscalationPath(
      "ec2-005", .existingPassRole,
      [
        "ec2:CreateLaunchTemplateVersion",
        "ec2:ModifyLaunchTemplate",
      ]),
    EscalationPath(
      "ec2instanceconnect-003", .existingPassRole,
      [
        "ec2-instance-connect:SendSSHPublicKey",
        "ec2:DescribeInstances",
      ]),
    EscalationPath(
      "ecs-001", .newPassRole,
      [
        "iam:PassRole",
        "ecs:CreateCluster",
        "ecs:RegisterTaskDefinition",
        "ecs:CreateService",
      ]),
    EscalationPath(
      "ecs-002", .newPassRole,
      [
        "iam:PassRole",
        "ecs:CreateCluster",
        "ecs:RegisterTaskDefinition",
        "ecs:RunTask",
      ]),
    EscalationPath(
      "ecs-003", .newPassRole,
      [
        "iam:PassRole",
        "ecs:RegisterTaskDefinition",
        "ecs:CreateService",
      ]),
    EscalationPath(
      "ecs-004", .newPassRole,
      [
        "iam:PassRole",
        "ecs:RegisterTaskDefinition",
        "ecs:RunTask",
      ]),
    EscalationPath(
      "ecs-005", .newPassRole,
      [
        "iam:PassRole",
        "ecs:RegisterTaskDefinition",
        "ecs:StartTask",
      ]),
    EscalationPath("ecs-006", .existingPassRole, ["ecs:ExecuteCommand", "ecs:DescribeTasks"]),
    EscalationPath(
      "ecs-007", .newPassRole,
      [
        "iam:PassRole",
        "ecs:RegisterContainerInstance",
        "ecs:StartTask",
      ]),
    EscalationPath("ecs-008", .newPassRole, ["iam:PassRole", "ecs:RunTask"]),
    EscalationPath("ecs-009", .newPassRole, ["iam:PassRole", "ecs:StartTask"]),
    EscalationPath("emr-001", .newPassRole, ["iam:PassRole", "elasticmapreduce:RunJobFlow"]),
    EscalationPath(
      "emrserverless-001", .newPassRole,
      [
        "iam:PassRole",
        "emr-serverless:CreateApplication",
        "emr-serverless:StartJobRun",
      ]),
    EscalationPath(
      "gamelift-001", .newPassRole,
      [
        "iam:PassRole",
        "gamelift:CreateBuild",
        "gamelift:CreateFleet",
        "gamelift:RequestUploadCredentials",
      ]),
    EscalationPath("glue-001", .newPassRole, ["iam:PassRole", "glue:CreateDevEndpoint"]),
    EscalationPath("glue-002", .existingPassRole, ["glue:UpdateDevEndpoint"]),
    EscalationPath(
      "glue-003", .newPassRole,
      [
        "iam:PassRole",
        "glue:CreateJob",
        "glue:StartJobRun",
      ]),
    EscalationPath(
      "glue-004", .newPassRole,
      [
        "iam:PassRole",
        "glue:CreateJob",
        "glue:CreateTrigger",
      ]),
    EscalationPath(
      "glue-005", .newPassRole,
      [
        "iam:PassRole",
        "glue:UpdateJob",
        "glue:StartJobRun",
      ]),
    EscalationPath(
      "glue-006", .newPassRole,
      [
        "iam:PassRole",
        "glue:UpdateJob",
        "glue:CreateTrigger",
      ]),
    EscalationPath(
      "glue-007", .newPassRole,
      [
        "iam:PassRole",
        "glue:CreateSession",
        "glue:RunStatement",
      ]),
    EscalationPath("iam-001", .selfEscalation, ["iam:CreatePolicyVersion"]),
    EscalationPath("iam-002", .principalAccess, ["iam:CreateAccessKey"]),
    EscalationPath("iam-003", .principalAccess, ["iam:CreateAccessKey", "iam:DeleteAccessKey"]),
    EscalationPath("iam-004", .principalAccess, ["iam:CreateLoginProfile"]),
    EscalationPath("iam-005", .selfEscalation, ["iam:PutRolePolicy"]),
    EscalationPath("iam-006", .principalAccess, ["iam:UpdateLoginProfile"]),
    EscalationPath("iam-007", .selfEscalation, ["iam:PutUserPolicy"]),
    EscalationPath("iam-008", .selfEscalation, ["iam:AttachUserPolicy"]),
    EscalationPath("iam-009", .selfEscalation, ["iam:AttachRolePolicy"]),
    EscalationPath("iam-010", .selfEscalation, ["iam:AttachGroupPolicy"]),
    EscalationPath("iam-011", .selfEscalation, ["iam:PutGroupPolicy"]),
    EscalationPath("iam-012", .principalAccess, ["iam:UpdateAssumeRolePolicy"]),
    EscalationPath("iam-013", .selfEscalation, ["iam:AddUserToGroup"]),
    EscalationPath("iam-014", .principalAccess, ["iam:AttachRolePolicy", "sts:AssumeRole"]),
    EscalationPath("iam-015", .principalAccess, ["iam:AttachUserPolicy", "iam:CreateAccessKey"]),
    EscalationPath("iam-016", .principalAccess, ["iam:CreatePolicyVersion", "sts:AssumeRole"]),
    EscalationPath("iam-017", .principalAccess, ["iam:PutRolePolicy", "sts:AssumeRole"]),
    EscalationPath("iam-018", .principalAccess, ["iam:PutUserPolicy", "iam:CreateAccessKey"]),
    EscalationPath(
      "iam-019", .principalAccess,
      [
        "iam:AttachRolePolicy",
        "iam:UpdateAssumeRolePolicy",
      ]),
    EscalationPath(
      "iam-020", .principalAccess,
      [
        "iam:CreatePolicyVersion",
        "iam:UpdateAssumeRolePolicy",
      ]),
    EscalationPath(
      "iam-021", .principalAccess,
      [
        "iam:PutRolePolicy",
        "iam:UpdateAssumeRolePolicy",
      ]),
    EscalationPath(
      "imagebuilder-001", .newPassRole,
      [
        "iam:PassRole",
        "imagebuilder:CreateComponent",
        "imagebuilder:CreateImageRecipe",
        "imagebuilder:CreateInfrastructureConfiguration",
        "imagebuilder:CreateImage",
      ]),
    EscalationPath(
      "kinesisanalytics-001", .newPassRole,
      [
        "iam:PassRole",
        "kinesisanalytics:CreateApplication",
        "kinesisanalytics:StartApplication",
      ]),
    EscalationPath(
      "lambda-001", .newPassRole,
      [
        "iam:PassRole",
        "lambda:CreateFunction",
        "lambda:InvokeFunction",
      ]),
    EscalationPath(
      "lambda-002", .newPassRole,
      [
        "iam:PassRole",
        "lambda:CreateFunction",
        "lambda:CreateEventSourceMapping",
      ]),
    EscalationPath("lambda-003", .existingPassRole, ["lambda:UpdateFunctionCode"]),
    EscalationPath(
      "lambda-004", .existingPassRole,
      [
        "lambda:UpdateFunctionCode",
        "lambda:InvokeFunction",
      ]),
    EscalationPath(
      "lambda-005", .existingPassRole,
      [
        "lambda:UpdateFunctionCode",
        "lambda:AddPermission",
      ]),
    EscalationPath(
      "lambda-006", .newPassRole,
      [
        "iam:PassRole",
        "lambda:CreateFunction",
        "lambda:AddPermission",
      ]),
    EscalationPath(
      "omics-001", .newPassRole,
      [
        "iam:PassRole",
        "omics:CreateWorkflow",
        "omics:StartRun",
        "s3:GetObject",
      ]),
    EscalationPath(
      "sagemaker-001", .newPassRole,
      [
        "iam:PassRole",
        "sagemaker:CreateNotebookInstance",
      ]),
    EscalationPath("sagemaker-002", .newPassRole, ["iam:PassRole", "sagemaker:CreateTrainingJob"]),
    EscalationPath(
      "sagemaker-003", .newPassRole,
      [
        "iam:PassRole",
        "sagemaker:CreateProcessingJob",
      ]),
    EscalationPath(
      "sagemaker-004", .existingPassRole,
      [
        "sagemaker:CreatePresignedNotebookInstanceUrl"
      ]),
    EscalationPath(
      "sagemaker-005", .existingPassRole,
      [
        "sagemaker:CreateNotebookInstanceLifecycleConfig",
        "sagemaker:StopNotebookInstance",
        "sagemaker:UpdateNotebookInstance",
        "sagemaker:StartNotebookInstance",
      ]),
    EscalationPath("scheduler-001", .newPassRole, ["iam:PassRole", "scheduler:CreateSchedule"]),
    EscalationPath("ssm-001", .existingPassRole, ["ssm:StartSession"]),
    EscalationPath("ssm-002", .existingPassRole, ["ssm:SendCommand"]),
    EscalationPath(
      "ssm-003", .newPassRole,
      [
        "iam:PassRole",
        "ssm:CreateDocument",
        "ssm:StartAutomationExecution",
      ]),
    EscalationPath(
      "stepfunctions-001", .newPassRole,
      [
        "iam:PassRole",
        "states:CreateStateMachine",
        "states:StartExecution",
      ]),
    EscalationPath(
      "stepfunctions-002", .existingPassRole,
      [
        "states:UpdateStateMachine",
        "states:StartExecution",
      ]),
    EscalationPath("sts-001", .principalAccess, ["sts:AssumeRole"]),
  ]
}
