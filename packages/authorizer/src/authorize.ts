import type { AdmitKey, KeyRecord } from '@dtr/core';
import { type KeyContext, type LogTarget, routeOf } from '@dtr/lambda-kit';
import type { AuthorizerAnswer, AuthorizerEvent } from './authorizer-event.ts';
import type { AuthorizerMetrics } from './authorizer-metrics.ts';
import { sentKey } from './sent-key.ts';

interface AuthorizeDeps {
  readonly admitKey: AdmitKey;
  readonly log: LogTarget;
  readonly metrics: AuthorizerMetrics;
}

/** One request: yes with who it is, or no without a reason. Reasons are for the log, the metric and the audit log; a key is for none of them. */
export function makeAuthorize({ admitKey, log, metrics }: AuthorizeDeps) {
  return async function authorize(event: AuthorizerEvent): Promise<AuthorizerAnswer> {
    const { routeKey, requestContext: { requestId } = {} } = event;
    const admission = await admitKey({ key: sentKey(event), scope: routeOf(routeKey)?.scope });
    if (admission.isAdmitted) {
      const { keyId, agent } = admission.record;
      log.info({ message: 'key admitted', requestId, routeKey, keyId, agent });
      metrics.admitted();
      return { isAuthorized: true, context: contextOf(admission.record) };
    }
    const { reason, keyId, record } = admission;
    log.info({ message: 'key refused', requestId, routeKey, reason, keyId, agent: record?.agent });
    metrics.refused(reason);
    return { isAuthorized: false };
  };
}

function contextOf({ agent, keyId, scopes, rate, quota }: KeyRecord): KeyContext {
  return { agent, keyId, scopes, ...rate, ...quota };
}
