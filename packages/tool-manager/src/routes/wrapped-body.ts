import { type Json, policyDocumentSchema } from '@dtr/contracts';
import { invalidRequest } from '@dtr/lambda-kit';

/** One member of a document may be a slip in another request; two are a document. */
const membersOfDocument = 2;

/**
 * The body of a simulation as it is, unless it is a policy that stands where the request around it should: that is one fault, not one
 * for each of its members. Throws `request.invalid`.
 */
export function wrappedBody(body: Json): Json {
  if (typeof body !== 'object' || body === null || Array.isArray(body) || Object.hasOwn(body, 'document')) return body;
  const known = Object.keys(policyDocumentSchema.properties).filter((member) => Object.hasOwn(body, member));
  if (known.length < membersOfDocument) return body;
  throw invalidRequest([{ pointer: '', message: 'is a bare policy; wrap the policy: { "document": { … } }' }]);
}
