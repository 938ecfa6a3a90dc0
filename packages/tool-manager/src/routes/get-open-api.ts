import { openApiDocument } from '@dtr/contracts';
import { type HttpRoute, jsonText } from '@dtr/lambda-kit';

/** `GET /openapi.json`, open. Assembled at the first request, then kept. */
export function getOpenApi(): HttpRoute {
  let text: string | undefined;
  return async () => {
    text ??= JSON.stringify(openApiDocument());
    return jsonText(200, text, { 'cache-control': 'public, max-age=300' });
  };
}
