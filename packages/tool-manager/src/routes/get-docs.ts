import type { HttpRoute } from '@dtr/lambda-kit';
import { docsPage, docsPolicy } from '../docs/docs-page.ts';

/** `GET /docs`, open: the page that shows `/openapi.json`. */
export const getDocs = (): HttpRoute => async () => ({
  statusCode: 200,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': docsPolicy,
    'cache-control': 'public, max-age=300',
  },
  body: docsPage,
});
