const ofObjects = ['s3:GetObject', 's3:ListBucket'];

/**
 * Rights that a command takes (AWS service authorization reference). Reading an object takes the right to list besides, without which S3
 * says "forbidden" of one that is absent. A transaction takes those of its items.
 */
const actionsByCommand: Readonly<Record<string, readonly string[]>> = {
  BatchGetCommand: ['dynamodb:BatchGetItem'],
  BatchWriteCommand: ['dynamodb:BatchWriteItem'],
  ConditionCheck: ['dynamodb:ConditionCheckItem'],
  Delete: ['dynamodb:DeleteItem'],
  DeleteCommand: ['dynamodb:DeleteItem'],
  GetCommand: ['dynamodb:GetItem'],
  Put: ['dynamodb:PutItem'],
  PutCommand: ['dynamodb:PutItem'],
  QueryCommand: ['dynamodb:Query'],
  ScanCommand: ['dynamodb:Scan'],
  TransactGetCommand: ['dynamodb:GetItem'],
  TransactWriteCommand: [],
  Update: ['dynamodb:UpdateItem'],
  UpdateCommand: ['dynamodb:UpdateItem'],

  DeleteObjectCommand: ['s3:DeleteObject'],
  GetObjectCommand: ofObjects,
  HeadBucketCommand: ['s3:ListBucket'],
  HeadObjectCommand: ofObjects,
  ListObjectsV2Command: ['s3:ListBucket'],
  PutObjectCommand: ['s3:PutObject'],

  ChangeMessageVisibilityCommand: ['sqs:ChangeMessageVisibility'],
  GetQueueAttributesCommand: ['sqs:GetQueueAttributes'],
  SendMessageCommand: ['sqs:SendMessage'],

  InvokeCommand: ['lambda:InvokeFunction'],

  InvokeCodeInterpreterCommand: ['bedrock-agentcore:InvokeCodeInterpreter'],
  ListCodeInterpreterSessionsCommand: ['bedrock-agentcore:ListCodeInterpreterSessions'],
  StartCodeInterpreterSessionCommand: ['bedrock-agentcore:StartCodeInterpreterSession'],
  StopCodeInterpreterSessionCommand: ['bedrock-agentcore:StopCodeInterpreterSession'],
};

/** `undefined`: nobody has said yet what the command takes. */
export const actionsOf = (command: string): readonly string[] | undefined => actionsByCommand[command];
