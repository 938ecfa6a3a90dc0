import { functionNames } from '../start/function-names.ts';
import { writeFunction } from './function-sources.ts';

/** Answers every request with the event and who it is, after the milliseconds that `q` asks for. */
const ECHO = `exports.handler = async (event) => {
  await new Promise((resolve) => setTimeout(resolve, Number(event.queryStringParameters?.q ?? 0)));
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ items: [], event, pid: process.pid, environment: process.env }),
  };
};`;

/** Stands in for the built functions. */
export function writeFixtureBundles(root: string): string {
  for (const name of functionNames) writeFunction(root, name, ECHO);
  return root;
}
