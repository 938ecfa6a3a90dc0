/** The script of the viewer, below `/docs/`. */
export const viewerAsset = 'viewer.js';

/** Only our own script and document; the viewer styles its elements itself. */
export const docsPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'unsafe-inline'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Addresses are relative, so that the page also works behind a prefix. Requests are signed, so the page does not send any. */
export const docsPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Dynamic Tool Runtime API</title>
<link rel="icon" href="data:,">
<style>html, body { margin: 0; height: 100% }</style>
<script src="docs/${viewerAsset}" defer></script>
</head>
<body>
<openapi-explorer spec-url="openapi.json" hide-authentication hide-console hide-server-selection>
<noscript>This page shows <a href="openapi.json">openapi.json</a> and needs JavaScript for it.</noscript>
</openapi-explorer>
</body>
</html>
`;
